package import PlacardCore
package import PlacardStore

/// Templates as the store holds them, compiled once and kept as long as their record stands. For one
/// thread.
package final class TemplateShelf {
  private var compiled: [String: Template] = [:]
  private var stamp: UInt64?
  private let limits: Limits
  /// What is to be taken for the store's, where it says anything; nil for a template that is gone.
  private var overlay: [String: TemplateRecord?] = [:]

  /// - Parameter pending: changes of templates to be taken as made: a dry run's import.
  package init(limits: Limits, pending: [StoreChange] = []) {
    self.limits = limits
    for change in pending {
      switch change {
      case .template(let record): overlay[record.id] = .some(record)
      case .deleteTemplate(let id): overlay[id] = .some(nil)
      default: break
      }
    }
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
      let pending = overlay[id]
      guard let record = if let pending { pending } else { try snapshot.template(id) } else {
        return nil
      }
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
      let jsonData = try JSONParser.parse(record.jsonData, limits: limits.jsonBodies)
      return try Template.parse(jsonData: jsonData, head: record.head, limits: limits)
    } catch {
      throw StoreError(
        .damaged, operation: "read template \(record.id)", detail: error.description,
        next: "import the site's templates again with this version")
    }
  }

  /// The error for a template that is not there, with the nearest that is.
  package func unknown(_ id: String, _ snapshot: Snapshot, path: String) -> InputError {
    let stored = ((try? snapshot.templates()) ?? []).map(\.id).filter { overlay[$0] == nil }
    let pending = overlay.compactMap { $0.value?.id }
    return Self.unknown(id, among: (stored + pending).sorted(), path: path)
  }

  /// As above, for the templates of `snapshot` alone.
  package static func unknown(_ id: String, _ snapshot: Snapshot, path: String) -> InputError {
    unknown(id, among: ((try? snapshot.templates()) ?? []).map(\.id), path: path)
  }

  private static func unknown(_ id: String, among known: [String], path: String) -> InputError {
    let near = NearestName.of(id, among: known)
    return InputError(
      .unknownTemplate, path: path, message: "there is no template “\(id)”",
      hint: near.map { "did you mean “\($0)”?" }
        ?? (known.isEmpty
          ? "the site has none" : "the site has " + known.prefix(8).joined(separator: ", ")))
  }
}
