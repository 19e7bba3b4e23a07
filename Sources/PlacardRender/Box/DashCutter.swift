internal import CCairo
internal import PlacardCore

/// Cuts a path into dashes (SVG 2 §13.5.6): every subpath begins with the first, and on a closed one
/// a dash that is on at both ends is one.
///
/// cairo's own bend round a corner at which they only start.
struct DashCutter {
  /// An even number, not all 0: on, off, on, …
  private let lengths: [Double]

  /// So near, a dash's end and a corner are one place.
  private static let nearness = 1e-6

  init(_ lengths: [Double]) { self.lengths = lengths }

  /// Replaces the current path of `cr`, its curves in short straight pieces.
  func cut(pathOf cr: OpaquePointer) {
    guard let path = cairo_copy_path_flat(cr) else { return }
    defer { cairo_path_destroy(path) }
    cairo_new_path(cr)
    guard path.pointee.status == CAIRO_STATUS_SUCCESS, let data = path.pointee.data else { return }
    var points: [Point] = []
    var index = 0
    while index < Int(path.pointee.num_data) {
      let header = data[index].header
      guard header.length > 0 else { break }
      switch header.type {
      case CAIRO_PATH_MOVE_TO, CAIRO_PATH_LINE_TO:
        if header.type == CAIRO_PATH_MOVE_TO {
          cut(points, isClosed: false, on: cr)
          points.removeAll(keepingCapacity: true)
        }
        let point = data[index + 1].point
        points.append(Point(x: point.x, y: point.y))
      case CAIRO_PATH_CLOSE_PATH:
        cut(points, isClosed: true, on: cr)
        // What follows without a move starts where the subpath did.
        points.removeSubrange(min(1, points.count)...)
      default: break
      }
      index += Int(header.length)
    }
    cut(points, isClosed: false, on: cr)
  }

  private func cut(_ points: [Point], isClosed: Bool, on cr: OpaquePointer) {
    guard let start = points.first, points.count > 1 else { return }
    var pen = Pen(lengths: lengths, isClosed: isClosed, at: start)
    for (from, to) in zip(points, points.dropFirst()) { pen.go(from: from, to: to, on: cr) }
    if isClosed, let end = points.last { pen.go(from: end, to: start, on: cr) }
    pen.finish(on: cr)
  }

  /// What draws on and off along a subpath.
  private struct Pen {
    private let lengths: [Double]
    private var index = 0
    private var left: Double
    /// The first dash of a closed subpath, kept until it is known whether the last meets it.
    private var first: [Point]
    private var keepsFirst: Bool
    private let isClosed: Bool

    private var isOn: Bool { index.isMultiple(of: 2) }

    init(lengths: [Double], isClosed: Bool, at start: Point) {
      self.lengths = lengths
      self.isClosed = isClosed
      left = lengths[0]
      first = [start]
      keepsFirst = true
    }

    mutating func go(from: Point, to: Point, on cr: OpaquePointer) {
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0 else { return }
      var done = 0.0
      while length - done > nearness {
        if left > length - done + nearness {
          left -= length - done
          if isOn { extend(to: to, cr) }
          return
        }
        done = min(length, done + left)
        let place =
          length - done <= nearness
          ? to : Point(x: from.x + dx * (done / length), y: from.y + dy * (done / length))
        if isOn { extend(to: place, cr) }
        step(at: place, cr)
      }
    }

    /// Goes on to the next length, which is longer than 0 after some that are not.
    private mutating func step(at place: Point, _ cr: OpaquePointer) {
      repeat {
        if isOn && keepsFirst {
          keepsFirst = false
          if !isClosed { draw(first, from: 0, cr) }
        }
        index = (index + 1) % lengths.count
        left = lengths[index]
      } while left <= 0
      if isOn { cairo_move_to(cr, place.x, place.y) }
    }

    private mutating func extend(to point: Point, _ cr: OpaquePointer) {
      if keepsFirst { first.append(point) } else { cairo_line_to(cr, point.x, point.y) }
    }

    private func draw(_ points: [Point], from start: Int, _ cr: OpaquePointer) {
      for (index, point) in points.enumerated().dropFirst(start) {
        if index == 0 {
          cairo_move_to(cr, point.x, point.y)
        } else {
          cairo_line_to(cr, point.x, point.y)
        }
      }
    }

    /// At the subpath's end.
    mutating func finish(on cr: OpaquePointer) {
      if keepsFirst {
        draw(first, from: 0, cr)
        if isClosed { cairo_close_path(cr) }
      } else if isClosed {
        draw(first, from: isOn ? 1 : 0, cr)
      }
    }
  }
}
