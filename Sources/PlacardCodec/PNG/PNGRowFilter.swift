/// The filter functions of PNG (PNG 3rd ed., 9.2) on whole rows, 16 bytes at a time.
///
/// A row must have 16 bytes before it, the last `bytesPerPixel` of them zero, and 16 bytes after it
/// that may be read; up to 15 bytes past the end of `out` are overwritten.
enum PNGRowFilter {
  typealias Lane = SIMD16<UInt8>

  /// Writes the filtered bytes of `row` (`count` of them) for a fixed filter.
  static func apply(
    _ filter: PNGFilter, row: UnsafeRawPointer, above: UnsafeRawPointer, count: Int,
    bytesPerPixel: Int, to out: UnsafeMutableRawPointer
  ) {
    switch filter {
    case .none, .adaptive:
      out.copyMemory(from: row, byteCount: count)
    case .sub:
      sub(row, row - bytesPerPixel, count, out)
    case .up:
      // The same subtraction, with another neighbour.
      sub(row, above, count, out)
    case .average:
      average(row, row - bytesPerPixel, above, count, out)
    case .paeth:
      paeth(row, row - bytesPerPixel, above, above - bytesPerPixel, count, out)
    }
  }

  /// The sum over `count` bytes of their magnitude as signed numbers.
  static func magnitude(_ bytes: UnsafeRawPointer, count: Int) -> UInt32 {
    var sums = SIMD4<UInt32>.zero
    var offset = 0
    while offset &+ 16 <= count {
      let value = bytes.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let magnitude = pointwiseMin(value, 0 &- value)
      // Neighbours are added in ever wider lanes, so that nothing overflows.
      let wide = unsafeBitCast(magnitude, to: SIMD8<UInt16>.self)
      let pairs = unsafeBitCast((wide & 0xFF) &+ (wide &>> 8), to: SIMD4<UInt32>.self)
      sums = sums &+ (pairs & 0xFFFF) &+ (pairs &>> 16)
      offset &+= 16
    }
    var sum = sums.wrappedSum()
    while offset < count {
      let value = bytes.load(fromByteOffset: offset, as: UInt8.self)
      sum &+= UInt32(min(value, 0 &- value))
      offset &+= 1
    }
    return sum
  }

  private static func sub(
    _ row: UnsafeRawPointer, _ neighbour: UnsafeRawPointer, _ count: Int,
    _ out: UnsafeMutableRawPointer
  ) {
    var offset = 0
    while offset < count {
      let value = row.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let predicted = neighbour.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      out.storeBytes(of: value &- predicted, toByteOffset: offset, as: Lane.self)
      offset &+= 16
    }
  }

  private static func average(
    _ row: UnsafeRawPointer, _ left: UnsafeRawPointer, _ above: UnsafeRawPointer, _ count: Int,
    _ out: UnsafeMutableRawPointer
  ) {
    var offset = 0
    while offset < count {
      let value = row.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let a = left.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let b = above.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      // floor((a + b) / 2) without the carry out of eight bits.
      let predicted = (a & b) &+ ((a ^ b) &>> 1)
      out.storeBytes(of: value &- predicted, toByteOffset: offset, as: Lane.self)
      offset &+= 16
    }
  }

  private static func paeth(
    _ row: UnsafeRawPointer, _ left: UnsafeRawPointer, _ above: UnsafeRawPointer,
    _ corner: UnsafeRawPointer, _ count: Int, _ out: UnsafeMutableRawPointer
  ) {
    var offset = 0
    while offset < count {
      let value = row.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let a = left.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let b = above.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      let c = corner.loadUnaligned(fromByteOffset: offset, as: Lane.self)
      // With p = a + b - c: |p - a| = |b - c|, |p - b| = |a - c|, and |p - c| is the difference of
      // those two when a and b lie on opposite sides of c; else it is their sum, which never wins.
      let toA = pointwiseMax(b, c) &- pointwiseMin(b, c)
      let toB = pointwiseMax(a, c) &- pointwiseMin(a, c)
      let toC = pointwiseMax(toA, toB) &- pointwiseMin(toA, toB)
      let isSameSide = (a .>= c) .== (b .>= c)
      let isA = (toA .<= toB) .& (isSameSide .| (toA .<= toC))
      let isB = isSameSide .| (toB .<= toC)
      let predicted = c.replacing(with: b, where: isB).replacing(with: a, where: isA)
      out.storeBytes(of: value &- predicted, toByteOffset: offset, as: Lane.self)
      offset &+= 16
    }
  }
}
