internal import PlacardContent
internal import PlacardCore
internal import PlacardSystem

/// Makes cards of the files that a rule of a manifest names; of each file it holds the front matter
/// only.
struct SourceReader {
  private let rule: SourceRule
  /// The manifest's folder.
  private let folder: String
  private let limits: Limits

  private static let firstBytes = 8_192

  init(_ rule: SourceRule, manifest: String, limits: Limits) {
    self.rule = rule
    self.limits = limits
    folder = FilePath.parent(manifest)
  }

  /// The rule's files in the order of their paths' bytes. Throws where a pattern matches none.
  func files() throws(PipelineError) -> [SourceFile] {
    try SourceWalk(rule, folder: folder).files()
  }

  /// The card of `file`, or why it is none; nil for a draft.
  func entry(_ file: SourceFile) -> ManifestEntry? {
    let place = FilePath.join(folder, file.path)
    if file.isLink, !staysInside(file, place) {
      return rule.failed(
        page(file, []),
        InputError(
          .refusedAsset, message: "a symbolic link that leads out of the folder",
          hint: "the file itself stands below the pattern's folder or the manifest's"))
    }
    var start: FileStart
    do throws(SystemError) { start = try FileStart.open(place) } catch {
      return rule.failed(page(file, []), Self.unreadable(error))
    }
    do throws(InputError) {
      guard let front = try frontMatter(&start, file) else {
        return rule.entry(page(file, []), front: JSON(.object([])))
      }
      let json = try front.parse(start.bytes, limits: limits)
      return rule.entry(page(file, start.bytes[..<front.end]), front: json)
    } catch {
      return rule.failed(page(file, start.bytes[...]), error)
    }
  }

  private func page(_ file: SourceFile, _ text: ArraySlice<UInt8>) -> SourcePage {
    let name = folder == "." ? file.path : FilePath.join(folder, file.path)
    return SourcePage(
      file: FilePath.normalised(name), path: file.path, below: file.below, text: text)
  }

  /// Reads on until the front matter has come; nil for a file without.
  private func frontMatter(
    _ start: inout FileStart, _ file: SourceFile
  ) throws(InputError) -> FrontMatter? {
    while true {
      let room = limits.frontMatterBytesMax - start.bytes.count
      // One byte more shows whether the file ends at the limit.
      let more = min(max(Self.firstBytes, start.bytes.count), room + 1)
      do throws(SystemError) { try start.readOn(byteCount: more) } catch {
        throw Self.unreadable(error)
      }
      switch try FrontMatter.find(in: start.bytes, isWhole: start.isWhole, name: file.path) {
      case .frontMatter(let front):
        guard front.end <= limits.frontMatterBytesMax else { throw tooLong }
        return front
      case .none: return nil
      case .needsMore: break
      }
      guard start.bytes.count <= limits.frontMatterBytesMax else { throw tooLong }
    }
  }

  private var tooLong: InputError {
    InputError(
      .limit,
      message: "the front matter does not end within \(limits.frontMatterBytesMax) bytes",
      hint: "limits.frontMatterBytesMax of site.json", offset: 0)
  }

  private static func unreadable(_ error: SystemError) -> InputError {
    InputError(.missing, message: "cannot \(error.operation) it: \(error.words)", hint: error.hint)
  }

  /// Whether a link leads to a file below the manifest's folder or the pattern's.
  private func staysInside(_ file: SourceFile, _ place: String) -> Bool {
    guard let real = Directory.resolved(place) else { return false }
    let root = file.path.dropLast(file.below.count)
    let folders = [folder, FilePath.join(folder, String(root))]
    return folders.contains { folder in
      Directory.resolved(folder).map { real.hasPrefix($0 == "/" ? $0 : $0 + "/") } ?? false
    }
  }
}
