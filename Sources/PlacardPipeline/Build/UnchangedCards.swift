internal import PlacardCore
internal import PlacardStore

/// The cards of a build that need not be planned, since their published pages were made from the
/// same text under the same dependencies.
struct UnchangedCards {
  private(set) var lines: LineIndex
  private var files: [String] = []
  private var fileNumbers: [String: UInt32] = [:]
  private(set) var cardCount = 0

  init(_ lines: LineIndex) { self.lines = lines }

  /// Passes the text of that digest if a published page was made from it; the pictures of the page.
  mutating func pass(_ digest: Digest, file: String, line: Int) -> Int? {
    let place = LineIndex.Place(file: number(of: file), line: UInt32(clamping: line))
    guard let pictures = lines.meet(digest, at: place) else { return nil }
    cardCount += 1
    return pictures
  }

  /// Notes that `card` has been read, whose published line, if there is one, is `line`.
  ///
  /// - Throws: when a card of the same id was passed already, with both places.
  mutating func claim(_ card: ManifestCard, _ line: LineRecord?) throws(InputError) {
    guard let line else { return }
    // Spelled the same, it may still be passed.
    let met =
      line.digest == card.rawDigest ? lines.place(of: line.digest) : lines.replace(line.digest)
    guard let place = met else { return }
    let first = "\(files[Int(place.file)]):\(place.line)"
    throw card.located(
      InputError(
        .duplicate, path: "id",
        message: "a card with the id \"\(card.id)\" stands at \(first) too",
        hint: "an id names one card of a build"))
  }

  /// The number of `file`, which is nearly always the last one named.
  private mutating func number(of file: String) -> UInt32 {
    if files.last == file { return UInt32(files.count - 1) }
    if let number = fileNumbers[file] { return number }
    files.append(file)
    fileNumbers[file] = UInt32(files.count - 1)
    return UInt32(files.count - 1)
  }
}
