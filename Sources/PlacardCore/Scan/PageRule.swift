/// A card for every page that has none: what one file of a rule says.
///
/// Strings of `id`, `layers` and `variables` may hold `{{name}}` and `{{name|default}}` for what the
/// page says of itself; what is filled in is never looked at again.
package struct PageRule: Sendable {
  /// The names that a rule may use.
  package static let names = [
    "title", "description", "author", "heading", "path", "url", "lang", "site", "date",
  ]

  private static let memberNames = [
    "id", "templateId", "formats", "sizes", "scales", "layers", "variables", "include", "exclude",
  ]

  private let file: String
  private let text: [UInt8]
  private let members: [JSON.Member]
  private let include: [Glob]
  private let exclude: [Glob]

  /// Reads the rule that is all of `bytes`. Throws, located in `file`, for what would be wrong with
  /// every page.
  package static func parse(
    _ bytes: [UInt8], file: String, limits: Limits
  ) throws(InputError) -> PageRule {
    do throws(InputError) {
      let reader = try JSONReader(try JSONParser.parse(bytes, limits: limits.json))
      try reader.refuseUnknownMembers(allowed: memberNames)
      _ = try reader.required("templateId")
      let rule = PageRule(
        file: file, text: bytes,
        members: reader.members.filter { $0.key != "include" && $0.key != "exclude" },
        include: try globs(reader, "include"), exclude: try globs(reader, "exclude"))
      for member in rule.members {
        _ = try Self.fill(member.value, at: member.key) { name, fallback throws(InputError) in
          guard names.contains(name) else {
            throw InputError(
              .unknownVariable, message: "a page has no \(Excerpt.quoted(name))",
              hint: NearestName.hint(for: name, among: names))
          }
          return fallback ?? "x"
        }
      }
      _ = try CardMembers(
        try rule.json(["path": "x"], isTrial: true), allowsID: true, limits: limits)
      return rule
    } catch {
      throw bytes.withUnsafeBytes { error.located(in: $0, named: file) }
    }
  }

  private static func globs(_ reader: JSONReader, _ name: String) throws(InputError) -> [Glob] {
    guard let json = reader[name] else { return [] }
    var globs: [Glob] = []
    for (index, element) in try json.elements(at: name).enumerated() {
      let path = JSONPath.element(index, of: name)
      do throws(InputError) { globs.append(try Glob.parse(try element.string(at: path))) } catch {
        var error = error.path.isEmpty ? error.within(path) : error
        error.offset = element.offset
        throw error
      }
    }
    return globs
  }

  /// Whether it is for the page of that file, a path from the scanned folder.
  package func matches(_ path: String) -> Bool {
    (include.isEmpty || include.contains { $0.matches(path) })
      && !exclude.contains { $0.matches(path) }
  }

  /// The card of a page, or why it is none. `facts` are what it says by the names above; its id is
  /// its path unless the rule says otherwise.
  package func entry(_ facts: [String: String], limits: Limits) -> ManifestEntry {
    let source = CardSource(file: file, start: TextPlace(), path: "", text: text[...])
    do throws(InputError) {
      let json = try json(facts, isTrial: false)
      return .made(
        json, rawDigest: Digest(of: JSONWriter.text(of: json)), source: source, limits: limits)
    } catch {
      // Which page it is about, only its id tells.
      return .failed(
        FailedCard(id: facts["path"], error: source.located(error), source: source))
    }
  }

  private func json(_ facts: [String: String], isTrial: Bool) throws(InputError) -> JSON {
    var filled: [JSON.Member] = []
    for member in members {
      let value = try Self.fill(member.value, at: member.key) { name, fallback throws(InputError) in
        if let fact = facts[name], !fact.isEmpty { return fact }
        if let fallback { return fallback }
        if isTrial { return "x" }
        throw InputError(
          .missing, message: "the page has no \(name)",
          hint: "{{\(name)|text}} gives a default")
      }
      filled.append(JSON.Member(key: member.key, keyOffset: member.keyOffset, value: value))
    }
    if !filled.contains(where: { $0.key == "id" }) {
      filled.append(
        JSON.Member(key: "id", keyOffset: 0, value: JSON(.string(facts["path"] ?? "x"))))
    }
    return JSON(.object(filled))
  }

  private typealias Lookup =
    (_ name: String, _ fallback: String?) throws(InputError) -> String

  /// `json` with its strings filled. Its depth is that of the stack, which the parser bounds.
  private static func fill(
    _ json: JSON, at path: String, _ lookup: Lookup
  ) throws(InputError) -> JSON {
    switch json.value {
    case .string(let text):
      do throws(InputError) {
        return JSON(.string(try fill(text, lookup)), offset: json.offset)
      } catch {
        var error = error.within(path)
        error.offset = json.offset
        throw error
      }
    case .array(let elements):
      var filled: [JSON] = []
      for (index, element) in elements.enumerated() {
        filled.append(try fill(element, at: JSONPath.element(index, of: path), lookup))
      }
      return JSON(.array(filled), offset: json.offset)
    case .object(let members):
      var filled: [JSON.Member] = []
      for var member in members {
        member.value = try fill(member.value, at: JSONPath.member(member.key, of: path), lookup)
        filled.append(member)
      }
      return JSON(.object(filled), offset: json.offset)
    default: return json
    }
  }

  private static func fill(_ text: String, _ lookup: Lookup) throws(InputError) -> String {
    guard let string = try TemplateString.parse(text) else { return text }
    var filled = ""
    for piece in string.pieces {
      switch piece {
      case .literal(let literal): filled += literal
      case .variable(let inner):
        let name = try FillName.parse(inner)
        filled += try lookup(name.text, name.fallback)
      }
    }
    return filled
  }
}
