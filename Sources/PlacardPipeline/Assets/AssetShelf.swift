internal import PlacardCodec
package import PlacardCore
internal import PlacardRender
package import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// The source pictures that scenes name: their digests, and their pixels while they are in use.
/// Shared by all threads.
package final class AssetShelf: Sendable {
  private struct PictureName: Hashable {
    var digest: Digest
    var fitting: PixelSize?
  }

  private struct State {
    var locks: [String: AssetLock] = [:]
    /// Addresses that were asked for in this run, whatever came of it.
    var asked: Set<String> = []
    var pictures: [PictureName: Picture] = [:]
    /// Oldest use first.
    var order: [PictureName] = []
    var pictureBytes = 0
  }

  private let folder: SiteFolder
  private let files: FileDigests
  private let state = Mutex(State())
  /// Decoded pixels that are kept; the picture in hand is kept whatever it measures.
  private let pictureBytesMax = 48_000_000

  /// Whether an error may name the files beside a missing one; a server's clients need not know
  /// them.
  private let namesNeighbours: Bool

  /// When remote pictures that are locked are asked for again.
  package let trust: RemoteTrust

  package init(
    folder: SiteFolder, files: FileDigests, trust: RemoteTrust = .untilStale,
    namesNeighbours: Bool = true
  ) {
    self.trust = trust
    self.folder = folder
    self.files = files
    self.namesNeighbours = namesNeighbours
  }

  private var limits: Limits { folder.configuration.limits }

  // MARK: Digests.

  /// The digest of what `address` holds; nil for a remote picture that was never fetched, and for a
  /// file of more than `readMax` bytes that was never read.
  package func digest(
    of address: AssetAddress, readMax: Int = .max, _ reader: StoreReader
  ) throws(PipelineError) -> Digest? {
    switch address {
    case .inline(let bytes): return Digest(of: bytes)
    case .remote(let url): return try lock(url, reader)?.digest
    case .file(let path):
      switch try find(path, readMax: readMax) {
      case .digest(let digest): return digest
      case .unread: return nil
      case .nothing: throw .input(unreadable(path))
      }
    }
  }

  private func find(_ path: String, readMax: Int) throws(PipelineError) -> FileDigests.Found {
    do throws(SystemError) {
      return try files.find(
        FilePath.join(folder.path, path), bytesMax: limits.sourceBytesMax, readMax: readMax)
    } catch {
      guard error.isTooLarge else { throw .system(error) }
      let size = FileStatus.of(FilePath.join(folder.path, path))?.size
      throw .input(
        InputError(
          .limit, message: "“\(path)” has \(size.map { "\($0)" } ?? "too many") bytes",
          hint: "at most \(limits.sourceBytesMax), limits.sourceBytesMax"))
    }
  }

  /// The error for what is no file that may be read, or not there.
  private func unreadable(_ path: String) -> InputError {
    switch FileStatus.of(FilePath.join(folder.path, path))?.kind {
    case nil, .file: return missing(path)
    case let kind:
      return InputError(
        .badAsset, message: "“\(path)” is a \(kind == .directory ? "directory" : "device or pipe")",
        hint: "a picture's file is wanted")
    }
  }

  /// The asset lock's entry of `url`; nil when it was never fetched.
  package func lock(_ url: String, _ reader: StoreReader) throws(PipelineError) -> AssetLock? {
    if let lock = state.withLock({ $0.locks[url] }) { return lock }
    do throws(StoreError) {
      guard
        let lock = try reader.withSnapshot({ snapshot throws(StoreError) in
          try snapshot.asset(url)
        })
      else { return nil }
      state.withLock { $0.locks[url] = lock }
      return lock
    } catch {
      throw .store(error)
    }
  }

  /// Notes what a fetch brought, before the store shows it.
  package func remember(_ lock: AssetLock) {
    state.withLock { $0.locks[lock.url] = lock }
  }

  /// Notes that `url` was asked for, so that a run which believes no lock asks but once.
  func noteAsked(_ url: String) { state.withLock { _ = $0.asked.insert(url) } }

  /// The remote pictures of `scene`, all locked, that must be asked for again before it is drawn:
  /// those last asked for longer ago than the site's `assetTtlSeconds`, or as `trust` has it.
  package func staleAddresses(of scene: Scene) -> [AssetAddress] {
    guard trust != .always else { return [] }
    var pictures: [(url: String, digest: Digest?)] = []
    scene.walk { layer in
      guard case .image(let image) = layer.content, case .remote(let url) = image.address else {
        return
      }
      pictures.append((url, image.digest))
    }
    guard !pictures.isEmpty else { return [] }
    let oldest = WallClock.unixSeconds() - Int64(folder.configuration.assetTTLSeconds)
    return state.withLock { state in
      pictures.filter { picture in
        guard let lock = state.locks[picture.url] else { return false }
        guard trust == .never else { return lock.checkedAt <= oldest }
        // One that another thread has asked for since the scene was planned may have changed.
        return !state.asked.contains(picture.url) || lock.digest != picture.digest
      }
    }.map { .remote($0.url) }
  }

  private func missing(_ path: String) -> InputError {
    guard namesNeighbours else {
      return InputError(
        .missingAsset, message: "there is no file “\(path)” in the site's folder")
    }
    let place = FilePath.join(folder.path, path)
    let siblings = (try? Directory.entries(FilePath.parent(place)))?.map(\.name) ?? []
    let near = NearestName.of(FilePath.name(place), among: siblings)
    return InputError(
      .missingAsset, message: "there is no file “\(path)” in the site's folder",
      hint: near.map { "the nearest name there is “\($0)”" })
  }

  // MARK: Pixels.

  /// The decoded picture of `content`, at least `fitting` device pixels where it has as many.
  package func picture(
    _ content: ImageContent, fitting: PixelSize?, _ reader: StoreReader
  ) throws(PipelineError) -> Picture {
    guard let digest = content.digest else { preconditionFailure("a planned scene has digests") }
    let name = PictureName(digest: digest, fitting: fitting)
    if let known = known(name) { return known }
    let bytes = try bytes(of: content.address, digest, reader)
    let picture =
      PictureProbe.isSVG(bytes)
      ? try svg(bytes, content.address) : try decoded(bytes, fitting: fitting)
    keep(picture, name)
    return picture
  }

  private func decoded(_ bytes: [UInt8], fitting: PixelSize?) throws(PipelineError) -> Picture {
    do throws(CodecError) {
      return try Decoder.decode(bytes, limits: limits, fitting: fitting)
    } catch {
      throw .codec(error)
    }
  }

  /// An SVG is a program of a kind, so it is read from those who own the site alone.
  private func svg(_ bytes: [UInt8], _ address: AssetAddress) throws(PipelineError) -> Picture {
    guard case .file = address else {
      throw .input(
        InputError(
          .refusedAsset, message: "this is an SVG, which is drawn from the site's own folder only",
          hint: "put it there, or send a PNG, JPEG, WebP, GIF or AVIF"))
    }
    do throws(RenderError) {
      return try SVGPicture.open(bytes, limits: limits)
    } catch {
      throw .input(InputError(.badAsset, message: error.message))
    }
  }

  private func bytes(
    of address: AssetAddress, _ digest: Digest, _ reader: StoreReader
  ) throws(PipelineError) -> [UInt8] {
    switch address {
    case .inline(let bytes): return bytes
    case .remote(let url):
      do throws(StoreError) {
        let stored = try reader.withSnapshot { snapshot throws(StoreError) in
          try snapshot.assetBytes(digest)
        }
        if let stored { return stored }
      } catch {
        throw .store(error)
      }
      throw .input(
        InputError(.missingAsset, message: "the store has not the bytes of \(url)"))
    case .file(let path):
      let bytes: [UInt8]
      do throws(SystemError) {
        bytes = try FileBytes.read(
          FilePath.join(folder.path, path), bytesMax: limits.sourceBytesMax)
      } catch {
        throw .system(error)
      }
      guard Digest(of: bytes) == digest else {
        throw .input(
          InputError(
            .badAsset, message: "“\(path)” changed while its card was being made",
            hint: "run the build again"))
      }
      return bytes
    }
  }

  private func known(_ name: PictureName) -> Picture? {
    state.withLock { state in
      guard let picture = state.pictures[name] else { return nil }
      if state.order.last != name, let index = state.order.firstIndex(of: name) {
        state.order.remove(at: index)
        state.order.append(name)
      }
      return picture
    }
  }

  private static func byteCount(_ picture: Picture) -> Int {
    picture.svg?.count ?? 4 * picture.size.width * picture.size.height
  }

  private func keep(_ picture: Picture, _ name: PictureName) {
    state.withLock { state in
      guard state.pictures.updateValue(picture, forKey: name) == nil else { return }
      state.order.append(name)
      state.pictureBytes += Self.byteCount(picture)
      while state.pictureBytes > pictureBytesMax, state.order.count > 1 {
        let oldest = state.order.removeFirst()
        if let gone = state.pictures.removeValue(forKey: oldest) {
          state.pictureBytes -= Self.byteCount(gone)
        }
      }
    }
  }
}
