internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// The directory that an export writes to: every file appears whole, one that is there already is
/// left alone, and what is no export's is neither written over nor deleted.
struct ExportFolder {
  private let path: String
  private let copies: Bool
  /// What is being written lies under this name first, so that an interrupted export is known to the
  /// next one.
  private static let pendingName = ".placard-export.json"

  /// Of the aliases that earlier exports made, by their paths: what else is there is somebody's.
  private var ownAliases: Set<UInt64> = []
  private var lastParent = ""

  /// A million paths take sixteen megabytes so; two of one mark are never met.
  private static func mark(_ path: String) -> UInt64 { Digest(of: path).words.0 }

  var indexPath: String { FilePath.join(path, ExportIndex.name) }
  private var pendingPath: String { FilePath.join(path, Self.pendingName) }

  /// Takes the directory at `path`, making it where there is none.
  ///
  /// - Throws: `input` where it holds files of somebody's and `merges` is not said.
  init(_ path: String, copies: Bool, merges: Bool) throws(PipelineError) {
    self.path = path
    self.copies = copies
    do throws(SystemError) { try Directory.create(path) } catch { throw .system(error) }
    for index in [indexPath, pendingPath] where FileStatus.of(index) != nil {
      var earlier = try EarlierExport(index)
      while let card = try earlier.next() {
        for alias in card.aliases { ownAliases.insert(Self.mark(alias)) }
      }
    }
    let isOurs = FileStatus.of(indexPath) != nil || FileStatus.of(pendingPath) != nil
    let names = try entries(path).map(\.name)
    for name in names where name.hasPrefix(NewFile.namePrefix) { try remove(name) }
    // Hidden names, as that of a repository, are no content.
    guard isOurs || merges || names.allSatisfy({ $0.hasPrefix(".") }) else {
      var error = InputError(
        .conflictingValues, message: "the directory holds files that are no export's",
        hint: "name an empty one, or say --merge to put the cards beside them")
      error.source = path
      throw .input(error)
    }
  }

  func file(for name: String) throws(PipelineError) -> NewFile {
    do throws(SystemError) {
      return try NewFile(for: FilePath.join(path, name), in: path)
    } catch {
      throw .system(error)
    }
  }

  // MARK: Files.

  /// Puts a picture where `name` says; false when it is there already.
  mutating func put(_ bytes: UnsafeRawBufferPointer, at name: String) throws(PipelineError) -> Bool
  {
    let place = FilePath.join(path, name)
    if FileStatus.of(place)?.size == bytes.count { return false }
    try write(bytes, at: name)
    return true
  }

  /// Makes `alias` another name of the file at `original`, which has `bytes`; false when it is that
  /// already.
  mutating func put(
    alias: String, of original: String, _ bytes: UnsafeRawBufferPointer
  ) throws(PipelineError) -> Bool {
    let place = FilePath.join(path, alias)
    if let there = FileStatus.of(place) {
      guard there.kind != .directory else { throw Self.conflict(place) }
      let isLinked = there.inode == FileStatus.of(FilePath.join(path, original))?.inode
      if isLinked, !copies { return false }
      let isSame = isLinked ? false : try holds(place, there, bytes)
      if isSame { return false }
      guard isLinked || ownAliases.contains(Self.mark(alias)) else {
        throw .input(
          EarlierExport.error(
            place, "something is there that no export wrote",
            hint: "move it, or export without --merge to a directory of its own"))
      }
    }
    try makeParent(of: alias)
    if !copies {
      do throws(SystemError) {
        if try FileName.link(FilePath.join(path, original), as: place, in: path) { return true }
      } catch {
        throw .system(error)
      }
    }
    try write(bytes, at: alias)
    return true
  }

  private mutating func write(
    _ bytes: UnsafeRawBufferPointer, at name: String
  ) throws(PipelineError) {
    try makeParent(of: name)
    var file = try file(for: name)
    do throws(SystemError) {
      try file.write(bytes)
      try file.place()
    } catch {
      throw .system(error)
    }
  }

  private mutating func makeParent(of name: String) throws(PipelineError) {
    let parent = FilePath.parent(name)
    if parent == lastParent { return }
    do throws(SystemError) { try Directory.create(FilePath.join(path, parent)) } catch {
      if parent.hasPrefix("c/"), FileStatus.of(path)?.kind == .directory, error.isNameTaken {
        throw Self.conflict(FilePath.join(path, parent))
      }
      throw .system(error)
    }
    lastParent = parent
  }

  /// The ids `a` and `a.png/b` are two cards, and no two files.
  private static func conflict(_ place: String) -> PipelineError {
    .input(
      EarlierExport.error(
        place, "it would be a file for one card and a folder for another",
        hint: "rename one of them, or export with --aliases rewrites or none"))
  }

  private func holds(
    _ place: String, _ status: FileStatus, _ bytes: UnsafeRawBufferPointer
  ) throws(PipelineError) -> Bool {
    guard status.kind == .file, status.size == bytes.count else { return false }
    do throws(SystemError) {
      return try FileBytes.read(place, bytesMax: bytes.count).elementsEqual(bytes)
    } catch {
      throw .system(error)
    }
  }

  // MARK: The index, and what it no longer names.

  /// Says what is about to be written, should the export not come to its end.
  func announce(_ write: (inout NewFile) throws(PipelineError) -> Void) throws(PipelineError) {
    var file = try file(for: Self.pendingName)
    try write(&file)
    do throws(SystemError) { try file.place() } catch { throw .system(error) }
  }

  /// Deletes the files of an export that did not come to its end, but for those that are wanted or
  /// that the last whole one has. Returns how many.
  mutating func clearInterrupted(
    _ source: ExportSource, keeping hashes: Set<UInt64>
  ) throws(PipelineError) -> Int {
    guard FileStatus.of(pendingPath) != nil else { return 0 }
    var kept = hashes
    var keptAliases: Set<UInt64> = []
    if FileStatus.of(indexPath) != nil {
      var whole = try EarlierExport(indexPath)
      while let card = try whole.next() {
        for picture in card.pictures { kept.insert(picture.hash.digest.words.0) }
        for alias in card.aliases { keptAliases.insert(Self.mark(alias)) }
      }
    }
    return try removeFiles(of: pendingPath, source, kept) { keptAliases.contains(Self.mark($0)) }
  }

  /// Makes the announced index the directory's, and deletes what only the one before it names.
  /// Returns how many files.
  mutating func settle(
    _ source: ExportSource, keeping hashes: Set<UInt64>, hasAliasFiles: Bool
  ) throws(PipelineError) -> Int {
    var removed = 0
    if FileStatus.of(indexPath) != nil {
      removed = try removeFiles(of: indexPath, source, hashes, hasAliasFiles: hasAliasFiles)
    }
    do throws(SystemError) {
      try FileName.rename(pendingPath, to: indexPath)
    } catch {
      throw .system(error)
    }
    return removed
  }

  private mutating func removeFiles(
    of index: String, _ source: ExportSource, _ hashes: Set<UInt64>, hasAliasFiles: Bool = true,
    _ isKept: (String) -> Bool = { _ in false }
  ) throws(PipelineError) -> Int {
    var removed = 0
    var earlier = try EarlierExport(index)
    while let card = try earlier.next() {
      let current = hasAliasFiles ? try source.aliases(of: card.id) : []
      for alias in card.aliases where !current.contains(alias) && !isKept(alias) {
        if try remove(alias) { removed += 1 }
        removeParents(of: alias)
      }
      for picture in card.pictures where !hashes.contains(picture.hash.digest.words.0) {
        if try remove(picture.path) { removed += 1 }
      }
    }
    for folder in ["c", "i"] { _ = FileName.removeEmptyDirectory(FilePath.join(path, folder)) }
    return removed
  }

  @discardableResult
  private func remove(_ name: String) throws(PipelineError) -> Bool {
    do throws(SystemError) {
      return try FileName.remove(FilePath.join(path, name))
    } catch {
      throw .system(error)
    }
  }

  private mutating func removeParents(of alias: String) {
    var parent = FilePath.parent(alias)
    while parent != "c", parent != "." {
      guard FileName.removeEmptyDirectory(FilePath.join(path, parent)) else { return }
      if parent == lastParent { lastParent = "" }
      parent = FilePath.parent(parent)
    }
  }

  private func entries(_ path: String) throws(PipelineError) -> [Directory.Entry] {
    do throws(SystemError) { return try Directory.entries(path) } catch { throw .system(error) }
  }
}
