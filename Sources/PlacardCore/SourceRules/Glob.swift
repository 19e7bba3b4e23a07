/// A pattern of paths: `*`, `?` and `[…]` within a name, `**` for any folders, `{a,b}` for either;
/// a backslash takes a character's meaning away. Names that start with a dot match only where the
/// pattern has that dot.
package struct Glob: Sendable {
  /// As written, without the `!` of an exclusion.
  package let text: String
  /// Whether what it matches is left out.
  package let isExclusion: Bool
  /// The folder that everything it matches is below, as in `content/posts` or `../docs`: the names
  /// before the first with a wildcard, without the last. Empty for the folder it is relative to.
  package let root: String

  /// What the braces may expand to.
  private static let alternativesMax = 256
  private let alternatives: [[GlobSegment]]

  /// Reads a pattern. Throws, without an offset, for one that is empty, absolute, leads up after it
  /// led down, or has brackets or braces that are not closed.
  package static func parse(_ pattern: String) throws(InputError) -> Glob {
    let isExclusion = pattern.hasPrefix("!")
    let text = isExclusion ? String(pattern.dropFirst()) : pattern
    if text.hasPrefix("/") {
      throw wrong(text, "is absolute", hint: "patterns start from the manifest's folder")
    }
    var alternatives: [[GlobSegment]] = []
    for path in try GlobBraces.expand(text, countMax: alternativesMax) {
      var segments: [GlobSegment] = []
      for name in path.split(separator: "/") where name != "." {
        let segment = try GlobSegment.parse(String(name), of: text)
        if segment == .name(".."), segments.contains(where: { $0 != .name("..") }) {
          throw wrong(text, "leads up after a name", hint: ".. may stand at the beginning only")
        }
        segments.append(segment)
      }
      guard let last = segments.last, last != .name("..") else {
        throw wrong(text, "names no file", hint: "as in \"content/**/*.md\"")
      }
      alternatives.append(segments)
    }
    return Glob(
      text: text, isExclusion: isExclusion, root: root(of: text), alternatives: alternatives)
  }

  static func wrong(_ text: String, _ what: String, hint: String) -> InputError {
    InputError(
      .outOfRange, message: "the pattern \(Excerpt.quoted(text)) \(what)", hint: hint)
  }

  private static func root(of text: String) -> String {
    let names = text.split(separator: "/").filter { $0 != "." }
    let wild: Set<Character> = ["*", "?", "[", "{", "\\"]
    let fixed = names.dropLast().prefix { !$0.contains(where: wild.contains) }
    return fixed.joined(separator: "/")
  }

  /// Whether it matches `path`, which starts where the pattern does.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    return alternatives.contains { segments in
      states(segments, after: names).contains(segments.count)
    }
  }

  /// Whether a file anywhere below `folder` can match.
  package func mayMatch(below folder: String) -> Bool {
    let names = folder.split(separator: "/")
    return alternatives.contains { segments in
      states(segments, after: names).contains { $0 < segments.count }
    }
  }

  /// Whether everything below `folder` matches.
  package func matchesAll(below folder: String) -> Bool {
    let names = folder.split(separator: "/")
    return alternatives.contains { segments in
      segments.last == .folders && states(segments, after: names).contains(segments.count - 1)
    }
  }

  /// How many of `segments` may be used up when `names` are.
  private func states(_ segments: [GlobSegment], after names: [Substring]) -> Set<Int> {
    var states = Self.closed([0], segments)
    for name in names where !states.isEmpty {
      var next: Set<Int> = []
      for state in states where state < segments.count {
        if segments[state] == .folders {
          if !name.hasPrefix(".") || name == ".." { next.insert(state) }
        } else if segments[state].matches(name) {
          next.insert(state + 1)
        }
      }
      states = Self.closed(next, segments)
    }
    return states
  }

  /// With the states behind each `**`, which may stand for no folder.
  private static func closed(_ states: Set<Int>, _ segments: [GlobSegment]) -> Set<Int> {
    var closed = states
    for var state in states {
      while state < segments.count, segments[state] == .folders {
        state += 1
        closed.insert(state)
      }
    }
    return closed
  }
}

/// Expands `{a,b}` in a pattern.
enum GlobBraces {
  /// Every pattern that `text` stands for, in order. Throws for braces that are not closed and for
  /// more than `countMax` patterns.
  static func expand(_ text: String, countMax: Int) throws(InputError) -> [String] {
    var finished: [String] = []
    // The part before the first braces is done.
    var waiting: [(done: [Character], rest: ArraySlice<Character>)] = [([], Array(text)[...])]
    while let (done, rest) = waiting.popLast() {
      guard let open = firstOpen(rest) else {
        finished.append(String(done + rest))
        guard finished.count <= countMax else { throw tooMany(text, countMax) }
        continue
      }
      guard let (choices, end) = choices(rest, from: open) else {
        throw Glob.wrong(
          text, "has a { without its }", hint: "\\{ for a brace in a name")
      }
      guard waiting.count + choices.count <= countMax else { throw tooMany(text, countMax) }
      let before = done + rest[..<open]
      let after = rest[(end + 1)...]
      // A choice may have braces of its own. Last first, as the last is taken first.
      for choice in choices.reversed() { waiting.append((before, (choice + after)[...])) }
    }
    return finished
  }

  private static func tooMany(_ text: String, _ countMax: Int) -> InputError {
    Glob.wrong(
      text, "has braces for more than \(countMax) patterns", hint: "use several patterns")
  }

  private static func firstOpen(_ text: ArraySlice<Character>) -> Int? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "{" { return index }
      index += text[index] == "\\" ? 2 : 1
    }
    return nil
  }

  /// The texts between the commas of the braces at `open`, and where they close.
  private static func choices(
    _ text: ArraySlice<Character>, from open: Int
  ) -> (choices: [[Character]], end: Int)? {
    var choices: [[Character]] = [[]]
    var depth = 1
    var index = open + 1
    while index < text.endIndex {
      let character = text[index]
      if character == "\\", index + 1 < text.endIndex {
        choices[choices.count - 1] += [character, text[index + 1]]
        index += 2
        continue
      }
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { return (choices, index) }
      if character == ",", depth == 1 {
        choices.append([])
      } else {
        choices[choices.count - 1].append(character)
      }
      index += 1
    }
    return nil
  }
}
