/// The ids of cards and templates: `[A-Za-z0-9._/-]+`, without empty segments, `.` and `..`.
package enum CardID {
  /// What fits a store's key together with a size, a scale and a locale.
  package static let bytesMax = 255

  package static let hint =
    "letters, digits and . _ / - , without empty segments, \".\" or \"..\""

  /// Whether `id` is spelled as above, in 1 to `bytesMax` bytes.
  package static func isValid(_ id: some StringProtocol) -> Bool {
    guard (1...bytesMax).contains(id.utf8.count) else { return false }
    var segmentBytes = 0
    var dots = 0
    for byte in id.utf8 {
      if byte == UInt8(ascii: "/") {
        if !isSegment(bytes: segmentBytes, dots: dots) { return false }
        segmentBytes = 0
        dots = 0
      } else {
        if !isAllowed(byte) { return false }
        segmentBytes += 1
        if byte == UInt8(ascii: ".") { dots += 1 }
      }
    }
    return isSegment(bytes: segmentBytes, dots: dots)
  }

  /// Whether a segment of so many bytes and dots is neither empty nor `.` nor `..`.
  private static func isSegment(bytes: Int, dots: Int) -> Bool {
    bytes > 0 && (dots < bytes || dots > 2)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
