/// What a pattern has between two slashes.
enum GlobSegment: Sendable, Hashable {
  /// `**`: any number of folders.
  case folders
  /// A name without wildcards.
  case name(String)
  case wild([Piece])

  enum Piece: Sendable, Hashable {
    case scalar(Unicode.Scalar)
    /// `?`
    case one
    /// `*`
    case any
    /// `[a-z]`, or `[!a-z]`.
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)

    func matches(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .scalar(let own): own == scalar
      case .one, .any: true
      case .set(let ranges, let isNegated):
        ranges.contains { $0.contains(scalar) } != isNegated
      }
    }
  }

  /// Reads one segment of the pattern `whole`, which errors show.
  static func parse(_ text: String, of whole: String) throws(InputError) -> GlobSegment {
    if text == "**" { return .folders }
    var pieces: [Piece] = []
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": if pieces.last != .any { pieces.append(.any) }
      case "?": pieces.append(.one)
      case "[":
        guard let set = set(&rest) else {
          throw Glob.wrong(whole, "has a [ without its ]", hint: "\\[ for a bracket in a name")
        }
        pieces.append(set)
      case "\\": pieces.append(.scalar(rest.popFirst() ?? "\\"))
      default: pieces.append(.scalar(scalar))
      }
    }
    var name = String.UnicodeScalarView()
    for piece in pieces {
      guard case .scalar(let scalar) = piece else { return .wild(pieces) }
      name.append(scalar)
    }
    return .name(String(name))
  }

  /// The set whose opening bracket has been read; nil where it does not end.
  private static func set(_ rest: inout Substring.UnicodeScalarView) -> Piece? {
    var isNegated = false
    if rest.first == "!" || rest.first == "^" {
      isNegated = true
      rest.removeFirst()
    }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while var low = rest.popFirst() {
      // A bracket that stands first is one of the set.
      if low == "]", !ranges.isEmpty { return .set(ranges, isNegated: isNegated) }
      if low == "\\", let next = rest.popFirst() { low = next }
      var high = low
      var ahead = rest
      if ahead.popFirst() == "-", let end = ahead.popFirst(), end != "]" {
        high = end
        rest = ahead
      }
      ranges.append(min(low, high)...max(low, high))
    }
    return nil
  }

  /// Whether it matches the whole of `name`; `**` is for others to match.
  func matches(_ name: Substring) -> Bool {
    switch self {
    case .folders: return false
    // Bytes, not letters: a file system tells composed and decomposed letters apart.
    case .name(let own): return own.utf8.elementsEqual(name.utf8)
    case .wild(let pieces):
      if name.hasPrefix("."), pieces.first != .scalar(".") { return false }
      return Self.matches(pieces, Array(name.unicodeScalars))
    }
  }

  /// Goes back to the last `*` only: no more steps than the product of both lengths.
  private static func matches(_ pieces: [Piece], _ name: [Unicode.Scalar]) -> Bool {
    var piece = 0
    var index = 0
    var star: (piece: Int, index: Int)?
    while index < name.count {
      if piece < pieces.count, pieces[piece] == .any {
        star = (piece, index)
        piece += 1
      } else if piece < pieces.count, pieces[piece].matches(name[index]) {
        piece += 1
        index += 1
      } else if let back = star {
        star = (back.piece, back.index + 1)
        piece = back.piece + 1
        index = back.index + 1
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { $0 == .any }
  }
}
