package import PlacardCore

/// How far two pictures of one size are from one another. Translucent ones are laid over white.
package struct PictureDistance: Sendable, Hashable {
  /// Of the pixels, those with any channel that differs: 0 to 1.
  package var changedShare: Double
  /// The largest and the mean difference of a channel: 0 to 255.
  package var channelMost: Int
  package var channelMean: Double
  /// 1 less the mean structural similarity of luma (Wang et al. 2004): 0 for pictures that look the
  /// same, towards 1 for such as have nothing in common. Of windows of 8×8 pixels, 4 apart, after
  /// the pictures were reduced to about 256 pixels on the shorter side, as the method has it.
  package var perceptual: Double

  /// Of two decoded pictures; nil where their sizes differ.
  package init?(_ before: Picture, _ after: Picture) {
    guard before.size == after.size else { return nil }
    let size = before.size
    self = before.withBytes { one in
      after.withBytes { other in PictureDistance(one, other, size: size) }
    }
  }

  /// Of two pictures as in `Bitmap`, both of `size`.
  private init(_ before: UnsafeRawBufferPointer, _ after: UnsafeRawBufferPointer, size: PixelSize) {
    let count = size.width * size.height
    var changed = 0
    var most = 0
    var sum = 0
    for index in 0..<count {
      let one = before.load(fromByteOffset: 4 * index, as: UInt32.self)
      let other = after.load(fromByteOffset: 4 * index, as: UInt32.self)
      if one == other { continue }
      changed += 1
      for channel in 0..<3 {
        let difference = abs(
          Self.channel(one, channel) - Self.channel(other, channel))
        most = max(most, difference)
        sum += difference
      }
    }
    changedShare = Double(changed) / Double(max(1, count))
    channelMost = most
    channelMean = Double(sum) / Double(max(1, 3 * count))
    perceptual =
      changed == 0
      ? 0
      : 1 - LumaPlane(before, size: size).similarity(to: LumaPlane(after, size: size))
  }

  /// Over white: 0 blue, 1 green, 2 red.
  @inline(__always)
  static func channel(_ pixel: UInt32, _ index: Int) -> Int {
    let pixel = UInt32(littleEndian: pixel)
    return Int(pixel >> UInt32(8 * index) & 255) + 255 - Int(pixel >> 24)
  }
}

/// A picture's luma (Rec. 601), reduced by a whole number.
private struct LumaPlane {
  private let width: Int
  private let height: Int
  private let values: [Double]

  private static let windowSide = 8
  private static let windowStep = 4

  init(_ pixels: UnsafeRawBufferPointer, size: PixelSize) {
    let side = min(size.width, size.height)
    let divisor = max(1, (side + 128) / 256)
    width = max(1, size.width / divisor)
    height = max(1, size.height / divisor)
    var values = [Double](repeating: 0, count: width * height)
    for y in 0..<min(size.height, height * divisor) {
      for x in 0..<min(size.width, width * divisor) {
        let pixel = pixels.load(fromByteOffset: 4 * (y * size.width + x), as: UInt32.self)
        let luma =
          299 * PictureDistance.channel(pixel, 2) + 587 * PictureDistance.channel(pixel, 1)
          + 114 * PictureDistance.channel(pixel, 0)
        values[y / divisor * width + x / divisor] += Double(luma)
      }
    }
    let scale = 1 / Double(1_000 * divisor * divisor)
    for index in values.indices { values[index] *= scale }
    self.values = values
  }

  /// The mean over all windows, 0 to 1.
  func similarity(to other: LumaPlane) -> Double {
    let across = min(Self.windowSide, width)
    let down = min(Self.windowSide, height)
    var sum = 0.0
    var count = 0
    for top in Self.starts(height, side: down) {
      for left in Self.starts(width, side: across) {
        sum += similarity(to: other, left: left, top: top, across: across, down: down)
        count += 1
      }
    }
    return min(1, max(0, sum / Double(max(1, count))))
  }

  /// Every `windowStep` and at the very end.
  private static func starts(_ length: Int, side: Int) -> [Int] {
    let last = length - side
    let starts = Array(stride(from: 0, through: last, by: windowStep))
    return starts.last == last ? starts : starts + [last]
  }

  private func similarity(
    to other: LumaPlane, left: Int, top: Int, across: Int, down: Int
  ) -> Double {
    var sums = (one: 0.0, other: 0.0, oneSquare: 0.0, otherSquare: 0.0, product: 0.0)
    for y in top..<top + down {
      for x in left..<left + across {
        let one = values[y * width + x]
        let two = other.values[y * width + x]
        sums.one += one
        sums.other += two
        sums.oneSquare += one * one
        sums.otherSquare += two * two
        sums.product += one * two
      }
    }
    let count = Double(across * down)
    let (meanOne, meanOther) = (sums.one / count, sums.other / count)
    let varianceOne = max(0, sums.oneSquare / count - meanOne * meanOne)
    let varianceOther = max(0, sums.otherSquare / count - meanOther * meanOther)
    let covariance = sums.product / count - meanOne * meanOther
    // The paper's constants for 8 bits: (0.01·255)² and (0.03·255)².
    let (small, large) = (6.5025, 58.5225)
    return (2 * meanOne * meanOther + small) * (2 * covariance + large)
      / ((meanOne * meanOne + meanOther * meanOther + small)
        * (varianceOne + varianceOther + large))
  }
}
