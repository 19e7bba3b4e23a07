internal import PlacardCore

/// JSON for people: on one line where it fits, otherwise a line for each member.
enum JSONLayout {
  /// - Parameter width: how many characters a line may have, the indent with it.
  static func text(of json: JSON, width: Int = 72, indent: Int = 0) -> String {
    let line = line(json)
    if line.count + indent <= width { return line }
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch json.value {
    case .array(let elements):
      let parts = elements.map { inner + text(of: $0, width: width, indent: indent + 2) }
      return "[\n" + parts.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let members):
      let parts = members.map { member in
        inner + JSONWriter.quoted(member.key) + ": "
          + text(of: member.value, width: width, indent: indent + 2)
      }
      return "{\n" + parts.joined(separator: ",\n") + "\n" + outer + "}"
    default: return line
    }
  }

  private static func line(_ json: JSON) -> String {
    switch json.value {
    case .array(let elements): "[" + elements.map(line).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { JSONWriter.quoted($0.key) + ": " + line($0.value) }.joined(
          separator: ", ") + "}"
    default: JSONWriter.text(of: json, sortsKeys: false)
    }
  }
}
