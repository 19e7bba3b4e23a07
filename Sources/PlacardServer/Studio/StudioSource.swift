internal import PlacardCore
internal import PlacardSystem
internal import StudioFiles

/// Where the studio's files come from.
enum StudioSource: Sendable {
  /// The program itself.
  case embedded
  /// A folder, read anew for every request: for working on the studio.
  case folder(String)

  /// The page that every address of the studio answers with.
  static let pageName = "index.html"

  /// The file of that name; nil when there is none.
  func file(_ name: String) -> StudioFile? {
    switch self {
    case .embedded: return Self.files[name]
    case .folder(let folder):
      guard Self.isPlain(name) else { return nil }
      do throws(SystemError) {
        return StudioFile(
          name: name,
          bytes: try FileBytes.read(FilePath.join(folder, name), bytesMax: Self.bytesMax))
      } catch { return nil }
    }
  }

  /// What stands in the files' addresses, so that browsers keep them for as long as they are the same.
  var version: String {
    switch self {
    case .embedded: Self.digest
    case .folder: "folder"
    }
  }

  /// Whether browsers may keep what they have got.
  var isFixed: Bool {
    if case .embedded = self { return true }
    return false
  }

  private static let bytesMax = 4_000_000

  /// A path that stays where it is.
  private static func isPlain(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.first != "."
    }
  }

  private static let files = Dictionary(
    uniqueKeysWithValues: embeddedFiles().map { ($0.name, $0) })

  private static let digest: String = {
    var hasher = Digest.Hasher()
    for file in files.values.sorted(by: { $0.name < $1.name }) {
      hasher.update(Array(file.name.utf8) + [0])
      hasher.update(file.bytes)
    }
    return String(hasher.finish().hex.prefix(16))
  }()

  private static func embeddedFiles() -> [StudioFile] {
    // SAFETY: the table and all it points to are constants of the program.
    UnsafeBufferPointer(start: studio_files(), count: studio_file_count()).map { file in
      StudioFile(
        name: String(cString: file.name),
        bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.byte_count)))
    }
  }
}
