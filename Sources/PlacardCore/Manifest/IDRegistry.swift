/// Which card ids have been seen, and where: 32 bytes a card, for a million of them in one build.
package struct IDRegistry: Sendable {
  private struct Entry {
    /// The first half of the id's digest: 128 bits do not collide by chance.
    var digest: (UInt64, UInt64)
    var line: UInt32
    var file: UInt32
  }

  private static let chunkEntries = 8_192
  private static let free = UInt32.max

  // Chunks, as an array that doubles would need half as much again in the middle of a move.
  private var chunks: [[Entry]] = []
  /// A table with open addressing: the number of an entry, or `free`.
  private var slots = [UInt32](repeating: Self.free, count: 1_024)
  private var files: [String] = []
  private var fileNumbers: [String: UInt32] = [:]

  /// How many ids have been claimed.
  package private(set) var count = 0

  package init() {}

  /// Claims the id of `card`; throws, with both places, when another card has it.
  package mutating func claim(_ card: ManifestCard) throws(InputError) {
    try claim(card.id, source: card.source, offset: card.idOffset)
  }

  /// Claims `id` for the card at `source`, where it stands at `offset`; throws, with both places,
  /// when another card has it.
  package mutating func claim(
    _ id: String, source: CardSource, offset: Int = 0
  ) throws(InputError) {
    let words = Digest(of: id).words
    let digest = (words.0, words.1)
    var slot = slot(of: digest)
    while slots[slot] != Self.free {
      let entry = entry(Int(slots[slot]))
      if entry.digest == digest {
        let first = "\(files[Int(entry.file)]):\(entry.line)"
        throw source.located(
          InputError(
            .duplicate, path: "id", message: "a card with the id \"\(id)\" stands at \(first) too",
            hint: "an id names one card of a build", offset: offset))
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    precondition(count < Int(Self.free), "four thousand million cards in one build")
    slots[slot] = UInt32(count)
    append(
      Entry(
        digest: digest, line: UInt32(clamping: source.start.line), file: number(of: source.file)))
    if count * 4 > slots.count * 3 { grow() }
  }

  private func slot(of digest: (UInt64, UInt64)) -> Int {
    Int(truncatingIfNeeded: digest.0) & (slots.count - 1)
  }

  private func entry(_ number: Int) -> Entry {
    chunks[number / Self.chunkEntries][number % Self.chunkEntries]
  }

  private mutating func append(_ entry: Entry) {
    if count % Self.chunkEntries == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkEntries)
    }
    chunks[chunks.count - 1].append(entry)
    count += 1
  }

  /// The number of `file`, which is nearly always the last one named.
  private mutating func number(of file: String) -> UInt32 {
    if file == files.last { return UInt32(files.count - 1) }
    if let number = fileNumbers[file] { return number }
    files.append(file)
    fileNumbers[file] = UInt32(files.count - 1)
    return UInt32(files.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: Self.free, count: slots.count * 2)
    for number in 0..<count {
      var slot = slot(of: entry(number).digest)
      while slots[slot] != Self.free { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number)
    }
  }
}
