extension PropertyKind {
  /// Appends the one canonical spelling of `value`, which this kind has read, as JSON; `null` where
  /// it is left to the site. Reading it back gives the same value.
  func append(_ value: PropertyValue, to bytes: inout [UInt8]) {
    switch value {
    case .number(let number): CSSText.append(number, to: &bytes)
    case .bool(let bool): CSSText.append(bool ? "true" : "false", to: &bytes)
    case .text(let text): Self.append(string: text, to: &bytes)
    case .keyword(let index):
      if case .keyword(let words, _) = self { Self.append(string: words[index], to: &bytes) }
    case .corners(let corners):
      Self.append(
        four: [corners.topLeft, corners.topRight, corners.bottomRight, corners.bottomLeft],
        to: &bytes)
    case .insets(let insets):
      Self.append(four: [insets.top, insets.right, insets.bottom, insets.left], to: &bytes)
    case .features(let features):
      Self.append(tags: features.map { ($0.tag, Double($0.value)) }, to: &bytes)
    case .variations(let variations):
      Self.append(tags: variations.map { ($0.tag, $0.value) }, to: &bytes)
    case .spans(let spans): SpanParser.append(spans, to: &bytes)
    case .color, .paint, .shadows, .position, .decoration, .filters, .path:
      appendPlainCSS(value, to: &bytes)
    case .extent, .count, .lang, .address, .families, .constraints, .dashes:
      appendSaid(value, to: &bytes)
    }
  }

  /// A value that has a word for not being said, as `none` or `null`.
  private func appendSaid(_ value: PropertyValue, to bytes: inout [UInt8]) {
    switch value {
    case .extent(let number?): CSSText.append(number, to: &bytes)
    case .extent: CSSText.append("\"auto\"", to: &bytes)
    case .count(let count?): CSSText.append(count, to: &bytes)
    case .dashes(let dashes) where !dashes.isEmpty: Self.append(numbers: dashes, to: &bytes)
    case .count, .dashes: CSSText.append("\"none\"", to: &bytes)
    case .lang(let lang) where !lang.isEmpty: Self.append(string: lang, to: &bytes)
    case .address(let address?):
      Self.append(string: ImageAddress.canonical(address), to: &bytes)
    case .families(let families) where !families.isEmpty:
      var css: [UInt8] = []
      FamilyParser.append(families, to: &css)
      Self.append(string: String(decoding: css, as: UTF8.self), to: &bytes)
    case .constraints(let constraints?): constraints.append(to: &bytes)
    default: CSSText.append("null", to: &bytes)
    }
  }

  /// CSS without a character that JSON would escape.
  private func appendPlainCSS(_ value: PropertyValue, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    switch value {
    case .color(let color):
      if let color {
        color.appendCSS(to: &bytes)
      } else {
        CSSText.append("currentcolor", to: &bytes)
      }
    case .paint(let paint): paint.appendCSS(to: &bytes)
    case .shadows(let shadows):
      if case .shadows(let isBox) = self {
        ShadowParser(isBox: isBox).append(shadows, to: &bytes)
      }
    case .position(let position): CSSText.append(position, to: &bytes)
    case .decoration(let decoration): Self.append(decoration, to: &bytes)
    case .filters(let filters): FilterParser.append(filters, to: &bytes)
    case .path(let path): PathParser.append(path, to: &bytes)
    default: break
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func append(_ decoration: TextStyle.Decoration, to bytes: inout [UInt8]) {
    var words: [String] = []
    if decoration.contains(.underline) { words.append("underline") }
    if decoration.contains(.overline) { words.append("overline") }
    if decoration.contains(.lineThrough) { words.append("line-through") }
    bytes.append(contentsOf: (words.isEmpty ? "none" : words.joined(separator: " ")).utf8)
  }

  private static func append(four numbers: [Double], to bytes: inout [UInt8]) {
    if numbers.allSatisfy({ $0 == numbers[0] }) {
      CSSText.append(numbers[0], to: &bytes)
      return
    }
    append(numbers: numbers, to: &bytes)
  }

  private static func append(numbers: [Double], to bytes: inout [UInt8]) {
    for (index, number) in numbers.enumerated() {
      CSSText.append(index == 0 ? "[" : ",", to: &bytes)
      CSSText.append(number, to: &bytes)
    }
    CSSText.append("]", to: &bytes)
  }

  private static func append(tags: [(String, Double)], to bytes: inout [UInt8]) {
    CSSText.append("{", to: &bytes)
    for (index, (tag, value)) in tags.enumerated() {
      if index > 0 { CSSText.append(",", to: &bytes) }
      append(string: tag, to: &bytes)
      CSSText.append(":", to: &bytes)
      CSSText.append(value, to: &bytes)
    }
    CSSText.append("}", to: &bytes)
  }

  /// Appends `string` in quotes, escaped as `JSONWriter` escapes it.
  static func append(string: String, to bytes: inout [UInt8]) {
    var string = string
    let isPlain = string.withUTF8 { text in
      for byte in text where byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: text)
      bytes.append(UInt8(ascii: "\""))
      return true
    }
    if isPlain { return }
    var writer = JSONWriter()
    writer.write(string)
    bytes.append(contentsOf: writer.bytes)
  }
}
