/// A template: a canvas, layers and variables, checked and made ready for its cards.
package struct Template: Sendable {
  package var head: TemplateHead
  package let definition: TemplateDefinition
  /// The definition as it was written.
  package let jsonData: JSON
  /// The one canonical text of `jsonData`, JSON that parses to the same definition.
  package let canonicalJSON: [UInt8]
  /// The digest of `canonicalJSON` alone.
  package let revision: TemplateRevision

  package var id: String { head.id }
  package var name: String { head.name }
  package var description: String { head.description }
  package var isPublic: Bool { head.isPublic }
  package var previewURL: String? { head.previewURL }
}

extension Template {
  /// The template that a file of a site's `templates` spells. `fallbackID`, from the file's name,
  /// stands in for a missing `id`. Errors have JSON paths and byte offsets.
  package static func parse(
    file bytes: [UInt8], fallbackID: String? = nil, limits: Limits = Limits()
  ) throws(InputError) -> Template {
    let json = try JSONParser.parse(bytes, limits: limits.jsonBodies)
    do throws(InputError) {
      return try parse(json, fallbackID: fallbackID, limits: limits)
    } catch {
      var error = error
      error.offset = error.offset ?? json.value(at: error.path)?.offset
      throw error
    }
  }

  /// The template that `json`, of the shape of a template's file, describes.
  package static func parse(
    _ json: JSON, fallbackID: String? = nil, limits: Limits = Limits()
  ) throws(InputError) -> Template {
    let reader = try JSONReader(json)
    try reader.refuseUnknownMembers(allowed: TemplateHead.members + ["jsonData"])
    let head = try TemplateHead(reader, fallbackID: fallbackID)
    return try parse(jsonData: reader.required("jsonData"), head: head, limits: limits)
  }

  /// The template with `head` whose definition is `jsonData`, as an API call gives it.
  package static func parse(
    jsonData: JSON, head: TemplateHead, limits: Limits = Limits()
  ) throws(InputError) -> Template {
    let (definition, canonical) = try TemplateDefinition.parse(jsonData, limits: limits)
    return Template(
      head: head, definition: definition, jsonData: jsonData, canonicalJSON: canonical,
      revision: TemplateRevision(Digest(of: canonical)))
  }
}
