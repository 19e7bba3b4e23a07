package import PlacardCore
package import PlacardStore

/// Templates as the store holds them, compiled once and kept as long as their record stands. For one
/// thread.
package final class TemplateShelf {
  private var compiled: [String: Template] = [:]
  private var stamp: UInt64?
  private let limits: Limits
  /// Records that are to be taken for the store's: what a dry run would import.
  private let overlay: [String: TemplateRecord]

  package init(limits: Limits, overlay: [TemplateRecord] = []) {
    self.limits = limits
    self.overlay = Dictionary(overlay.map { ($0.id, $0) }) { $1 }
  }

  /// The template named `id` in `snapshot`; nil when there is none.
  package func template(_ id: String, _ snapshot: Snapshot) throws(PipelineError) -> Template? {
    do throws(StoreError) {
      let now = try snapshot.templatesStamp()
      if now != stamp {
        compiled = [:]
        stamp = now
      }
      if let known = compiled[id] { return known }
      var record = overlay[id]
      if record == nil { record = try snapshot.template(id) }
      guard let record else { return nil }
      let template = try compile(record)
      compiled[id] = template
      return template
    } catch {
      throw .store(error)
    }
  }

  /// What the store took in was valid then; a newer program may know better.
  private func compile(_ record: TemplateRecord) throws(StoreError) -> Template {
    do throws(InputError) {
      let head = TemplateHead(
        id: record.id, name: record.name, description: record.description,
        isPublic: record.isPublic, previewURL: record.previewURL)
      let jsonData = try JSONParser.parse(record.jsonData, limits: limits.json)
      return try Template.parse(jsonData: jsonData, head: head, limits: limits)
    } catch {
      throw StoreError(
        .damaged, operation: "read template \(record.id)", detail: error.description,
        next: "import the site's templates again with this version")
    }
  }

  /// The error for a template that is not there, with the nearest that is.
  package static func unknown(_ id: String, _ snapshot: Snapshot, path: String) -> InputError {
    let known = ((try? snapshot.templates()) ?? []).map(\.id)
    let near = NearestName.of(id, among: known)
    return InputError(
      .unknownTemplate, path: path, message: "there is no template “\(id)”",
      hint: near.map { "did you mean “\($0)”?" }
        ?? (known.isEmpty
          ? "the site has none" : "the site has " + known.prefix(8).joined(separator: ", ")))
  }
}
