/// What becomes of a layer where its canvas or group gets another size: Figma's constraints.
struct Constraints: Sendable, Hashable {
  enum Horizontal: String, Sendable, Hashable, CaseIterable {
    case left, right, center, stretch, scale
  }

  enum Vertical: String, Sendable, Hashable, CaseIterable {
    case top, bottom, center, stretch, scale
  }

  var horizontal = Horizontal.left
  var vertical = Vertical.top
}

extension Constraints {
  static let forms =
    "an object as {\"horizontal\": \"stretch\", \"vertical\": \"bottom\"}; "
    + "horizontal takes \(Horizontal.words), vertical \(Vertical.words)"

  /// Errors have paths within the object.
  static func parse(_ json: JSON) throws(InputError) -> Constraints {
    guard case .object(let members) = json.value else { throw json.wrongType(expected: forms) }
    var constraints = Constraints()
    for member in members {
      switch member.key {
      case "horizontal":
        constraints.horizontal = try word(member) ?? .left
      case "vertical":
        constraints.vertical = try word(member) ?? .top
      default:
        var error = InputError.unknownMember(
          member, in: "", allowed: ["horizontal", "vertical"])
        error.path = JSONPath.member(member.key)
        throw error
      }
    }
    return constraints
  }

  /// nil for `null`.
  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ member: JSON.Member
  ) throws(InputError) -> Word? {
    if case .null = member.value.value { return nil }
    guard case .string(let text) = member.value.value,
      let found = Word.allCases.first(where: { $0.rawValue == text })
    else {
      var hint: String?
      if case .string(let text) = member.value.value {
        hint = NearestName.of(text, among: Word.allCases.map(\.rawValue))
          .map { "did you mean \"\($0)\"?" }
      }
      throw member.value.wrongType(
        expected: "one of \(Word.words)", path: member.key, hint: hint)
    }
    return found
  }

  func append(to bytes: inout [UInt8]) {
    bytes.append(
      contentsOf:
        "{\"horizontal\":\"\(horizontal.rawValue)\",\"vertical\":\"\(vertical.rawValue)\"}".utf8)
  }
}

extension RawRepresentable<String> where Self: CaseIterable {
  fileprivate static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
