/// Finds the known name that someone meant who wrote an unknown one.
package enum NearestName {
  /// Names beyond this are no slips of a known one, and would cost squares.
  private static let scalarsMax = 64

  /// The known name nearest to `name`, the earlier of equals; nil when none is near: one edit in
  /// three characters, three edits at most. Case, `-` and `_` make no difference.
  package static func of(_ name: String, among known: some Sequence<String>) -> String? {
    let wanted = folded(name)
    guard !wanted.isEmpty, wanted.count <= scalarsMax else { return nil }
    var nearest: String?
    var distanceMax = min(3, wanted.count / 3)
    for candidate in known {
      let letters = folded(candidate)
      guard letters.count <= scalarsMax,
        let distance = distance(wanted, letters, atMost: distanceMax)
      else { continue }
      if distance == 0 { return candidate }
      nearest = candidate
      distanceMax = distance - 1
    }
    return nearest
  }

  /// The hint for an unknown name: the nearest known one, or all where they are few.
  package static func hint(for name: String, among known: [String]) -> String? {
    if let nearest = of(name, among: known) { return "did you mean \"\(nearest)\"?" }
    if known.isEmpty { return nil }
    if known.count == 1 { return "known is only \"\(known[0])\"" }
    if known.count <= 12 { return "known are " + known.joined(separator: ", ") }
    return nil
  }

  private static func folded(_ name: String) -> [Unicode.Scalar] {
    name.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" }
  }

  /// The Damerau–Levenshtein distance (optimal string alignment): insertions, deletions,
  /// replacements and swaps of neighbours; nil past `limit`.
  static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int
  ) -> Int? {
    if abs(left.count - right.count) > limit { return nil }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      var least = row
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(
          last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current.append(cost)
        least = min(least, cost)
      }
      // A swap reaches back two rows, so one row past the limit decides only with the one before.
      if least > limit, (last.min() ?? 0) > limit { return nil }
      beforeLast = last
      last = current
    }
    let distance = last[right.count]
    return distance <= limit ? distance : nil
  }
}
