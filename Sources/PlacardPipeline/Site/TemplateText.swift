package import PlacardCore
package import PlacardStore

/// A template as the text of its file.
package enum TemplateText {
  private static let columnsMax = 100

  /// The file of `record`, for people to read and change: two blanks a level, what fits a line on
  /// one. Members that say what goes without saying are left out. Throws when the record's definition
  /// is no JSON.
  package static func file(
    _ record: TemplateRecord, _ limits: Limits
  ) throws(InputError) -> [UInt8] {
    var members: [(String, JSON)] = [
      ("id", JSON(.string(record.id))), ("name", JSON(.string(record.name))),
    ]
    if !record.description.isEmpty {
      members.append(("description", JSON(.string(record.description))))
    }
    members.append(("public", JSON(.bool(record.isPublic))))
    if let url = record.previewURL { members.append(("previewUrl", JSON(.string(url)))) }
    if record.onMiss != .render { members.append(("onMiss", JSON(.string(record.onMiss.name)))) }
    if record.fallback != .none {
      members.append(("fallback", JSON(.string(record.fallback.name))))
    }
    members.append(("jsonData", try JSONParser.parse(record.jsonData, limits: limits.jsonBodies)))
    let json = JSON(
      .object(members.map { JSON.Member(key: $0.0, keyOffset: 0, value: $0.1) }))
    var text = ""
    write(json, indent: 0, column: 0, tail: 0, to: &text)
    return Array((text + "\n").utf8)
  }

  /// Writes `json` from `column` on; `tail` columns must be left after it.
  private static func write(
    _ json: JSON, indent: Int, column: Int, tail: Int, to text: inout String
  ) {
    let line = inline(json)
    let isShort = column + line.count + tail <= columnsMax
    switch json.value {
    case .object(let members) where !members.isEmpty && (!isShort || indent == 0):
      text += "{\n"
      for (index, member) in members.enumerated() {
        let key = JSONWriter.quoted(member.key) + ": "
        text += blanks(indent + 2) + key
        write(
          member.value, indent: indent + 2, column: indent + 2 + key.count, tail: 1, to: &text)
        text += index + 1 < members.count ? ",\n" : "\n"
      }
      text += blanks(indent) + "}"
    case .array(let elements) where !elements.isEmpty && !isShort:
      text += "[\n"
      for (index, element) in elements.enumerated() {
        text += blanks(indent + 2)
        write(element, indent: indent + 2, column: indent + 2, tail: 1, to: &text)
        text += index + 1 < elements.count ? ",\n" : "\n"
      }
      text += blanks(indent) + "]"
    default: text += line
    }
  }

  private static func inline(_ json: JSON) -> String {
    switch json.value {
    case .object(let members) where !members.isEmpty:
      let parts = members.map { JSONWriter.quoted($0.key) + ": " + inline($0.value) }
      return "{ " + parts.joined(separator: ", ") + " }"
    case .array(let elements):
      return "[" + elements.map(inline).joined(separator: ", ") + "]"
    default: return JSONWriter.text(of: json, sortsKeys: false)
    }
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
