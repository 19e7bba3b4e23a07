package import PlacardCore

/// The lines of the published pages that may be passed unread, found by their digests, and which of
/// them a build has met: 36 bytes a line, for a million of them.
package struct LineIndex: Sendable {
  /// Where a line stands: the number of its file, as the caller counts them, and its own.
  package struct Place: Sendable, Hashable {
    package var file: UInt32
    package var line: UInt32

    package init(file: UInt32, line: UInt32) {
      self.file = file
      self.line = line
    }
  }

  /// The first half of a digest: 128 bits do not collide by chance.
  private struct Mark: Hashable {
    var high: UInt64
    var low: UInt64

    init(_ digest: Digest) {
      high = digest.words.0
      low = digest.words.1
    }
  }

  private static let free = UInt32.max
  /// Stands at a line that was not met.
  private static let unmet = Place(file: .max, line: 0)
  /// Stands at a line whose card was met, spelled otherwise.
  private static let replaced = Place(file: .max, line: 1)

  private var marks: [Mark] = []
  private var pictureCounts: [UInt32] = []
  private var places: [Place] = []
  /// A table with open addressing: the number of a mark, or `free`.
  private var slots: [UInt32]

  /// Lines that were met.
  package private(set) var metCount = 0

  /// Whether there is no line at all.
  package var isEmpty: Bool { marks.isEmpty }

  /// Reads the lines whose dependencies are among `valid`.
  package init(_ snapshot: Snapshot, valid: Set<UInt64>) throws(StoreError) {
    let count = valid.isEmpty ? 0 : try snapshot.lineCount()
    var size = 16
    while size < 2 * count { size *= 2 }
    slots = [UInt32](repeating: Self.free, count: size)
    guard count > 0 else { return }
    marks.reserveCapacity(count)
    pictureCounts.reserveCapacity(count)
    var found = self
    try snapshot.forEachLine { line in
      if valid.contains(line.dependencies) { found.insert(line) }
    }
    found.places = [Place](repeating: Self.unmet, count: found.marks.count)
    self = found
  }

  private mutating func insert(_ line: LineRecord) {
    let mark = Mark(line.digest)
    var slot = Int(truncatingIfNeeded: mark.high) & (slots.count - 1)
    while slots[slot] != Self.free { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(truncatingIfNeeded: marks.count)
    marks.append(mark)
    pictureCounts.append(line.pictureCount)
  }

  private func number(of digest: Digest) -> Int? {
    let mark = Mark(digest)
    var slot = Int(truncatingIfNeeded: mark.high) & (slots.count - 1)
    while slots[slot] != Self.free {
      let number = Int(slots[slot])
      if marks[number] == mark { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Notes that a line of that digest stands at `place`. The pictures of its page; nil when no page
  /// was made from such a line, and when its card has been met already: then it has to be read.
  package mutating func meet(_ digest: Digest, at place: Place) -> Int? {
    guard let number = number(of: digest), places[number] == Self.unmet else { return nil }
    places[number] = place
    metCount += 1
    return Int(pictureCounts[number])
  }

  /// Notes that the card whose published line has that digest was read, spelled in another way.
  ///
  /// - Returns: where the line itself was met, which makes two cards of one id; nil when it was not.
  package mutating func replace(_ digest: Digest) -> Place? {
    guard let number = number(of: digest) else { return nil }
    if places[number].file != .max { return places[number] }
    places[number] = Self.replaced
    return nil
  }

  /// Where a line of that digest was met; nil when none was.
  package func place(of digest: Digest) -> Place? {
    guard let number = number(of: digest), places[number].file != .max else { return nil }
    return places[number]
  }
}

extension Snapshot {
  /// How many published pages may be passed unread.
  package func lineCount() throws(StoreError) -> Int {
    try view.size(of: tables[.lines]).rowCount
  }

  /// Lends every line in the order of the cards' ids.
  fileprivate func forEachLine(_ body: (LineRecord) -> Void) throws(StoreError) {
    try walk(.lines, LineRecord.self, from: []) { _, line in
      body(line)
      return true
    }
  }
}
