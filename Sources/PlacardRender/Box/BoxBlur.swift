/// A Gaussian blur of coverage, as Chromium's raster makes it: three box blurs in a row, whose widths
/// follow from sigma (SVG 1.1 §15.17 gives the rule), and a true Gaussian below a sigma of 2, where
/// boxes are too coarse.
struct BoxBlur {
  /// Odd in number of taps, adding up to 65,536; nil where three boxes do.
  let kernel: [UInt32]?
  /// The three boxes' widths.
  let widths: (Int, Int, Int)
  /// Pixels by which the blur reaches out on each side.
  let reach: Int

  /// Chromium blurs coverage no wider; the sums of three boxes just fit 32 bits.
  static let sigmaMax = 128.0

  /// Past `sigmaMax` a blur is for colours alone.
  init(sigma wanted: Double, sigmaMax: Double = BoxBlur.sigmaMax) {
    let sigma = min(max(wanted, 0), sigmaMax)
    if sigma < 2 {
      let half = max(0, Int((3 * sigma).rounded(.up)))
      kernel = Self.gaussian(sigma: sigma, half: half)
      widths = (1, 1, 1)
      reach = half
    } else {
      kernel = nil
      // floor(sigma · 3 · √(2π) / 4 + 1/2)
      let width = Int(sigma * 1.879_971_205_606_569_3 + 0.5)
      // Of an even width the first two lie half a pixel to either side and the third is centred.
      widths = width.isMultiple(of: 2) ? (width, width, width + 1) : (width, width, width)
      reach = (widths.0 + widths.1 + widths.2 - 3) / 2
    }
  }

  private static func gaussian(sigma: Double, half: Int) -> [UInt32] {
    guard sigma > 0 else { return [65_536] }
    let weights = (-half...half).map { bell(Double($0) / (sigma * 2.0.squareRoot())) }
    let sum = weights.reduce(0, +)
    var taps = weights.map { UInt32($0 / sum * 65_536 + 0.5) }
    let surplus = taps.reduce(0) { $0 + Int($1) } - 65_536
    taps[half] = UInt32(Int(taps[half]) - surplus)
    return taps
  }

  /// Blurs `mask` (rows of `bytesPerRow`, `width` × `height` used) in place. What lies outside of it
  /// counts as empty.
  func apply(
    to mask: UnsafeMutablePointer<UInt8>, width: Int, height: Int, bytesPerRow: Int,
    pool: BufferPool
  ) {
    guard reach > 0, width > 0, height > 0 else { return }
    let turned = pool.take(byteCount: width * height)
    defer { pool.give(turned) }
    let columns = turned.base.assumingMemoryBound(to: UInt8.self)
    blurRows(
      from: mask, bytesPerRow: bytesPerRow, width: width, height: height, to: columns,
      outStride: height)
    blurRows(
      from: columns, bytesPerRow: height, width: height, height: width, to: mask,
      outStride: bytesPerRow)
  }

  /// Blurs each row and writes it as a column.
  private func blurRows(
    from input: UnsafePointer<UInt8>, bytesPerRow: Int, width: Int, height: Int,
    to output: UnsafeMutablePointer<UInt8>, outStride: Int
  ) {
    let padded = width + 2 * reach
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * padded) { scratch in
      guard let sums = scratch.baseAddress else { return }
      for row in 0..<height {
        let line = input + row * bytesPerRow
        if let kernel {
          convolve(line, width: width, kernel, to: output + row, stride: outStride)
        } else {
          blurLine(line, width: width, sums, sums + padded)
          writeColumn(sums, width: width, to: output + row, stride: outStride)
        }
      }
    }
  }

  /// Leaves the sums of three boxes in `first`, from pixel 0 on.
  private func blurLine(
    _ line: UnsafePointer<UInt8>, width: Int, _ first: UnsafeMutablePointer<UInt32>,
    _ second: UnsafeMutablePointer<UInt32>
  ) {
    let padded = width + 2 * reach
    first.update(repeating: 0, count: padded)
    for x in 0..<width { first[reach + x] = UInt32(line[x]) }
    // Each pass leaves in place i the sum of the `width` places from i on: after the three, the sum
    // around a pixel stands `reach` before it.
    slide(first, second, padded, widths.0)
    slide(second, first, padded, widths.1)
    slide(first, second, padded, widths.2)
    first.update(from: second, count: width)
  }

  private func slide(
    _ input: UnsafePointer<UInt32>, _ output: UnsafeMutablePointer<UInt32>, _ count: Int,
    _ width: Int
  ) {
    var sum: UInt32 = 0
    for index in 0..<min(width - 1, count) { sum &+= input[index] }
    let full = max(0, count - width + 1)
    for index in 0..<full {
      sum &+= input[index + width - 1]
      output[index] = sum
      sum &-= input[index]
    }
    for index in full..<count {
      output[index] = sum
      sum &-= input[index]
    }
  }

  private func writeColumn(
    _ sums: UnsafePointer<UInt32>, width: Int, to output: UnsafeMutablePointer<UInt8>, stride: Int
  ) {
    let area = UInt64(widths.0 * widths.1 * widths.2)
    // Rounded division by multiplication: exact to far below a level.
    let factor = (UInt64(1) << 40 + area / 2) / area
    for x in 0..<width {
      let level = (UInt64(sums[x]) &* factor &+ 1 << 39) >> 40
      output[x * stride] = UInt8(truncatingIfNeeded: min(level, 255))
    }
  }

  private func convolve(
    _ line: UnsafePointer<UInt8>, width: Int, _ kernel: [UInt32],
    to output: UnsafeMutablePointer<UInt8>, stride: Int
  ) {
    kernel.withUnsafeBufferPointer { taps in
      for x in 0..<width {
        var sum: UInt32 = 32_768
        for tap in max(0, reach - x)..<min(taps.count, width - x + reach) {
          sum &+= taps[tap] &* UInt32(line[x + tap - reach])
        }
        output[x * stride] = UInt8(truncatingIfNeeded: min(sum >> 16, 255))
      }
    }
  }
}
