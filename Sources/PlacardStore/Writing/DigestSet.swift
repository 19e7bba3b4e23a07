internal import PlacardCore

/// Digests by their first 16 bytes, which no two known inputs share: a million take 16 MB.
struct DigestSet {
  private struct Mark: Comparable {
    let high: UInt64
    let low: UInt64

    static func < (left: Mark, right: Mark) -> Bool {
      (left.high, left.low) < (right.high, right.low)
    }
  }

  private var marks: [Mark] = []
  private var isSorted = true

  mutating func insert(_ digest: Digest) {
    marks.append(Self.mark(digest))
    isSorted = false
  }

  /// Makes `contains` and `count` possible.
  mutating func sort() {
    if isSorted { return }
    marks.sort()
    isSorted = true
    // Of equal ones the first stays.
    var count = 0
    for mark in marks where count == 0 || marks[count - 1] != mark {
      marks[count] = mark
      count += 1
    }
    marks.removeSubrange(count...)
  }

  /// How many different ones there are.
  var count: Int {
    precondition(isSorted, "sorted before it is asked")
    return marks.count
  }

  func contains(_ digest: Digest) -> Bool {
    precondition(isSorted, "sorted before it is asked")
    let wanted = Self.mark(digest)
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < marks.count && marks[low] == wanted
  }

  private static func mark(_ digest: Digest) -> Mark {
    Mark(high: digest.words.0, low: digest.words.1)
  }
}
