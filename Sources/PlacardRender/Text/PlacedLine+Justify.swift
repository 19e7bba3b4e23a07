// CSS `text-align: justify` (CSS Text 3 §7.3): the room at a line's end goes between its words and
// between East Asian characters.
extension PlacedLine {
  /// Widens the line to `target` px, if it is narrower and has a place to widen.
  mutating func justify(to target: Double, scalars: [UInt32]) {
    let clusters = self.clusters(scalars)
    let places = Self.opportunities(clusters.map(\.kind))
    let count = places.reduce(0, +)
    let room = target - width
    guard room > 0, count > 0 else { return }
    let share = room / Double(count)
    var shift = 0.0
    // By how much every glyph moves, and, for what ends where it begins, every segment's edge.
    var shifts = [Double](repeating: 0, count: glyphs.count + 1)
    for (index, cluster) in clusters.enumerated() {
      shift += share * Double(places[index])
      for glyph in cluster.glyphs { shifts[glyph] = shift }
    }
    shifts[glyphs.count] = room
    for index in glyphs.indices { glyphs[index].x += shifts[index] }
    for index in segments.indices {
      let range = segments[index].glyphs
      let before = shifts[range.lowerBound]
      segments[index].x += before
      segments[index].width += shifts[range.upperBound] - before
    }
    width = target
  }

  private enum Kind {
    case space, ideograph, other
  }

  private struct Cluster {
    var glyphs: Range<Int>
    var kind: Kind
  }

  private func clusters(_ scalars: [UInt32]) -> [Cluster] {
    var clusters: [Cluster] = []
    var start = 0
    while start < glyphs.count {
      var end = start + 1
      while end < glyphs.count && glyphs[end].place == glyphs[start].place { end += 1 }
      let kind = glyphs[start].place.map { Self.kind(of: scalars[$0]) } ?? .other
      clusters.append(Cluster(glyphs: start..<end, kind: kind))
      start = end
    }
    return clusters
  }

  /// How many shares of the room go before each cluster: one after every space, one on each side of
  /// an ideograph, none at the line's ends, and no two for one place.
  private static func opportunities(_ kinds: [Kind]) -> [Int] {
    var counts = [Int](repeating: 0, count: kinds.count)
    var isOpen = false
    var isAfterPlace = true
    for (index, kind) in kinds.enumerated() {
      if isOpen { counts[index] += 1 }
      isOpen = kind != .other
      if kind == .ideograph && !isAfterPlace { counts[index] += 1 }
      isAfterPlace = isOpen
    }
    return counts
  }

  private static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x20, 0x09, 0xA0: .space
    case 0x2E80...0x2FDF, 0x2FF0...0x303F, 0x3040...0x30FF, 0x3100...0x312F, 0x31A0...0x31FF,
      0x3200...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
      0x1F000...0x1FAFF, 0x20000...0x3FFFF:
      .ideograph
    default: .other
    }
  }
}
