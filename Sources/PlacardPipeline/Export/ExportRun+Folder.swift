internal import PlacardCore
internal import PlacardSystem

extension ExportRun {
  /// Writes the export as files below `path`.
  func write(folder path: String) throws(PipelineError) {
    progress.expect(pictures: report.pictures)
    var folder = try ExportFolder(path, copies: options.copies, merges: options.merges)
    report.removed += try folder.clearInterrupted(source, keeping: hashes)
    try folder.announce { file throws(PipelineError) in try writeIndex(to: &file) }
    try source.forEachCard { card throws(PipelineError) in
      for picture in card.pictures { try write(picture, of: card, to: &folder) }
    }
    let rules = headerRules
    try HostFile.headers.replace(in: path) { file throws(PipelineError) in try file.add(rules) }
    try HostFile.redirects.replace(in: path, body: hasRules ? writeRules : nil)
    report.removed += try folder.settle(
      source, keeping: hashes, hasAliasFiles: options.aliases.hasFiles)
  }

  /// Writes the index alone.
  func write(index path: String?) throws(PipelineError) {
    guard let path else {
      return try forEachIndexPiece { piece throws(PipelineError) in
        try StandardOutput.put(piece)
      }
    }
    var file: NewFile
    do throws(SystemError) {
      // As `data/` of a site that has no other data yet.
      try Directory.create(FilePath.parent(path))
      file = try NewFile(for: path, in: FilePath.parent(path))
    } catch {
      throw .system(error)
    }
    try writeIndex(to: &file)
    do throws(SystemError) { try file.place() } catch { throw .system(error) }
  }

  private func writeIndex(to file: inout NewFile) throws(PipelineError) {
    try forEachIndexPiece { piece throws(PipelineError) in try file.add(piece) }
  }

  private func writeRules(to file: inout NewFile) throws(PipelineError) {
    try forEachRulePiece { piece throws(PipelineError) in try file.add(piece) }
  }

  private func write(
    _ picture: ExportedPicture, of card: ExportedCard, to folder: inout ExportFolder
  ) throws(PipelineError) {
    var byteCount: Int?
    try source.withBytes(of: picture) { bytes throws(PipelineError) in
      if try folder.put(bytes, at: picture.path) {
        report.written += 1
        byteCount = bytes.count
      }
      guard options.aliases.hasFiles, isNameable(picture, of: card) else { return }
      if try folder.put(alias: picture.alias, of: picture.path, bytes) { report.written += 1 }
    }
    finish(written: byteCount)
  }
}

extension StandardOutput {
  /// Writes bytes; a reader that has gone is trouble, since what it got is not whole.
  static func put(_ bytes: [UInt8]) throws(PipelineError) {
    let outcome = bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try write(bytes) }
    }
    switch outcome {
    case .success(true): return
    case .success(false):
      throw .system(
        SystemError(code: SystemError.brokenPipe, operation: "write to standard output"))
    case .failure(let error): throw .system(error)
    }
  }
}
