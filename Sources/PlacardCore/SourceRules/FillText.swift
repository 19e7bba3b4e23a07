/// A string of a rule with names in it, as in `{{title}}` or `{{author.name|nobody}}`.
struct FillText: Sendable {
  enum Piece: Sendable {
    case literal(String)
    case name(FillName)
  }

  let pieces: [Piece]

  /// nil for a string without any name. Throws for braces that name nothing.
  static func parse(_ text: TemplateString) throws(InputError) -> FillText? {
    if text.literal != nil { return nil }
    var pieces: [Piece] = []
    for piece in text.pieces {
      switch piece {
      case .literal(let literal): pieces.append(.literal(literal))
      case .variable(let name): pieces.append(.name(try FillName.parse(name)))
      }
    }
    return FillText(pieces: pieces)
  }

  /// The name when the whole string is one.
  var whole: FillName? {
    if pieces.count == 1, case .name(let name) = pieces[0] { return name }
    return nil
  }
}

/// What stands between the braces.
struct FillName: Sendable {
  /// As in `author.name`.
  let text: String
  let steps: [Substring]
  /// The text behind the bar, in place of what is missing or empty.
  let fallback: String?

  static let builtIn = ["path", "route", "slug"]

  static func parse(_ text: String) throws(InputError) -> FillName {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let name = trimmed(parts[0])
    let steps = name.split(separator: ".", omittingEmptySubsequences: false)
    guard !name.isEmpty, !steps.contains("") else {
      throw InputError(
        .badBraces, message: "\(Excerpt.quoted("{{" + text + "}}")) names nothing",
        hint: #"as in {{title}}, {{author.name}}, {{tags.0}} or {{title|a default}}"#)
    }
    if name == "path", parts.count > 1 {
      throw InputError(
        .badBraces, message: "\(Excerpt.quoted("{{" + text + "}}")): a path is never missing",
        hint: "{{route}} is the path as an address: small letters, no accents, no blanks")
    }
    return FillName(
      text: String(name), steps: steps, fallback: parts.count > 1 ? String(trimmed(parts[1])) : nil)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return start[...last]
  }
}

/// What of a rule is the same for every page, and where a page's values go.
indirect enum FillNode: Sendable {
  /// Without any name; its offsets are the rule's, which `CardSource` tells by their sign.
  case plain(JSON)
  case text(FillText)
  case array([FillNode], offset: Int)
  case object([(key: String, keyOffset: Int, node: FillNode)], offset: Int)

  /// Reads a value of a rule. Errors have the path from `path` and an offset in the rule's text.
  static func compile(_ json: JSON, at path: String) throws(InputError) -> FillNode {
    switch json.value {
    case .null, .bool, .number: return .plain(CardSource.ofRule(json))
    case .string(let text):
      do throws(InputError) {
        guard let string = try TemplateString.parse(text) else {
          return .plain(CardSource.ofRule(json))
        }
        if let fill = try FillText.parse(string) { return .text(fill) }
        return .plain(CardSource.ofRule(JSON(.string(string.literal ?? ""), offset: json.offset)))
      } catch {
        var error = error.within(path)
        error.offset = json.offset
        throw error
      }
    case .array(let elements):
      var nodes: [FillNode] = []
      for (index, element) in elements.enumerated() {
        nodes.append(try compile(element, at: JSONPath.element(index, of: path)))
      }
      return .array(nodes, offset: ~json.offset)
    case .object(let members):
      var nodes: [(key: String, keyOffset: Int, node: FillNode)] = []
      for member in members {
        let node = try compile(member.value, at: JSONPath.member(member.key, of: path))
        nodes.append((member.key, ~member.keyOffset, node))
      }
      return .object(nodes, offset: ~json.offset)
    }
  }
}
