internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

extension ExportRun {
  /// Writes the export as a tar: `_headers`, `_redirects`, the aliases in the order of the cards' ids,
  /// the pictures in the order of their hashes, the index. Equal builds are equal bytes.
  func write(tar path: String?) throws(PipelineError) {
    guard let path else {
      return try writeTar { bytes throws(PipelineError) in try StandardOutput.put(bytes) }
    }
    var file: NewFile
    do throws(SystemError) { file = try NewFile(for: path, in: FilePath.parent(path)) } catch {
      throw .system(error)
    }
    try writeTar { bytes throws(PipelineError) in try file.add(bytes) }
    do throws(SystemError) { try file.place() } catch { throw .system(error) }
  }

  private func writeTar(
    _ put: ([UInt8]) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    progress.expect(pictures: report.files)
    let tar = TarWriter(mtime: source.build.finishedAt)
    try put(tar.header(path: HostFile.headers.name, byteCount: headerRules.count))
    try put(headerRules + TarWriter.padding(after: headerRules.count))
    if hasRules {
      try put(tar.header(path: HostFile.redirects.name, byteCount: rulesByteCount))
      try forEachRulePiece(put)
      try put(TarWriter.padding(after: rulesByteCount))
    }
    if options.aliases.hasFiles { try putAliases(tar, put) }
    var done: Set<UInt64> = []
    try source.forEachPicture(where: { hashes.contains($0.digest.words.0) }) {
      hash, format, bytes throws(PipelineError) in
      // Two hashes that begin alike are not met; the one that is not wanted would only be one more.
      guard done.insert(hash.digest.words.0).inserted else { return }
      try put(tar.header(path: ExportedPicture.path(hash, format), byteCount: bytes.count))
      try put(Array(bytes) + TarWriter.padding(after: bytes.count))
      report.written += 1
      finish(written: bytes.count)
    }
    try put(tar.header(path: ExportIndex.name, byteCount: indexByteCount))
    try forEachIndexPiece(put)
    try put(TarWriter.padding(after: indexByteCount) + TarWriter.end)
  }

  private func putAliases(
    _ tar: TarWriter, _ put: ([UInt8]) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    try source.forEachCard { card throws(PipelineError) in
      for picture in card.pictures where isNameable(picture, of: card) {
        try source.withBytes(of: picture) { bytes throws(PipelineError) in
          try put(tar.header(path: picture.alias, byteCount: bytes.count))
          try put(Array(bytes) + TarWriter.padding(after: bytes.count))
          report.written += 1
          finish(written: bytes.count)
        }
      }
    }
  }
}
