internal import PlacardCore
internal import PlacardRender
internal import PlacardStore
internal import Synchronization

/// What a card's page depends on besides its own text, as numbers that lines can bear: a template
/// and source pictures, with the state they and the site's settings were in. Shared by all threads.
final class LineStamps: Sendable {
  private struct State {
    /// Stamps that hold now, by their digests.
    var numbers: [Digest: UInt64] = [:]
    var last: UInt64 = 0
    var fresh: [DependencyRecord] = []
  }

  /// Cards with ever other pictures would each have a record of their own: past so many, cards are
  /// looked at in every build.
  private static let recordsMax = 65_536
  /// Moves when equal settings come to mean other pictures.
  private static let version: UInt8 = 1

  private let base: Digest
  private let state: Mutex<State>
  /// The numbers of stored records that hold still.
  let valid: Set<UInt64>

  /// Holds the stored records against the site as it is now.
  ///
  /// - Parameter believesRemotes: records with remote pictures may hold: they are not asked for again.
  init(
    _ context: SiteContext, formats: [PictureFormat]?, shelf: AssetShelf, templates: TemplateShelf,
    _ reader: StoreReader, believesRemotes: Bool
  ) throws(PipelineError) {
    base = Self.base(context, formats)
    var state = State()
    var valid: Set<UInt64> = []
    let records: [DependencyRecord]
    do throws(StoreError) { records = try reader.snapshot.dependencies() } catch {
      throw .store(error)
    }
    for record in records {
      state.last = max(state.last, record.number)
      guard believesRemotes || record.remotes.isEmpty,
        let stamp = try Self.stamp(record, base, shelf, templates, reader), stamp == record.stamp
      else { continue }
      valid.insert(record.number)
      state.numbers[stamp] = record.number
    }
    self.valid = valid
    self.state = Mutex(state)
  }

  /// The number that lines of cards with `template` and these pictures bear; nil when there are too
  /// many different ones. A new one is put into the store before anything that names it.
  func number(
    of template: Template, _ assets: [AssetAddress: Digest], writer: StoreWriterThread
  ) -> UInt64? {
    let (files, remotes) = Self.split(assets)
    let stamp = Self.stamp(
      base, template.id, template.revision, files.map { ($0.key, $0.value) },
      remotes.map { ($0.key, $0.value) })
    return state.withLock { state -> UInt64? in
      if let known = state.numbers[stamp] { return known }
      guard state.numbers.count < Self.recordsMax else { return nil }
      state.last += 1
      state.numbers[stamp] = state.last
      let record = DependencyRecord(
        number: state.last, stamp: stamp, templateID: template.id, files: files.map(\.key),
        remotes: remotes.map(\.key))
      // Within the lock: whoever gets the number comes to the writer later.
      writer.put([.dependencies(record)])
      return state.last
    }
  }

  /// The numbers that hold at the end of the build.
  var current: Set<UInt64> { state.withLock { Set($0.numbers.values) } }

  // MARK: Stamps.

  private typealias Asset = (key: String, value: Digest)

  /// Everything of the site that any picture may depend on.
  private static func base(_ context: SiteContext, _ formats: [PictureFormat]?) -> Digest {
    var hasher = Digest.Hasher()
    hasher.update([version])
    hasher.update(context.fingerprint)
    hasher.update(context.folder.configurationDigest)
    hasher.update(context.profile.bytes)
    for font in context.fonts.files {
      hasher.update(font.digest)
      hasher.update([font.isFallback ? 1 : 0])
    }
    hasher.update([UInt8(clamping: formats?.count ?? 0)] + (formats ?? []).map(\.rawValue))
    return hasher.finish()
  }

  private static func stamp(
    _ base: Digest, _ templateID: String, _ revision: TemplateRevision, _ files: [Asset],
    _ remotes: [Asset]
  ) -> Digest {
    var hasher = Digest.Hasher()
    hasher.update(base)
    hasher.update(Digest(of: templateID))
    hasher.update(revision.digest)
    for (kind, assets) in [(UInt8(1), files), (2, remotes)] {
      for asset in assets {
        hasher.update([kind])
        hasher.update(Digest(of: asset.key))
        hasher.update(asset.value)
      }
    }
    return hasher.finish()
  }

  /// The stamp that `record` would have now; nil when its template or one of its pictures is gone.
  private static func stamp(
    _ record: DependencyRecord, _ base: Digest, _ shelf: AssetShelf, _ templates: TemplateShelf,
    _ reader: StoreReader
  ) throws(PipelineError) -> Digest? {
    guard let template = try templates.template(record.templateID, reader.snapshot) else {
      return nil
    }
    var files: [Asset] = []
    for path in record.files {
      guard let digest = try? shelf.digest(of: .file(path), reader) else { return nil }
      files.append((path, digest))
    }
    var remotes: [Asset] = []
    for url in record.remotes {
      guard let digest = try shelf.digest(of: .remote(url), reader) else { return nil }
      remotes.append((url, digest))
    }
    return stamp(base, record.templateID, template.revision, files, remotes)
  }

  private static func split(
    _ assets: [AssetAddress: Digest]
  ) -> (files: [Asset], remotes: [Asset]) {
    var files: [Asset] = []
    var remotes: [Asset] = []
    for (address, digest) in assets {
      switch address {
      case .file(let path): files.append((path, digest))
      case .remote(let url): remotes.append((url, digest))
      // Its bytes stand in the card or the template.
      case .inline: break
      }
    }
    return (files.sorted { $0.key < $1.key }, remotes.sorted { $0.key < $1.key })
  }
}
