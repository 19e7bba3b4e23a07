package import PlacardCore
package import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// Brings the site's template files into the store, from which alone pictures are drawn.
///
/// A file that is gone takes its template with it. A template that was changed or deleted through the
/// API stays so as long as its file is still the one that the change was based on; after that both
/// have news, and neither may be lost.
package enum TemplateImport {
  /// A file that could not be taken in; the store keeps what it had.
  package struct Refusal: Sendable {
    package var id: String
    package var file: String
    package var error: InputError
    /// Whether the file is good, and a change through the API stands against it.
    package var isConflict: Bool
  }

  /// What an import did.
  package struct Outcome: Sendable {
    /// The ids of templates that were taken in.
    package var imported: [String] = []
    /// The ids of templates whose files are gone.
    package var deleted: [String] = []
    /// How many files the store had already.
    package var unchangedCount = 0
    package var refusals: [Refusal] = []
  }

  /// What a file is to the store.
  private enum Reading {
    case nothing
    case news(TemplateRecord)
    case conflict(InputError)
  }

  private struct Findings {
    var changes: [StoreChange] = []
    var outcome = Outcome()
  }

  /// The changes that bring the store up to the files, and the files that are refused.
  ///
  /// - Parameter forces: the files are right, whatever was changed through the API.
  package static func changes(
    for folder: SiteFolder, _ snapshot: Snapshot, forces: Bool = false
  ) throws(PipelineError) -> (changes: [StoreChange], refusals: [Refusal]) {
    let found = try find(folder, snapshot, forces: forces)
    return (found.changes, found.outcome.refusals)
  }

  /// Imports within one transaction, so that no change made meanwhile is lost, and commits.
  ///
  /// - Parameter isWhole: changes nothing when a file is refused.
  package static func run(
    _ folder: SiteFolder, _ writer: StoreWriter, forces: Bool = false, isWhole: Bool = false
  ) throws(PipelineError) -> Outcome {
    do throws(PipelineError) {
      let found = try find(folder, try pending(writer), forces: forces)
      if isWhole, !found.outcome.refusals.isEmpty {
        writer.abort()
        return found.outcome
      }
      do throws(StoreError) {
        try writer.apply(found.changes)
        _ = try writer.commit()
      } catch {
        throw .store(error)
      }
      return found.outcome
    } catch {
      writer.abort()
      throw error
    }
  }

  /// As above, on the writer's thread; waits for it.
  package static func run(
    _ folder: SiteFolder, on thread: StoreWriterThread, isWhole: Bool = false
  ) throws(PipelineError) -> Outcome {
    let result = Mutex<Result<Outcome, PipelineError>?>(nil)
    try thread.perform { writer throws(StoreError) in
      let made = Result { () throws(PipelineError) in
        try run(folder, writer, isWhole: isWhole)
      }
      result.withLock { $0 = made }
    }
    guard let made = result.withLock({ $0 }) else {
      preconditionFailure("work that does not throw has a result")
    }
    return try made.get()
  }

  private static func pending(_ writer: StoreWriter) throws(PipelineError) -> Snapshot {
    do throws(StoreError) { return try writer.pendingSnapshot() } catch { throw .store(error) }
  }

  // MARK: Files against records.

  private static func find(
    _ folder: SiteFolder, _ snapshot: Snapshot, forces: Bool
  ) throws(PipelineError) -> Findings {
    var found = Findings()
    let files = try folder.templateFiles()
    let known = try records(snapshot)
    for file in files {
      var refusal: (error: InputError, isConflict: Bool)?
      do throws(InputError) {
        switch try read(file, known[file.id], folder, forces: forces) {
        case .news(let record):
          found.changes.append(.template(record))
          found.outcome.imported.append(record.id)
        case .nothing: found.outcome.unchangedCount += 1
        case .conflict(let error): refusal = (error, true)
        }
      } catch {
        refusal = (error, false)
      }
      if let refusal {
        found.outcome.refusals.append(
          Refusal(
            id: file.id, file: file.path, error: refusal.error, isConflict: refusal.isConflict))
      }
    }
    let present = Set(files.map(\.id))
    for record in known.values.sorted(by: { $0.id < $1.id }) where !present.contains(record.id) {
      switch record.source {
      case .api: break
      case .file:
        found.changes.append(.deleteTemplate(id: record.id))
        found.outcome.deleted.append(record.id)
      // Nothing needs to be kept from coming back.
      case .deleted: found.changes.append(.deleteTemplate(id: record.id))
      }
    }
    return found
  }

  /// Every template, and what stands for those that were deleted, by id.
  private static func records(_ snapshot: Snapshot) throws(PipelineError)
    -> [String: TemplateRecord]
  {
    do throws(StoreError) {
      let all = try snapshot.templates() + snapshot.deletedTemplates()
      return Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
    } catch {
      throw .store(error)
    }
  }

  /// Holds a file against the record of its id.
  private static func read(
    _ place: (id: String, path: String), _ known: TemplateRecord?, _ folder: SiteFolder,
    forces: Bool
  ) throws(InputError) -> Reading {
    let file = try TemplateFile.read(
      id: place.id, at: place.path, named: TemplateFile.name(of: place.id, in: folder))
    let limits = folder.configuration.limits
    guard let known else { return .news(try file.record(limits)) }
    switch known.source {
    case .file(_, let before):
      return before == file.digest ? .nothing : .news(try file.record(limits))
    case .api, .deleted: break
    }
    if forces { return .news(try file.record(limits)) }
    let base: Digest? =
      if case .deleted(_, let digest) = known.source { digest } else { known.baseFileDigest }
    if base == file.digest { return .nothing }
    let record = try file.record(limits)
    // A file that says what the API said is no news.
    if !known.isTombstone, known.reads(as: record) { return .news(record) }
    return .conflict(conflict(known, file, isNew: base == nil))
  }

  private static func conflict(
    _ known: TemplateRecord, _ file: TemplateFile, isNew: Bool
  ) -> InputError {
    let act = known.isTombstone ? "deleted" : isNew ? "made" : "changed"
    let when = CivilTime(unixSeconds: known.updatedAt)
    var error = InputError(
      .duplicate,
      message:
        "template “\(known.id)” was \(act) through the API (version \(known.version), \(when)) "
        + (isNew ? "and has this file too" : "and its file was changed since"),
      hint: known.isTombstone
        ? "“placard templates import --force” takes the file; or delete the file"
        : "“placard templates import --force” takes the file, “placard templates export "
          + "\(known.id) --force” writes the API's version over it")
    error.source = file.name
    return error
  }
}
