internal import PlacardCore
internal import PlacardSystem

/// What an earlier export wrote, read line by line from its index. Its addresses are not believed:
/// paths are made anew of ids and hashes that are what they should be, so that no index can name a
/// file outside of `i/` and `c/`.
struct EarlierExport: ~Copyable {
  /// A card of it.
  struct Card {
    var id: String
    /// The paths of its aliases; none where the export made no files of them.
    var aliases: [String] = []
    /// The pictures it shows.
    var pictures: [(hash: ContentHash, path: String)] = []
  }

  private static let lineBytesMax = 16 << 20

  private var lines: LineReader
  private let path: String
  private let hasAliasFiles: Bool

  /// Opens the index at `path`. Throws `input` where something else stands there.
  init(_ path: String) throws(PipelineError) {
    var lines: LineReader
    do throws(SystemError) {
      lines = try LineReader.open(path, lineBytesMax: Self.lineBytesMax)
    } catch {
      throw .system(error)
    }
    guard case .bytes(let line)? = try Self.next(&lines),
      let head = try? JSONParser.parse(Array(line) + Array("}}".utf8)),
      case .number(let version)? = head["placard"]?.value,
      case .bool(let hasAliasFiles)? = head["aliasFiles"]?.value
    else { throw Self.foreign(path) }
    guard version == Double(ExportIndex.version) else {
      throw .input(
        Self.error(
          path, "a later Placard has written this export",
          hint: "use that one, or export to another place"))
    }
    self.path = path
    self.hasAliasFiles = hasAliasFiles
    self.lines = lines
  }

  /// The next card; nil behind the last.
  mutating func next() throws(PipelineError) -> Card? {
    guard case .bytes(let line)? = try Self.next(&lines) else { throw Self.foreign(path) }
    if line.elementsEqual("}}".utf8) { return nil }
    let end = line.last == UInt8(ascii: ",") ? line.count - 1 : line.count
    let text = Array("{".utf8) + Array(line[..<end]) + Array("}".utf8)
    guard let json = try? JSONParser.parse(text), case .object(let members) = json.value,
      let member = members.first, members.count == 1, CardID.isValid(member.key),
      let card = card(member.key, member.value)
    else { throw Self.foreign(path) }
    return card
  }

  private func card(_ id: String, _ json: JSON) -> Card? {
    guard case .array(let variants)? = json["variants"]?.value else { return nil }
    var card = Card(id: id)
    var seen: Set<PictureFormat> = []
    for variant in variants {
      guard case .string(let hex)? = variant["hash"]?.value,
        case .string(let formatName)? = variant["format"]?.value,
        case .string(let size)? = variant["size"]?.value,
        case .number(let scale)? = variant["scale"]?.value,
        let digest = Digest(hex: Array(hex.utf8)), let format = PictureFormat(name: formatName),
        Self.isWord(size), PictureScale.isAllowed(scale), let locale = Self.locale(variant)
      else { return nil }
      let hash = ContentHash(digest)
      card.pictures.append((hash, ExportedPicture.path(hash, format)))
      let isFirst = seen.insert(format).inserted
      guard hasAliasFiles else { continue }
      card.aliases.append(
        ExportedPicture.alias(
          id: id, size: size, scale: scale, locale: locale, format, isFirst: isFirst))
    }
    return card
  }

  /// The locale of a variant, empty for none; nil where it is no language tag.
  private static func locale(_ variant: JSON) -> String? {
    guard case .string(let locale)? = variant["locale"]?.value else { return "" }
    return LanguageTag.isWellFormed(locale) ? locale : nil
  }

  private static func isWord(_ text: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return !text.isEmpty && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) }
  }

  private static func next(_ lines: inout LineReader) throws(PipelineError) -> LineReader.Line? {
    do throws(SystemError) { return try lines.next() } catch { throw .system(error) }
  }

  private static func foreign(_ path: String) -> PipelineError {
    .input(
      error(
        path, "this is not as `placard export` writes its index",
        hint: "delete it with the folders i and c beside it, and export again"))
  }

  static func error(_ path: String, _ message: String, hint: String) -> InputError {
    var error = InputError(.conflictingValues, message: message, hint: hint)
    error.source = path
    return error
  }
}
