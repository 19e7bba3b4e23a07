import PlacardCore

/// Turns rows of a bitmap into the bytes that PNG deflates: a filter type and the filtered row, for
/// each.
struct PNGRows: ~Copyable {
  private var scratch = ReusableBytes()

  /// What to make of which rows.
  struct Piece {
    var samples: PNGSamples
    var filter: PNGFilter
    /// For the first of `rows`, when it must not depend on the row above it.
    var firstFilter: PNGFilter
    var rows: Range<Int>
    /// Pixels a row.
    var width: Int

    init(_ samples: PNGSamples, _ filter: PNGFilter, rows: Range<Int>, width: Int) {
      self.samples = samples
      self.filter = filter
      firstFilter = filter
      self.rows = rows
      self.width = width
    }

    var bytesPerRow: Int { samples.bytesPerRow(width: width) }
    /// The bytes `filtered` makes.
    var byteCount: Int { rows.count * (1 + bytesPerRow) }
    /// The room `filtered` needs: vectors run past the end of the last row.
    var roomNeeded: Int { byteCount + PNGRows.slack }
  }

  /// What `adaptive` tries beside no filter at all.
  private static let candidates: [PNGFilter] = [.sub, .up, .average, .paeth]

  /// Bytes before and after each row that vectors may touch.
  static let slack = 32

  /// Writes the filtered `piece.rows` of the picture at `pixels`, whose palette is `palette` when
  /// its samples are indices; `out` has `piece.roomNeeded` bytes.
  mutating func filter(
    _ pixels: UnsafeRawPointer, palette: borrowing PNGPalette, piece: Piece,
    to out: UnsafeMutableRawPointer
  ) {
    let bytesPerRow = piece.bytesPerRow
    let stride = bytesPerRow + 2 * Self.slack
    // This row, the one above it, and two for trials.
    let lines = scratch.reserve(4 * stride)
    lines.initializeMemory(as: UInt8.self, repeating: 0, count: 2 * stride)
    var row = lines + Self.slack
    var above = row + stride
    let trials = above + stride
    if let before = piece.rows.first, before > 0 {
      pack(pixels + 4 * piece.width * (before - 1), palette, piece, to: above)
    }
    var target = out
    for index in piece.rows {
      let filter = index == piece.rows.lowerBound ? piece.firstFilter : piece.filter
      let source = pixels + 4 * piece.width * index
      if filter == .none && piece.filter == .none {
        target.storeBytes(of: 0, as: UInt8.self)
        pack(source, palette, piece, to: target + 1)
      } else {
        pack(source, palette, piece, to: row)
        Self.filter(filter, row, above, piece, trials: trials, stride: stride, to: target)
        swap(&row, &above)
      }
      target += 1 + bytesPerRow
    }
  }

  /// One row by one filter, or by the best of all.
  private static func filter(
    _ filter: PNGFilter, _ row: UnsafeRawPointer, _ above: UnsafeRawPointer, _ piece: Piece,
    trials: UnsafeMutableRawPointer, stride: Int, to target: UnsafeMutableRawPointer
  ) {
    let count = piece.bytesPerRow
    let bytesPerPixel = piece.samples.bytesPerPixel
    guard filter == .adaptive else {
      target.storeBytes(of: filter.rawValue, as: UInt8.self)
      PNGRowFilter.apply(
        filter, row: row, above: above, count: count, bytesPerPixel: bytesPerPixel, to: target + 1)
      return
    }
    var best = PNGFilter.none
    var bestBytes = row
    var least = PNGRowFilter.magnitude(row, count: count)
    var spare = trials
    var other = trials + stride
    for candidate in Self.candidates {
      PNGRowFilter.apply(
        candidate, row: row, above: above, count: count, bytesPerPixel: bytesPerPixel, to: spare)
      let magnitude = PNGRowFilter.magnitude(spare, count: count)
      guard magnitude < least else { continue }
      least = magnitude
      best = candidate
      bestBytes = UnsafeRawPointer(spare)
      swap(&spare, &other)
    }
    target.storeBytes(of: best.rawValue, as: UInt8.self)
    (target + 1).copyMemory(from: bestBytes, byteCount: count)
  }

  private func pack(
    _ source: UnsafeRawPointer, _ palette: borrowing PNGPalette, _ piece: Piece,
    to out: UnsafeMutableRawPointer
  ) {
    switch piece.samples {
    case .rgb: packRGB(source, count: piece.width, to: out)
    case .rgba: packRGBA(source, count: piece.width, to: out)
    case .index: palette.pack(source, count: piece.width, to: out)
    }
  }
}
