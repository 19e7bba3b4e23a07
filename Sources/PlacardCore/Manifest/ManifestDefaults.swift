/// The `defaults` of a manifest, shared by all its cards.
package final class ManifestDefaults: Sendable {
  let members: CardMembers
  let json: JSON
  let source: CardSource
  /// Of the text that the defaults were read from.
  let digest: Digest

  /// Reads the value `json` of the member `defaults`, whose offsets count from `source`'s text;
  /// `source`'s path is the member's.
  init(_ json: JSON, source: CardSource, limits: Limits) throws(InputError) {
    do throws(InputError) {
      members = try CardMembers(
        json, allowsID: false, limits: limits)
    } catch {
      throw source.located(error)
    }
    self.json = json
    self.source = source
    digest = source.text.withUnsafeBytes { Digest(of: $0) }
  }
}

/// Merges objects member by member, down to a depth; below it the card's value replaces the other.
enum DefaultsMerge {
  /// How deep the members of a card are merged: by layer and property, by variable, by locale and
  /// then as before. Lists and single values are not.
  static func depth(of member: String) -> Int {
    switch member {
    case "layers": 2
    case "variables": 1
    case "locales": 4
    default: 0
    }
  }

  /// `card` with the members that only `defaults` has.
  static func merge(_ card: JSON?, over defaults: JSON?, depth: Int) -> JSON? {
    guard let defaults else { return card }
    guard let card else { return defaults }
    guard depth > 0, case .object(var merged) = card.value,
      case .object(let members) = defaults.value
    else { return card }
    for member in members {
      if let index = merged.firstIndex(where: { $0.key == member.key }) {
        if let value = merge(merged[index].value, over: member.value, depth: depth - 1) {
          merged[index].value = value
        }
      } else {
        merged.append(member)
      }
    }
    return JSON(.object(merged), offset: card.offset)
  }

  /// Whether the value at `path` of a merged card came from `defaults`.
  static func isInherited(
    _ path: String, card: JSON, defaults: JSON, outer: String = "", depth: Int? = nil
  ) -> Bool {
    guard case .object(let members) = defaults.value else { return false }
    for member in members {
      let memberPath = JSONPath.member(member.key, of: outer)
      guard JSONPath.covers(memberPath, path) else { continue }
      guard let own = card[member.key], !own.isNull else { return true }
      let depth = depth ?? Self.depth(of: member.key)
      return depth > 0
        && isInherited(
          path, card: own, defaults: member.value, outer: memberPath, depth: depth - 1)
    }
    return false
  }
}

extension JSON {
  /// This object with the members that only `other` has, merged member by member down to `depth`;
  /// below it this one's value replaces the other.
  package func merged(over other: JSON, depth: Int) -> JSON {
    DefaultsMerge.merge(self, over: other, depth: depth) ?? self
  }

  /// Whether the value is `null`.
  package var isNull: Bool {
    if case .null = value { return true }
    return false
  }
}
