package import PlacardCore
package import PlacardStore
internal import PlacardSystem

/// Brings the site's template files into the store, from which alone pictures are drawn.
///
/// A file that is gone takes its template with it. A template that was changed through the API stays
/// as long as its file is still the one the change was based on; after that both have news, and
/// neither may be lost.
package enum TemplateImport {
  private static let templateBytesMax = 1_000_000

  /// A file that could not be taken in; the store keeps what it had.
  package struct Refusal: Sendable {
    package var file: String
    package var error: InputError
  }

  /// The changes that bring the store up to the files, and the files that were refused.
  package static func changes(
    for folder: SiteFolder, _ snapshot: Snapshot
  ) throws(PipelineError) -> (changes: [StoreChange], refusals: [Refusal]) {
    var changes: [StoreChange] = []
    var refusals: [Refusal] = []
    let files = try folder.templateFiles()
    for file in files {
      let known = try record(file.id, snapshot)
      do throws(InputError) {
        if let record = try read(file, known, folder) { changes.append(.template(record)) }
      } catch {
        refusals.append(Refusal(file: file.path, error: error))
      }
    }
    let present = Set(files.map(\.id))
    do throws(StoreError) {
      for record in try snapshot.templates() where !present.contains(record.id) {
        if case .file = record.source { changes.append(.deleteTemplate(id: record.id)) }
      }
    } catch {
      throw .store(error)
    }
    return (changes, refusals)
  }

  private static func record(_ id: String, _ snapshot: Snapshot) throws(PipelineError)
    -> TemplateRecord?
  {
    do throws(StoreError) { return try snapshot.template(id) } catch { throw .store(error) }
  }

  /// The record for `file`; nil when the store has it already.
  private static func read(
    _ file: (id: String, path: String), _ known: TemplateRecord?, _ folder: SiteFolder
  ) throws(InputError) -> TemplateRecord? {
    // As the user would find it.
    let name = FilePath.join(folder.name, "templates/\(file.id).json")
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(file.path, bytesMax: templateBytesMax)
    } catch {
      throw InputError(.missing, message: error.description)
    }
    let digest = Digest(of: bytes)
    switch known?.source {
    case .file(_, let before) where before == digest: return nil
    case .api:
      if known?.baseFileDigest == digest { return nil }
      throw conflict(file.id, name)
    default: break
    }
    let template: Template
    do throws(InputError) {
      template = try Template.parse(
        file: bytes, fallbackID: file.id, limits: folder.configuration.limits)
    } catch {
      throw bytes.withUnsafeBytes { error.located(in: $0, named: name) }
    }
    guard template.id == file.id else {
      var error = InputError(
        .outOfRange, path: "id",
        message: "the file is named “\(FilePath.name(file.path))”, its id is “\(template.id)”",
        hint: "the file of a template is named <id>.json")
      error.source = name
      throw error
    }
    let now = WallClock.unixSeconds()
    var record = TemplateRecord(
      id: template.id, name: template.name,
      jsonData: Array(JSONWriter.text(of: template.jsonData, sortsKeys: false).utf8),
      revision: template.revision, source: .file(path: file.path, digest: digest),
      updatedAt: now)
    record.head = template.head
    record.baseFileDigest = digest
    return record
  }

  private static func conflict(_ id: String, _ name: String) -> InputError {
    var error = InputError(
      .duplicate, path: "id",
      message: "template “\(id)” was changed through the API, and its file was changed too",
      hint: "export the API's version over the file, or move the file away")
    error.source = name
    return error
  }
}
