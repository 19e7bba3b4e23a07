// Some texts that are not long take Pango seconds: very many code points, or one base under
// thousands of accents.
extension Limits {
  /// Throws when `text` has more code points, or a base more combining marks, than the limits let
  /// through; `path` is the text's place.
  package func check(text: String, path: String = "", offset: Int? = nil) throws(InputError) {
    var text = text
    // Nothing in the text can pass either limit, which is what nearly every text is.
    if text.utf8.count <= min(textCodePointsMax, combiningMarksMax) { return }
    let counts = text.withUTF8 { bytes in
      let continuations = bytes.reduce(0) { $0 &+ ($1 & 0xC0 == 0x80 ? 1 : 0) }
      return (codePoints: bytes.count - continuations, isASCII: continuations == 0)
    }
    if counts.codePoints > textCodePointsMax {
      throw InputError(
        .limit, path: path,
        message: "a text of \(counts.codePoints) code points",
        hint: "at most \(textCodePointsMax), limits.textCodePointsMax", offset: offset)
    }
    if counts.isASCII { return }
    var run = 0
    for scalar in text.unicodeScalars {
      run = Self.isCombiningMark(scalar) ? run + 1 : 0
      if run > combiningMarksMax {
        throw InputError(
          .limit, path: path,
          message: "a character with more than \(combiningMarksMax) combining marks",
          hint: "limits.combiningMarksMax", offset: offset)
      }
    }
  }

  /// Whether the scalar is drawn onto the one before it: general category Mn, Mc or Me.
  private static func isCombiningMark(_ scalar: Unicode.Scalar) -> Bool {
    // U+0300 is the first mark.
    if scalar.value < 0x300 { return false }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
