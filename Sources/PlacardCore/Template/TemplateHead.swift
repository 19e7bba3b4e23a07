/// What a template is called and who may see it: none of it changes a picture.
package struct TemplateHead: Sendable, Hashable {
  /// A slug or a UUID.
  package var id: String
  package var name: String
  package var description: String
  /// Whether `/api/render` draws it for anyone.
  package var isPublic: Bool
  package var previewURL: String?

  package init(
    id: String, name: String, description: String = "", isPublic: Bool = false,
    previewURL: String? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.isPublic = isPublic
    self.previewURL = previewURL
  }
}

extension TemplateHead {
  static let members = ["id", "name", "description", "public", "previewUrl"]

  /// Reads the head of a template's file. `fallbackID`, the file's name, stands in for a missing
  /// `id`; a missing `name` is the id.
  init(_ reader: JSONReader, fallbackID: String?) throws(InputError) {
    let given: String
    if let fallbackID, reader["id"] == nil {
      given = fallbackID
    } else {
      given = try reader.string("id")
    }
    id = given
    guard CardID.isValid(given), !given.utf8.contains(UInt8(ascii: "/")) else {
      throw InputError(
        .wrongType, path: reader.path(of: "id"),
        message: "\(JSON(.string(given)).excerpt) cannot be a template's id",
        hint: "letters, digits, \".\", \"_\" and \"-\"", offset: reader["id"]?.offset)
    }
    name = try reader.optionalString("name") ?? given
    description = try reader.optionalString("description") ?? ""
    isPublic = try reader.optionalBool("public") ?? false
    previewURL = try reader.optionalString("previewUrl")
  }
}
