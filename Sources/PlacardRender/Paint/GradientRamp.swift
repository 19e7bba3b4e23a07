/// A gradient's colours by their place on the gradient line, as pieces of a table of pixels.
///
/// Between two stops lies one piece, so that a hard edge stays exactly where it was written; a piece
/// has 16 entries for each level that its colour passes, which is finer than a pixel can hold.
struct GradientRamp {
  struct Piece {
    /// Covers `start ..< end`.
    var start: Double
    var end: Double
    /// Index in `table` of its first entry.
    var first: Int
    var count: Int
    /// Entries for each unit of the gradient line.
    var entriesPerUnit: Double
  }

  /// Ascending, without a gap, from −∞ to ∞ or over one period.
  private(set) var pieces: [Piece] = []
  /// Premultiplied pixels as they stand in memory.
  private(set) var table: [UInt32] = []
  /// The repeated part of the line; nil when the end colours go on for ever.
  let period: Range<Double>?

  private static let entriesMax = 262_144

  init(_ resolved: ResolvedStops, isRepeating: Bool) {
    let stops = resolved.stops
    guard let first = stops.first, let last = stops.last else {
      period = nil
      appendFlat(.zero, from: -.infinity, to: .infinity)
      return
    }
    let repeats = isRepeating && last.position > first.position
    period = repeats ? first.position..<last.position : nil
    if isRepeating && !repeats {
      // No period to repeat: all of it is past the last stop.
      appendFlat(last.color, from: -.infinity, to: .infinity)
      return
    }
    if !repeats { appendFlat(first.color, from: -.infinity, to: first.position) }
    let share = max(16, Self.entriesMax / stops.count)
    for (from, to) in zip(stops, stops.dropFirst()) where to.position > from.position {
      append(from, to, entriesMax: share)
    }
    if !repeats { appendFlat(last.color, from: last.position, to: .infinity) }
  }

  private mutating func appendFlat(_ color: SIMD4<Float>, from start: Double, to end: Double) {
    pieces.append(
      Piece(start: start, end: end, first: table.count, count: 1, entriesPerUnit: 0))
    table.append(Self.pixel(color))
  }

  private mutating func append(
    _ from: ResolvedStops.Stop, _ to: ResolvedStops.Stop, entriesMax: Int
  ) {
    let change = to.color - from.color
    let levels = max(max(abs(change.x), abs(change.y)), max(abs(change.z), abs(change.w)))
    guard levels > 0 else {
      appendFlat(from.color, from: from.position, to: to.position)
      return
    }
    let count = min(entriesMax, max(16, Int(levels) * 16))
    pieces.append(
      Piece(
        start: from.position, end: to.position, first: table.count, count: count,
        entriesPerUnit: Double(count) / (to.position - from.position)))
    table.reserveCapacity(table.count + count)
    for index in 0..<count {
      let share = (Float(index) + 0.5) / Float(count)
      table.append(Self.pixel(from.color + change * share))
    }
  }

  private static func pixel(_ color: SIMD4<Float>) -> UInt32 {
    let rounded = color + 0.5
    return UInt32(rounded.x) | UInt32(rounded.y) << 8 | UInt32(rounded.z) << 16
      | UInt32(rounded.w) << 24
  }

  /// `position` brought into the period.
  func wrapped(_ position: Double) -> Double {
    guard let period else { return position }
    let length = period.upperBound - period.lowerBound
    let turns = ((position - period.lowerBound) / length).rounded(.down)
    let inside = position - turns * length
    return inside < period.upperBound ? max(inside, period.lowerBound) : period.lowerBound
  }

  /// The index of the piece that covers `position`, which lies within them all.
  func pieceIndex(at position: Double) -> Int {
    var low = 0
    var high = pieces.count - 1
    while low < high {
      let middle = (low + high) / 2
      if position < pieces[middle].end { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The pixel at `position` on the gradient line.
  func pixel(at position: Double) -> UInt32 {
    let place = wrapped(position)
    let piece = pieces[pieceIndex(at: place)]
    guard piece.count > 1 else { return table[piece.first] }
    let entry = Int((place - piece.start) * piece.entriesPerUnit)
    return table[piece.first + min(max(entry, 0), piece.count - 1)]
  }

  /// Writes the colours of `count` places on the gradient line.
  func color(
    _ out: UnsafeMutablePointer<UInt32>, places: UnsafePointer<Float>, count: Int
  ) {
    table.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { return }
      var start = Float.infinity
      var end = -Float.infinity
      var rate: Float = 0
      var last: Int32 = 0
      var entries = base
      for index in 0..<count {
        var place = places[index]
        if period != nil { place = Float(wrapped(Double(place))) }
        if place < start || place >= end {
          let piece = pieces[pieceIndex(at: Double(place))]
          start = Float(piece.start)
          end = Float(piece.end)
          rate = piece.count > 1 ? Float(piece.entriesPerUnit) : 0
          last = Int32(piece.count - 1)
          entries = base + piece.first
        }
        var entry: Int32 = 0
        if last > 0 {
          entry = min(max(Int32(truncatingIfNeeded: Int((place - start) * rate)), 0), last)
        }
        out[index] = entries[Int(entry)]
      }
    }
  }
}
