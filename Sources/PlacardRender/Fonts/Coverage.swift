internal import CCairo

/// The code points a face has glyphs for, as a bitmap of pages of 256.
struct Coverage: Sendable {
  /// For every page up to the last used one, where its four words start in `words`; the empty
  /// page is at 0.
  private var pages: [Int32] = []
  private var words: [UInt64] = [0, 0, 0, 0]

  /// The coverage of `face`'s Unicode character map.
  init(face: OpaquePointer) {
    let set = hb_set_create()
    defer { hb_set_destroy(set) }
    hb_face_collect_unicodes(face, set)
    var first = hb_codepoint_t.max
    var last = hb_codepoint_t.max
    while hb_set_next_range(set, &first, &last) != 0 {
      guard first <= 0x10FFFF else { break }
      insert(first...min(last, 0x10FFFF))
    }
  }

  var isEmpty: Bool { pages.isEmpty }

  private mutating func insert(_ scalars: ClosedRange<UInt32>) {
    var first = scalars.lowerBound
    while first <= scalars.upperBound {
      // As far as the word of 64 that holds it goes.
      let last = min(scalars.upperBound, first | 63)
      let mask = (UInt64.max >> UInt64(63 - (last & 63))) & (UInt64.max << UInt64(first & 63))
      words[word(of: first)] |= mask
      first = last + 1
    }
  }

  /// The place of the word that holds `scalar`, whose page is made when it is not there.
  private mutating func word(of scalar: UInt32) -> Int {
    let page = Int(scalar >> 8)
    while pages.count <= page { pages.append(0) }
    if pages[page] == 0 {
      pages[page] = Int32(words.count)
      words.append(contentsOf: [0, 0, 0, 0])
    }
    return Int(pages[page]) + Int(scalar >> 6 & 3)
  }

  func contains(_ scalar: UInt32) -> Bool {
    let page = Int(scalar >> 8)
    guard page < pages.count else { return false }
    return words[Int(pages[page]) + Int(scalar >> 6 & 3)] >> UInt64(scalar & 63) & 1 != 0
  }
}
