/// A shadow as written: without a colour of its own it takes the layer's (`currentcolor`).
struct ShadowValue: Sendable, Hashable {
  var shadow: Shadow
  var isCurrentColor: Bool
}

/// Reads the lists of CSS `box-shadow` (CSS Backgrounds 3 §6.1) and `text-shadow` (CSS Text
/// Decoration 3 §4).
struct ShadowParser {
  let isBox: Bool

  var forms: String {
    isBox
      ? "none, or shadows as in \"0 4px 24px 2px rgb(0 0 0 / 25%)\", each also with "
        + "inset, with commas between them"
      : "none, or shadows as in \"0 1px 3px rgb(0 0 0 / 50%)\" with commas between them"
  }

  /// Throws with the allowed forms.
  func list(_ text: String) throws(InputError) -> [ShadowValue] {
    var scanner = CSSScanner(text)
    if scanner.take(word: "none"), scanner.isAtEnd() { return [] }
    var shadows: [ShadowValue] = []
    repeat {
      shadows.append(try shadow(from: &scanner, text))
      if shadows.count > PropertyRanges.shadowsMax {
        throw InputError(
          .limit, message: "more than \(PropertyRanges.shadowsMax) shadows", hint: forms)
      }
    } while scanner.takeComma()
    if !scanner.isAtEnd() { throw malformed(text) }
    return shadows
  }

  private func malformed(_ text: String) -> InputError {
    InputError(
      .wrongType,
      message: "\(JSON(.string(text)).excerpt) is not a list of \(isBox ? "box" : "text") shadows",
      hint: forms)
  }

  private func shadow(
    from scanner: inout CSSScanner, _ text: String
  ) throws(InputError) -> ShadowValue {
    var lengths: [Double] = []
    var color: Color?
    var isCurrentColor = false
    var isInset = false
    while true {
      if isBox, !isInset, scanner.take(word: "inset") {
        isInset = true
        continue
      }
      if lengths.isEmpty, let first = try takeLength(from: &scanner, text) {
        lengths.append(first)
        while let next = try takeLength(from: &scanner, text) { lengths.append(next) }
        continue
      }
      if color == nil, !isCurrentColor {
        if scanner.take(word: "currentcolor") {
          isCurrentColor = true
          continue
        }
        if let taken = try ColorParser.take(from: &scanner) {
          color = taken
          continue
        }
      }
      break
    }
    guard lengths.count >= 2, lengths.count <= (isBox ? 4 : 3) else { throw malformed(text) }
    try check(lengths)
    return ShadowValue(
      shadow: Shadow(
        x: lengths[0], y: lengths[1], blur: lengths.count > 2 ? lengths[2] : 0,
        spread: lengths.count > 3 ? lengths[3] : 0, color: color ?? .black,
        isInset: isInset),
      isCurrentColor: color == nil)
  }

  private func takeLength(
    from scanner: inout CSSScanner, _ text: String
  ) throws(InputError) -> Double? {
    guard let numeric = scanner.takeNumeric() else { return nil }
    guard let px = numeric.px else {
      throw InputError(
        .wrongType, message: "\(JSON(.string(text)).excerpt) has a length that is not in px",
        hint: forms)
    }
    return px
  }

  private func check(_ lengths: [Double]) throws(InputError) {
    for (index, length) in lengths.enumerated() {
      let range = index == 2 ? PropertyRanges.blur : PropertyRanges.shadowOffset
      guard range.contains(length) else {
        let name = ["x offset", "y offset", "blur radius", "spread"][index]
        throw InputError(
          .outOfRange, message: "a shadow's \(name) of \(JSONWriter.text(of: length))px",
          hint: "\(JSONWriter.text(of: range.lowerBound))px to "
            + "\(JSONWriter.text(of: range.upperBound))px")
      }
    }
  }

  func append(_ shadows: [ShadowValue], to bytes: inout [UInt8]) {
    if shadows.isEmpty { CSSText.append("none", to: &bytes) }
    for (index, value) in shadows.enumerated() {
      if index > 0 { CSSText.append(",", to: &bytes) }
      let shadow = value.shadow
      for length in [shadow.x, shadow.y, shadow.blur] {
        CSSText.append(px: length, to: &bytes)
        CSSText.append(" ", to: &bytes)
      }
      if isBox {
        CSSText.append(px: shadow.spread, to: &bytes)
        CSSText.append(" ", to: &bytes)
      }
      if value.isCurrentColor {
        CSSText.append("currentcolor", to: &bytes)
      } else {
        shadow.color.appendCSS(to: &bytes)
      }
      if shadow.isInset { CSSText.append(" inset", to: &bytes) }
    }
  }
}
