/// What a template is called and who may see it: none of it changes a picture.
package struct TemplateHead: Sendable, Hashable {
  /// A slug or a UUID.
  package var id: String
  package var name: String
  package var description: String
  /// Whether `/api/render` draws it for anyone.
  package var isPublic: Bool
  package var previewURL: String?
  /// Who may have a card drawn that is not stored yet.
  package var onMiss = MissPolicy.render
  /// What is shown when a card is not drawn in time.
  package var fallback = FallbackPicture.none

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
  static let members = [
    "id", "name", "description", "public", "previewUrl", "onMiss", "fallback",
  ]

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
    onMiss = try Self.onMiss(reader) ?? .render
    fallback = try Self.fallback(reader) ?? .none
  }

  /// The member `onMiss` of a template's file or of a call; nil when it is absent. Throws for another
  /// word than the known ones, with the nearest of them.
  package static func onMiss(_ reader: JSONReader) throws(InputError) -> MissPolicy? {
    try word("onMiss", of: reader, MissPolicy.allCases.map(\.name)) { MissPolicy(name: $0) }
  }

  /// As above, the member `fallback`.
  package static func fallback(_ reader: JSONReader) throws(InputError) -> FallbackPicture? {
    try word("fallback", of: reader, FallbackPicture.allCases.map(\.name)) {
      FallbackPicture(name: $0)
    }
  }

  private static func word<Word>(
    _ name: String, of reader: JSONReader, _ known: [String], _ parse: (String) -> Word?
  ) throws(InputError) -> Word? {
    guard let json = reader[name] else { return nil }
    let path = reader.path(of: name)
    let given = try json.string(at: path)
    if let word = parse(given) { return word }
    throw json.outOfRange(
      expected: "one of " + known.joined(separator: ", "), path: path,
      hint: NearestName.of(given, among: known).map { "did you mean \"\($0)\"?" })
  }
}
