/// A string of a template with its `{{name}}` places found. They are filled once; what fills them
/// is never looked at. `\{{` is a literal `{{`.
struct TemplateString: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case literal(String)
    case variable(String)
  }

  let pieces: [Piece]

  /// nil for a string without any `{{`. Throws for a `{{` that is not closed or names nothing.
  static func parse(_ text: String) throws(InputError) -> TemplateString? {
    let bytes = Array(text.utf8)
    guard bytes.indices.contains(where: { opens(bytes, at: $0) }) else { return nil }
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), opens(bytes, at: index + 1) {
        literal += [0x7B, 0x7B]
        index += 3
        continue
      }
      guard opens(bytes, at: index) else {
        literal.append(bytes[index])
        index += 1
        continue
      }
      let start = index + 2
      var end = start
      while end < bytes.count, !closes(bytes, at: end) { end += 1 }
      let name = trimmed(bytes[start..<end])
      guard end < bytes.count, !name.isEmpty else {
        throw InputError(
          .badBraces, message: "\(JSON(.string(text)).excerpt) has a {{ without a name and }}",
          hint: #"{{name}} for a variable, \{{ for two braces"#)
      }
      if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal = []
      pieces.append(.variable(name))
      index = end + 2
    }
    if !literal.isEmpty || pieces.isEmpty {
      pieces.append(.literal(String(decoding: literal, as: UTF8.self)))
    }
    return TemplateString(pieces: pieces)
  }

  private static func opens(_ bytes: [UInt8], at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == UInt8(ascii: "{")
      && bytes[index + 1] == UInt8(ascii: "{")
  }

  private static func closes(_ bytes: [UInt8], at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == UInt8(ascii: "}")
      && bytes[index + 1] == UInt8(ascii: "}")
  }

  private static func trimmed(_ name: ArraySlice<UInt8>) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = name.firstIndex { !isSpace($0) } ?? name.endIndex
    let end = name.lastIndex { !isSpace($0) } ?? name.endIndex
    return start < name.endIndex ? String(decoding: name[start...end], as: UTF8.self) : ""
  }

  /// The variable when the whole string is one `{{name}}`.
  var wholeVariable: String? {
    if pieces.count == 1, case .variable(let name) = pieces[0] { return name }
    return nil
  }

  /// The text when no variable is in it.
  var literal: String? {
    if pieces.count == 1, case .literal(let text) = pieces[0] { return text }
    return nil
  }

  var variables: [String] {
    pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The canonical spelling, which `parse` reads back.
  var source: String {
    pieces.map { piece in
      switch piece {
      case .variable(let name): "{{" + name + "}}"
      case .literal(let text): Self.escaped(text)
      }
    }.joined()
  }

  /// `text` with a backslash before every `{{`.
  static func escaped(_ text: String) -> String {
    String(decoding: escaped(Array(text.utf8), with: [0x5C]), as: UTF8.self)
  }

  /// `bytes` with `mark` before every `{{`.
  static func escaped(_ bytes: [UInt8], with mark: [UInt8]) -> [UInt8] {
    guard bytes.indices.contains(where: { opens(bytes, at: $0) }) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if opens(bytes, at: index) {
        result += mark + [0x7B, 0x7B]
        index += 2
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
