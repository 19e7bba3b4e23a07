/// The pixels that groups in one another hold at once, each in a surface of its own.
final class GroupPixels {
  private let countMax: Int
  private var count = 0

  /// As many pictures of the largest size as may be held at once.
  private static let picturesMax = 8

  /// `outputPixelsMax` is a picture's largest size.
  init(outputPixelsMax: Int) {
    countMax = Self.picturesMax * min(outputPixelsMax, Int.max / Self.picturesMax)
  }

  /// Counts a surface of `bounds` for the time of `body`. Throws `tooLarge` where that is too many,
  /// and what `body` throws.
  func hold(_ bounds: DeviceRect, _ body: () throws(RenderError) -> Void) throws(RenderError) {
    let more = bounds.width * bounds.height
    guard more <= countMax - count else {
      throw RenderError(
        .tooLarge,
        "groups and filters in one another would hold more than \(countMax) pixels at once; take "
          + "layers out of groups, or blur less widely")
    }
    count += more
    defer { count -= more }
    try body()
  }
}
