/// One place in which two JSON values differ.
package struct JSONDifference: Sendable, Hashable {
  /// As in `layers.title.text`; elements that have a name stand under it.
  package var path: String
  /// Excerpts; nil where there is nothing.
  package var before: String?
  package var after: String?
}

extension JSON {
  /// The places in which `new` differs from this value, the deepest there are, in the order of this
  /// value's members and then of those that only `new` has. Elements of lists of objects are held
  /// against one another by their `name`; other lists are one value.
  package func differences(to new: JSON, at path: String = "") -> [JSONDifference] {
    if let old = named, let new = new.named {
      var found: [JSONDifference] = []
      for (name, value) in old.members {
        let place = JSONPath.member(name, of: path)
        if let other = new.value(name) {
          found += value.differences(to: other, at: place)
        } else {
          found.append(JSONDifference(path: place, before: value.excerpt, after: nil))
        }
      }
      for (name, value) in new.members where old.value(name) == nil {
        let place = JSONPath.member(name, of: path)
        found.append(JSONDifference(path: place, before: nil, after: value.excerpt))
      }
      return found
    }
    guard JSONWriter.text(of: self) != JSONWriter.text(of: new) else { return [] }
    return [JSONDifference(path: path, before: excerpt, after: new.excerpt)]
  }

  private struct Named {
    var members: [(name: String, value: JSON)]

    func value(_ name: String) -> JSON? { members.first { $0.name == name }?.value }
  }

  /// The members of an object, and the elements of a list in which each has a name of its own.
  private var named: Named? {
    switch value {
    case .object(let members):
      return Named(members: members.map { ($0.key, $0.value) })
    case .array(let elements) where !elements.isEmpty:
      var members: [(name: String, value: JSON)] = []
      for element in elements {
        guard case .string(let name)? = element["name"]?.value else { return nil }
        members.append((name, element))
      }
      return Set(members.map(\.name)).count == members.count ? Named(members: members) : nil
    default: return nil
    }
  }
}
