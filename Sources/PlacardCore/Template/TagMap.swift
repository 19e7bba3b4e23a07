/// Reads `fontFeatures` and `fontVariations`: objects of four-letter tags, or the CSS lists that say
/// the same. Sorted by tag; of equal tags in a CSS list the last counts, as in CSS.
enum TagMap {
  static func features(_ json: JSON, kind: PropertyKind) throws(InputError) -> [FontFeature] {
    try entries(json, kind: kind, allowsWords: true).map { entry throws(InputError) in
      guard let value = Int(exactly: entry.value), PropertyRanges.featureValue.contains(value)
      else {
        throw InputError(
          .outOfRange, path: JSONPath.member(entry.tag),
          message: "expected a whole number from 0 to 65535, found "
            + JSONWriter.text(of: entry.value), offset: entry.offset)
      }
      return FontFeature(tag: entry.tag, value: value)
    }
  }

  static func variations(
    _ json: JSON, kind: PropertyKind
  ) throws(InputError) -> [FontVariation] {
    try entries(json, kind: kind, allowsWords: false).map { entry throws(InputError) in
      guard PropertyRanges.variationValue.contains(entry.value) else {
        throw InputError(
          .outOfRange, path: JSONPath.member(entry.tag),
          message: "expected a number from \(PropertyKind.words(PropertyRanges.variationValue)), "
            + "found " + JSONWriter.text(of: entry.value), offset: entry.offset)
      }
      return FontVariation(tag: entry.tag, value: entry.value + 0)
    }
  }

  private struct Entry {
    var tag: String
    var value: Double
    var offset: Int
  }

  private static func entries(
    _ json: JSON, kind: PropertyKind, allowsWords: Bool
  ) throws(InputError) -> [Entry] {
    var entries: [Entry] = []
    switch json.value {
    case .string(let text):
      guard let list = TagListParser.list(text, allowsWords: allowsWords) else {
        throw json.wrongType(expected: kind.expectation)
      }
      for entry in list {
        entries.removeAll { $0.tag == entry.tag }
        entries.append(Entry(tag: entry.tag, value: entry.value, offset: json.offset))
      }
    case .object(let members):
      for member in members {
        entries.append(try self.entry(member, kind: kind, allowsWords: allowsWords))
      }
    default: throw json.wrongType(expected: kind.expectation)
    }
    if entries.count > PropertyRanges.tagsMax {
      throw InputError(
        .limit, message: "more than \(PropertyRanges.tagsMax) tags", offset: json.offset)
    }
    return entries.sorted { $0.tag < $1.tag }
  }

  private static func entry(
    _ member: JSON.Member, kind: PropertyKind, allowsWords: Bool
  ) throws(InputError) -> Entry {
    guard TagListParser.isTag(member.key) else {
      throw InputError(
        .unknownMember, message: "\(JSON(.string(member.key)).excerpt) is not a four-letter tag",
        hint: kind.expectation, offset: member.keyOffset)
    }
    let value: Double
    switch member.value.value {
    case .number(let number): value = number
    case .bool(let bool) where allowsWords: value = bool ? 1 : 0
    default:
      throw member.value.wrongType(expected: "a number", path: JSONPath.member(member.key))
    }
    return Entry(tag: member.key, value: value, offset: member.value.offset)
  }
}
