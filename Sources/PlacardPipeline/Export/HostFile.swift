internal import PlacardCore
internal import PlacardSystem

/// A file by which static hosts are told what to do, part of which is ours: what stands between two
/// lines of comment. The rest is the user's, and stays.
struct HostFile {
  static let begin = "# placard export: made by it, and made anew by the next"
  static let end = "# placard export: end"

  let name: String
  /// Whether our part comes before the user's where both are new to each other.
  let isFirst: Bool

  /// Longer lines than any host reads.
  private static let lineBytesMax = 1 << 20

  /// The rules by which hosts send what the server does. No content types: all hosts know those of
  /// pictures, and not all of them read a pattern with anything behind its asterisk.
  static let headers = HostFile(name: "_headers", isFirst: false)
  /// Rules of more than one path must stand behind those of one, so ours come first.
  static let redirects = HostFile(name: "_redirects", isFirst: true)

  /// The text of our part of `_headers`; `root` is the path of the base address, empty for none.
  static func headerRules(root: String, hasAliases: Bool) -> [UInt8] {
    let common =
      "  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n"
      + "  X-Content-Type-Options: nosniff\n"
    var text = begin + "\n\(root)/i/*\n  Cache-Control: \(PictureLifetime.immutable)\n" + common
    if hasAliases {
      text += "\(root)/c/*\n  Cache-Control: \(PictureLifetime.changing)\n" + common
    }
    text += "\(root)/\(ExportIndex.name)\n  Cache-Control: \(PictureLifetime.changing)\n"
    return Array((text + end + "\n").utf8)
  }

  /// The line of `_redirects` that shows a picture at its alias: a rewrite, never a redirect.
  static func rewrite(_ picture: ExportedPicture, root: String) -> [UInt8] {
    Array("\(root)/\(picture.alias) \(root)/\(picture.path) 200\n".utf8)
  }

  /// Puts what `body` writes in the place of our part of the file in `folder`, or takes our part out
  /// where there is no body; a file that is empty then goes.
  func replace(
    in folder: String, body: ((inout NewFile) throws(PipelineError) -> Void)?
  ) throws(PipelineError) {
    let path = FilePath.join(folder, name)
    let old = try parts(path)
    if old.isEmpty, body == nil { return try remove(path) }
    var file: NewFile
    do throws(SystemError) { file = try NewFile(for: path, in: folder) } catch {
      throw .system(error)
    }
    let isAfter = old.hasOurs || !isFirst
    if !isAfter, let body { try body(&file) }
    if !old.isEmpty { try copy(path, to: &file, part: .before) }
    if isAfter, let body { try body(&file) }
    if old.hasOurs { try copy(path, to: &file, part: .after) }
    do throws(SystemError) { try file.place() } catch { throw .system(error) }
  }

  private func remove(_ path: String) throws(PipelineError) {
    do throws(SystemError) { _ = try FileName.remove(path) } catch { throw .system(error) }
  }

  private enum Part { case before, ours, after }

  /// Whether the file has lines of the user's, and a part of ours.
  private func parts(_ path: String) throws(PipelineError) -> (isEmpty: Bool, hasOurs: Bool) {
    var found = (isEmpty: true, hasOurs: false)
    guard FileStatus.of(path) != nil else { return found }
    try forEachLine(path) { part, _ in
      if part == .ours { found.hasOurs = true } else { found.isEmpty = false }
    }
    return found
  }

  private func copy(
    _ path: String, to file: inout NewFile, part wanted: Part
  ) throws(PipelineError) {
    var trouble: SystemError?
    try forEachLine(path) { part, line in
      guard part == wanted, trouble == nil else { return }
      do throws(SystemError) {
        try file.write(line)
        try file.write("\n")
      } catch {
        trouble = error
      }
    }
    if let trouble { throw .system(trouble) }
  }

  private func forEachLine(
    _ path: String, _ body: (Part, UnsafeRawBufferPointer) -> Void
  ) throws(PipelineError) {
    do throws(SystemError) {
      var lines = try LineReader.open(path, lineBytesMax: Self.lineBytesMax)
      var part = Part.before
      while let line = try lines.next() {
        guard case .bytes(let bytes) = line else { continue }
        if part == .before, bytes.elementsEqual(Self.begin.utf8) { part = .ours }
        body(part, bytes)
        if part == .ours, bytes.elementsEqual(Self.end.utf8) { part = .after }
      }
    } catch {
      throw .system(error)
    }
  }
}
