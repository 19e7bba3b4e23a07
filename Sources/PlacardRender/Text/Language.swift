internal import CCairo

/// The language of a text: of its BCP 47 tag the primary language and, for Chinese, script and
/// region, which choose the glyphs. No more, so that no text can fill the C libraries' tables of
/// tags, which only grow.
struct Language: Hashable {
  /// Lower-cased, as in `zh-hant-tw`; `en` where the tag is none.
  let tag: String

  init(_ tag: String) {
    let parts = tag.lowercased().split(separator: "-").prefix(3)
    let isWord = { (part: Substring) in part.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
    guard let primary = parts.first, (2...3).contains(primary.utf8.count), isWord(primary) else {
      self.tag = "en"
      return
    }
    let chosen =
      primary == "zh"
      ? parts.dropFirst().filter { Self.chineseSubtags.contains(String($0)) } : []
    self.tag = ([primary] + chosen).joined(separator: "-")
  }

  private static let chineseSubtags: Set<String> = ["hans", "hant", "cn", "sg", "tw", "hk", "mo"]

  var shaping: hb_language_t? { hb_language_from_string(tag, -1) }

  var breaking: OpaquePointer? { pango_language_from_string(tag) }

  /// `families` in their order, but where a collection comes in one family for each Chinese,
  /// Japanese and Korean convention (`… JP`, `… SC`), this language's is moved before its sisters.
  func preferred(_ families: [String]) -> [String] {
    guard let suffix = conventionSuffix else { return families }
    var ordered = families
    for family in families where family.hasSuffix(suffix) {
      let stem = family.dropLast(suffix.count)
      guard let first = ordered.firstIndex(where: { Self.isConvention($0, of: stem) }),
        let place = ordered.firstIndex(of: family), first < place
      else { continue }
      ordered.insert(ordered.remove(at: place), at: first)
    }
    return ordered
  }

  private static let suffixes = [" jp", " kr", " sc", " tc", " hk"]

  private static func isConvention(_ family: String, of stem: Substring) -> Bool {
    suffixes.contains { family.count == stem.count + $0.count && family.hasSuffix($0) }
      && family.hasPrefix(stem)
  }

  private var conventionSuffix: String? {
    let parts = tag.split(separator: "-")
    switch parts[0] {
    case "ja": return " jp"
    case "ko": return " kr"
    case "yue": return " hk"
    case "zh":
      if parts.contains("hk") || parts.contains("mo") { return " hk" }
      return parts.contains("hant") || parts.contains("tw") ? " tc" : " sc"
    default: return nil
    }
  }
}
