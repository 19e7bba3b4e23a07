internal import PlacardCore

/// Pixels to be scaled: rows of premultiplied blue, green, red, alpha.
struct SourcePixels {
  let base: UnsafeRawPointer
  let width: Int
  let height: Int
  let isOpaque: Bool
}

/// Scales a picture, first along rows, then along columns, keeping only the rows at hand.
///
/// Premultiplied pixels throughout, so that the colour of what is transparent counts for nothing.
struct PictureScaler {
  let pool: BufferPool

  /// Rows that one row of the result may need at once. A picture that shrinks more has neighbouring
  /// source rows averaged first, where nobody can see the difference.
  private static let rowRatioMax = 8

  /// Writes the part `crop` of `source`, scaled as a whole to `width` × `height`, into `out`: rows of
  /// `4 * crop.width` bytes.
  func scale(
    _ source: SourcePixels, width: Int, height: Int, crop: DeviceRect,
    into out: UnsafeMutableRawPointer
  ) {
    let group = max(1, source.height / max(1, height * Self.rowRatioMax))
    let rowCount = (source.height + group - 1) / group
    let columns = ResampleWeights(
      sourceCount: source.width, resultCount: width, range: crop.x..<(crop.x + crop.width))
    let rows = ResampleWeights(
      sourceCount: rowCount, resultCount: height, range: crop.y..<(crop.y + crop.height))

    let rowBytes = 16 * crop.width
    let ring = pool.take(byteCount: rowBytes * rows.tapCount)
    let partial = pool.take(byteCount: rowBytes)
    let floats = pool.take(byteCount: 16 * source.width)
    defer {
      pool.give(ring)
      pool.give(partial)
      pool.give(floats)
    }
    let row = floats.base.bindMemory(to: Float.self, capacity: 4 * source.width)
    let lines = ring.base.bindMemory(to: SIMD4<Float>.self, capacity: crop.width * rows.tapCount)
    let scratch = partial.base.bindMemory(to: SIMD4<Float>.self, capacity: crop.width)
    var ready = 0
    for index in 0..<crop.height {
      let first = Int(rows.firsts[index])
      // Rows above the first one wanted are never needed again.
      for next in max(ready, first)..<max(max(ready, first), first + rows.tapCount) {
        let line = lines + (next % rows.tapCount) * crop.width
        scaleRows(
          source, from: next * group, to: min(source.height, (next + 1) * group), columns, line,
          scratch, row, count: crop.width)
      }
      ready = max(ready, first + rows.tapCount)
      rows.weights.withUnsafeBufferPointer { weights in
        combine(
          lines, ringCount: rows.tapCount, first: first,
          weights: UnsafeBufferPointer(
            rebasing: weights[(index * rows.tapCount)..<((index + 1) * rows.tapCount)]),
          count: crop.width, isOpaque: source.isOpaque,
          into: (out + index * 4 * crop.width).assumingMemoryBound(to: UInt32.self))
      }
    }
  }

  /// One row of the source, or the mean of several, scaled to the width wanted.
  private func scaleRows(
    _ source: SourcePixels, from: Int, to: Int, _ columns: ResampleWeights,
    _ line: UnsafeMutablePointer<SIMD4<Float>>, _ scratch: UnsafeMutablePointer<SIMD4<Float>>,
    _ floats: UnsafeMutablePointer<Float>, count: Int
  ) {
    scaleRow(source, from, columns, line, floats, count: count)
    guard to - from > 1 else { return }
    for row in (from + 1)..<to {
      scaleRow(source, row, columns, scratch, floats, count: count)
      for x in 0..<count { line[x] += scratch[x] }
    }
    let share = 1 / Float(to - from)
    for x in 0..<count { line[x] *= share }
  }

  private func scaleRow(
    _ source: SourcePixels, _ row: Int, _ columns: ResampleWeights,
    _ line: UnsafeMutablePointer<SIMD4<Float>>, _ floats: UnsafeMutablePointer<Float>, count: Int
  ) {
    let taps = columns.tapCount
    columns.firsts.withUnsafeBufferPointer { firsts in
      columns.weights.withUnsafeBufferPointer { weights in
        guard let starts = firsts.baseAddress, var weight = weights.baseAddress, count > 0 else {
          return
        }
        // Each source pixel counts for several of the result: it becomes numbers once. One plain
        // loop over bytes is what the compiler turns into vector code.
        let from = 4 * Int(starts[0])
        let end = 4 * (Int(starts[count - 1]) + taps)
        let bytes = (source.base + row * 4 * source.width).assumingMemoryBound(to: UInt8.self)
        for index in from..<end { floats[index] = Float(bytes[index]) }
        let pixels = UnsafeRawPointer(floats).assumingMemoryBound(to: SIMD4<Float>.self)
        for x in 0..<count {
          let first = pixels + Int(starts[x])
          var sum = SIMD4<Float>.zero
          for tap in 0..<taps { sum += first[tap] * weight[tap] }
          line[x] = sum
          weight += taps
        }
      }
    }
  }

  private func combine(
    _ lines: UnsafePointer<SIMD4<Float>>, ringCount: Int, first: Int,
    weights: UnsafeBufferPointer<Float>, count: Int, isOpaque: Bool,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: count) { row in
      guard let sums = row.baseAddress else { return }
      sums.update(repeating: .zero, count: count)
      for tap in 0..<ringCount {
        let weight = weights[tap]
        guard weight != 0 else { continue }
        let line = lines + ((first + tap) % ringCount) * count
        for x in 0..<count { sums[x] += line[x] * weight }
      }
      for x in 0..<count { out[x] = Self.pixel(sums[x], isOpaque: isOpaque) }
    }
  }

  /// Rounded and brought back into range: the filter overshoots at edges, and no channel may be more
  /// than its alpha.
  @inline(__always)
  private static func pixel(_ sum: SIMD4<Float>, isOpaque: Bool) -> UInt32 {
    let alpha: Float = isOpaque ? 255 : min(max(sum.w, 0), 255)
    var value = sum
    let limit = SIMD4<Float>(repeating: alpha)
    value.replace(with: 0, where: value .< 0)
    value.replace(with: limit, where: value .> limit)
    value.w = alpha
    // Adding 2²³ leaves the rounded whole number in the low bits.
    let bits = unsafeBitCast(value + 8_388_608, to: SIMD4<UInt32>.self)
    return bits.x & 255 | (bits.y & 255) << 8 | (bits.z & 255) << 16 | (bits.w & 255) << 24
  }
}
