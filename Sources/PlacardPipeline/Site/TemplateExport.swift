package import PlacardCore
package import PlacardStore
internal import PlacardSystem

/// Writes the store's templates as files, and never over a change that the store has not seen.
package enum TemplateExport {
  /// What became of one template.
  package struct Item: Sendable {
    /// How it ended.
    package enum End: Sendable {
      case written
      /// The file says the same already.
      case unchanged
      case refused(InputError)
    }

    package var id: String
    /// As the user would find it.
    package var file: String
    package var end: End
  }

  /// Writes the templates `ids`, or all, to the site's folder, and notes in the store that they are
  /// its files' from now on; or, with `directory`, to that place alone.
  ///
  /// - Parameter forces: also over files that have changed.
  /// - Throws: for an id that the store has not, and when a file or the store cannot be written.
  package static func run(
    _ ids: [String], _ folder: SiteFolder, _ store: Store, directory: String?, forces: Bool
  ) throws(PipelineError) -> [Item] {
    let records = try records(ids, store)
    var items: [Item] = []
    var adopted: [StoreChange] = []
    do throws(SystemError) {
      let target = directory ?? FilePath.join(folder.path, "templates")
      try Directory.create(target)
    } catch {
      throw .system(error)
    }
    for record in records {
      let place = place(of: record.id, folder, directory)
      let text: [UInt8]
      do throws(InputError) {
        text = try TemplateText.file(record, folder.configuration.limits)
      } catch {
        throw .input(error)
      }
      let end = try write(text, to: place, record, isOfSite: directory == nil, forces: forces)
      items.append(Item(id: record.id, file: place.name, end: end))
      guard directory == nil, case .written = end else { continue }
      var owned = record
      let digest = Digest(of: text)
      owned.source = .file(path: place.path, digest: digest)
      owned.baseFileDigest = digest
      adopted.append(.template(owned))
    }
    try adopt(adopted, store)
    return items
  }

  private static func records(_ ids: [String], _ store: Store) throws(PipelineError)
    -> [TemplateRecord]
  {
    let all: [TemplateRecord]
    do throws(StoreError) {
      all = try store.reader().withSnapshot { snapshot throws(StoreError) in
        try snapshot.templates()
      }
    } catch {
      throw .store(error)
    }
    guard !ids.isEmpty else { return all }
    var chosen: [TemplateRecord] = []
    for id in ids {
      guard let record = all.first(where: { $0.id == id }) else {
        throw .input(
          InputError(
            .unknownTemplate, message: "the store has no template “\(id)”",
            hint: NearestName.hint(for: id, among: all.map(\.id))))
      }
      chosen.append(record)
    }
    return chosen
  }

  private static func place(
    of id: String, _ folder: SiteFolder, _ directory: String?
  ) -> (path: String, name: String) {
    if let directory {
      let path = FilePath.join(directory, id + ".json")
      return (path, path)
    }
    return (TemplateFile.path(of: id, in: folder), TemplateFile.name(of: id, in: folder))
  }

  private static func write(
    _ text: [UInt8], to place: (path: String, name: String), _ record: TemplateRecord,
    isOfSite: Bool, forces: Bool
  ) throws(PipelineError) -> Item.End {
    do throws(SystemError) {
      if FileStatus.of(place.path) != nil {
        let present = try FileBytes.read(place.path, bytesMax: .max - 1)
        let digest = Digest(of: present)
        if present == text { return isOfSite && !record.isOf(digest) ? .written : .unchanged }
        if isOfSite, record.isOf(digest) { return .unchanged }
        let isKnown = isOfSite && record.baseFileDigest == digest
        guard isKnown || forces else { return .refused(changed(place.name, record, isOfSite)) }
      }
      try FileBytes.replace(place.path, with: text)
      return .written
    } catch {
      throw .system(error)
    }
  }

  private static func changed(
    _ name: String, _ record: TemplateRecord, _ isOfSite: Bool
  ) -> InputError {
    var error = InputError(
      .duplicate,
      message: isOfSite
        ? "the file is not the one that version \(record.version) of template “\(record.id)” in the "
          + "store was made from"
        : "there is another file already",
      hint: isOfSite
        ? "“placard templates import --force” takes the file, --force here writes over it"
        : "--force writes over it")
    error.source = name
    return error
  }

  /// Notes whose files the templates now are; one that has changed meanwhile keeps its new text, and
  /// its file is the one it is edited from.
  private static func adopt(_ changes: [StoreChange], _ store: Store) throws(PipelineError) {
    guard !changes.isEmpty else { return }
    do throws(StoreError) {
      let writer = try store.writer()
      for case .template(let record) in changes {
        guard var current = try writer.pendingSnapshot().template(record.id) else { continue }
        if current.reads(as: record) { current.source = record.source }
        current.baseFileDigest = record.baseFileDigest
        try writer.putTemplate(current)
      }
      _ = try writer.commit()
    } catch {
      throw .store(error)
    }
  }
}

extension TemplateRecord {
  /// Whether the record was read from a file of that digest.
  fileprivate func isOf(_ file: Digest) -> Bool {
    if case .file(_, let digest) = source { digest == file } else { false }
  }
}
