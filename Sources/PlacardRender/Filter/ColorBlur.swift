/// A Gaussian blur of premultiplied pixels, by the same boxes or bell as a blur of coverage.
struct ColorBlur {
  /// Chromium blurs no wider.
  static let sigmaMax = 532.0

  private let blur: BoxBlur
  /// How many low bits of two boxes' sums are left out, so that a third's fit 31 bits.
  private let shift: UInt32
  /// The shifted sums of three boxes times this, in 2⁴⁰ths, are levels.
  private let factor: UInt64

  init(_ blur: BoxBlur) {
    self.blur = blur
    let area = UInt64(blur.widths.0 * blur.widths.1 * blur.widths.2)
    shift = UInt32(max(0, 31 - (area * 255).leadingZeroBitCount + 2))
    factor = ((UInt64(1) << (40 + UInt64(shift))) + area / 2) / area
  }

  /// Blurs what `surface` shows; of the result only `seen`, which lies in it, is written.
  func apply(to surface: borrowing Surface, seen: DeviceRect, pool: BufferPool) {
    let (width, height) = (surface.bounds.width, surface.bounds.height)
    guard blur.reach > 0, !seen.isEmpty else { return }
    let turned = pool.take(byteCount: 4 * seen.width * height)
    defer { pool.give(turned) }
    let pixels = surface.pixels.assumingMemoryBound(to: UInt32.self)
    let columns = turned.base.assumingMemoryBound(to: UInt32.self)
    let stride = surface.bytesPerRow / 4
    let (x, y) = (seen.x - surface.bounds.x, seen.y - surface.bounds.y)
    blurRows(
      Rows(base: UnsafePointer(pixels), stride: stride, width: width, height: height),
      from: x, count: seen.width, to: columns, outStride: height)
    blurRows(
      Rows(base: UnsafePointer(columns), stride: height, width: height, height: seen.width),
      from: y, count: seen.height, to: pixels + y * stride + x, outStride: stride)
  }

  private struct Rows {
    let base: UnsafePointer<UInt32>
    let stride: Int
    let width: Int
    let height: Int
  }

  /// Blurs each row and writes `count` of its pixels, from `start` on, as a column.
  private func blurRows(
    _ rows: Rows, from start: Int, count: Int, to output: UnsafeMutablePointer<UInt32>,
    outStride: Int
  ) {
    let width = rows.width
    let padded = width + 2 * blur.reach
    withUnsafeTemporaryAllocation(of: SIMD4<UInt32>.self, capacity: 2 * padded) { scratch in
      guard let first = scratch.baseAddress else { return }
      let second = first + padded
      for row in 0..<rows.height {
        let line = rows.base + row * rows.stride
        let column = output + row
        guard Self.hasInk(line, count: width) else {
          for x in 0..<count { column[x * outStride] = 0 }
          continue
        }
        load(line, width: width, into: first)
        if let kernel = blur.kernel {
          convolve(first + start, width: count, kernel, to: column, stride: outStride)
        } else {
          Self.slide(first, second, padded, blur.widths.0, shift: 0)
          Self.slide(second, first, padded, blur.widths.1, shift: shift)
          Self.slide(first, second, padded, blur.widths.2, shift: 0)
          write(second + start, width: count, to: column, stride: outStride)
        }
      }
    }
  }

  private static func hasInk(_ line: UnsafePointer<UInt32>, count: Int) -> Bool {
    for x in 0..<count where line[x] != 0 { return true }
    return false
  }

  /// The row's channels with `reach` clear pixels on each side.
  private func load(
    _ line: UnsafePointer<UInt32>, width: Int, into out: UnsafeMutablePointer<SIMD4<UInt32>>
  ) {
    out.update(repeating: .zero, count: blur.reach)
    let inside = out + blur.reach
    for x in 0..<width {
      let pixel = line[x]
      inside[x] = SIMD4(pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255, pixel >> 24)
    }
    (inside + width).update(repeating: .zero, count: blur.reach)
  }

  /// Leaves in place i the sum of the `width` places from i on.
  private static func slide(
    _ input: UnsafePointer<SIMD4<UInt32>>, _ output: UnsafeMutablePointer<SIMD4<UInt32>>,
    _ count: Int, _ width: Int, shift: UInt32
  ) {
    var sum = SIMD4<UInt32>.zero
    let shifts = SIMD4<UInt32>(repeating: shift)
    for index in 0..<min(width - 1, count) { sum &+= input[index] }
    let full = max(0, count - width + 1)
    for index in 0..<full {
      sum &+= input[index + width - 1]
      output[index] = sum &>> shifts
      sum &-= input[index]
    }
    for index in full..<count {
      output[index] = sum &>> shifts
      sum &-= input[index]
    }
  }

  private func write(
    _ sums: UnsafePointer<SIMD4<UInt32>>, width: Int, to output: UnsafeMutablePointer<UInt32>,
    stride: Int
  ) {
    @inline(__always)
    func level(_ sum: UInt32) -> UInt32 {
      UInt32(truncatingIfNeeded: (UInt64(sum) &* factor &+ 1 << 39) >> 40)
    }
    for x in 0..<width {
      let sum = sums[x]
      output[x * stride] =
        level(sum.x) | level(sum.y) << 8 | level(sum.z) << 16 | level(sum.w) << 24
    }
  }

  private func convolve(
    _ line: UnsafePointer<SIMD4<UInt32>>, width: Int, _ kernel: [UInt32],
    to output: UnsafeMutablePointer<UInt32>, stride: Int
  ) {
    kernel.withUnsafeBufferPointer { taps in
      for x in 0..<width {
        var sum = SIMD4<UInt32>(repeating: 32_768)
        for tap in 0..<taps.count {
          sum &+= line[x + tap] &* SIMD4(repeating: taps[tap])
        }
        // Each level stands in a channel's upper half.
        output[x * stride] =
          sum.x >> 16 | sum.y >> 8 & 0xFF00 | sum.z & 0xFF_0000 | (sum.w & 0xFF_0000) << 8
      }
    }
  }
}
