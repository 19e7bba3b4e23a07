/// A size as users write it: a preset's id, or `WxH` in CSS px.
package struct SizeName: Sendable, Hashable {
  /// The spelling, which is also the one in addresses: `og`, `1200x630`.
  package let text: String
  package let size: PixelSize

  package init(_ preset: SizePreset) {
    text = preset.id
    size = preset.size
  }

  /// The name `WxH` of a size.
  package init(_ size: PixelSize) {
    text = "\(size.width)x\(size.height)"
    self.size = size
  }

  /// Reads a size of at most `limits.outputSidePixelsMax` a side and `outputPixelsMax` in all.
  package static func parse(
    _ text: String, limits: Limits = Limits()
  ) throws(InputError) -> SizeName {
    if let preset = SizePreset.named(text) { return SizeName(preset) }
    guard let size = size(of: text) else {
      throw InputError(
        .outOfRange,
        message: "expected a size, found \(Excerpt.quoted(text))",
        hint: hint(for: text))
    }
    guard size.width <= limits.outputSidePixelsMax, size.height <= limits.outputSidePixelsMax,
      size.width * size.height <= limits.outputPixelsMax
    else {
      throw InputError(
        .outOfRange, message: "the size \(text) is too large",
        hint: "at most \(limits.outputSidePixelsMax) px a side and \(limits.outputPixelsMax) in all"
      )
    }
    return SizeName(size)
  }

  private static func hint(for text: String) -> String {
    let ids = SizePreset.all.map(\.id)
    if let nearest = NearestName.of(text, among: ids) { return "did you mean \"\(nearest)\"?" }
    return "WxH as in 1200x630, or one of " + ids.joined(separator: ", ")
  }

  /// The size that `WxH` spells; nil for any other text, a side of 0 or a needless 0 before it.
  private static func size(of text: String) -> PixelSize? {
    let sides = text.utf8.split(separator: UInt8(ascii: "x"), omittingEmptySubsequences: false)
    guard sides.count == 2, let width = side(sides[0]), let height = side(sides[1]) else {
      return nil
    }
    return PixelSize(width: width, height: height)
  }

  /// A whole number of up to six digits, so that no product of two overflows.
  private static func side(_ digits: Substring.UTF8View) -> Int? {
    guard (1...6).contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
  }
}
