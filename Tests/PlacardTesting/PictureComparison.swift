/// How far two pictures of the same card are apart.
///
/// A pixel is out of place when no pixel within 1 px of it in the other picture is within 40 of it in
/// every channel. Ink is what differs by more than 40 from the empty canvas in either picture.
package struct PictureComparison: Sendable {
  package private(set) var outOfPlaceCount = 0
  package private(set) var inkCount = 0
  /// The largest difference of any channel at the same place.
  package private(set) var channelDifferenceMax = 0
  /// The mean difference of a channel at the same place, in levels.
  package private(set) var channelDifferenceMean = 0.0
  /// Expected, difference, actual, side by side.
  package let panels: TestImage

  /// Pixels out of place in parts of the ink.
  package var outOfPlaceShare: Double {
    outOfPlaceCount == 0 ? 0 : Double(outOfPlaceCount) / Double(max(1, inkCount))
  }

  private static let tolerance = 40

  /// The three are of one size; `empty` is the canvas with no layer on it.
  package init(expected: TestImage, actual: TestImage, empty: TestImage) {
    let (width, height) = (expected.width, expected.height)
    precondition(
      width == actual.width && height == actual.height
        && expected.bytes.count == empty.bytes.count, "pictures of one size")
    var marks = TestImage(width: width, height: height, pixel: [255, 255, 255, 255])
    var sum = 0
    let shown = [expected, actual, empty].map(Self.words)
    for pixel in 0..<(width * height)
    where shown[0][pixel] != shown[1][pixel] || shown[0][pixel] != shown[2][pixel] {
      let (most, total) = Self.difference(expected, pixel, actual, pixel)
      channelDifferenceMax = max(channelDifferenceMax, most)
      sum += total
      if Self.difference(expected, pixel, empty, pixel).most > Self.tolerance
        || Self.difference(actual, pixel, empty, pixel).most > Self.tolerance
      {
        inkCount += 1
      }
      let isOut =
        most > Self.tolerance
        && !(Self.hasNear(expected, pixel, in: actual) && Self.hasNear(actual, pixel, in: expected))
      if isOut { outOfPlaceCount += 1 }
      let shade = UInt8(255 - min(255, most * 4))
      marks.bytes[4 * pixel] = isOut ? 0 : shade
      marks.bytes[4 * pixel + 1] = isOut ? 0 : shade
      marks.bytes[4 * pixel + 2] = isOut ? 255 : shade
    }
    channelDifferenceMean = Double(sum) / Double(4 * width * height)
    panels = Self.sideBySide([expected, marks, actual])
  }

  /// A pixel's four channels in one word, so that most pixels need no more than a comparison.
  private static func words(_ image: TestImage) -> [UInt32] {
    image.bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt32.self)) }
  }

  private static func difference(_ left: TestImage, _ a: Int, _ right: TestImage, _ b: Int)
    -> (most: Int, total: Int)
  {
    left.bytes.withUnsafeBufferPointer { one in
      right.bytes.withUnsafeBufferPointer { other in
        var most = 0
        var total = 0
        var channel = 0
        while channel < 4 {
          let apart = abs(Int(one[4 * a + channel]) - Int(other[4 * b + channel]))
          if apart > most { most = apart }
          total += apart
          channel += 1
        }
        return (most, total)
      }
    }
  }

  private static func hasNear(_ picture: TestImage, _ pixel: Int, in other: TestImage) -> Bool {
    let (width, height) = (picture.width, picture.height)
    let x = pixel % width
    let y = pixel / width
    for row in max(0, y - 1)...min(height - 1, y + 1) {
      for column in max(0, x - 1)...min(width - 1, x + 1)
      where difference(picture, pixel, other, row * width + column).most <= tolerance {
        return true
      }
    }
    return false
  }

  private static func sideBySide(_ images: [TestImage]) -> TestImage {
    let gap = 4
    let width = images.reduce(gap * (images.count - 1)) { $0 + $1.width }
    let height = images.map(\.height).max() ?? 1
    var all = TestImage(width: width, height: height, pixel: [128, 128, 128, 255])
    var left = 0
    for image in images {
      for y in 0..<image.height {
        let to = 4 * (y * width + left)
        let from = 4 * y * image.width
        all.bytes.replaceSubrange(
          to..<(to + 4 * image.width), with: image.bytes[from..<(from + 4 * image.width)])
      }
      left += image.width + gap
    }
    return all
  }
}
