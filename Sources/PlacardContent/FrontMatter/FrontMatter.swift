package import PlacardCore

/// What stands before the text of a page: where it is in the file, and how it is spelled.
package struct FrontMatter: Sendable, Hashable {
  /// The three languages of front matter.
  package enum Spelling: Sendable, Hashable {
    /// Between lines of `---`, the last of which may be `...`.
    case yaml
    /// Between lines of `+++`.
    case toml
    /// An object at the file's beginning.
    case json
  }

  package let spelling: Spelling
  /// The bytes between the marks.
  package let content: Range<Int>
  /// Where the page's text begins.
  package let end: Int

  /// What the beginning of a file tells.
  package enum Found: Sendable, Hashable {
    case frontMatter(FrontMatter)
    /// The file has none.
    case none
    /// The end of it has not come yet.
    case needsMore
  }

  /// Finds the front matter of the file called `name`, of which `bytes` are the first, or all for
  /// `isWhole`. A byte order mark and blank lines may stand before it. A file in YAML, TOML or JSON,
  /// by its name, is front matter from beginning to end.
  ///
  /// Throws, with an offset in `bytes`, for front matter without an end.
  package static func find(
    in bytes: [UInt8], isWhole: Bool, name: String
  ) throws(InputError) -> Found {
    // A mark of three bytes may be cut.
    if bytes.count < 3, !isWhole { return .needsMore }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let spelling = spelling(ofFile: name) {
      guard isWhole else { return .needsMore }
      return .frontMatter(
        FrontMatter(spelling: spelling, content: start..<bytes.count, end: bytes.count))
    }
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = bytes[start...].firstIndex(where: { !isSpace($0) }) else {
      return isWhole ? .none : .needsMore
    }
    switch bytes[first] {
    case UInt8(ascii: "{"): return object(in: bytes, from: first, isWhole: isWhole)
    case UInt8(ascii: "-"):
      return try lines(in: bytes, from: first, isWhole: isWhole, .yaml, ends: ["---", "..."])
    case UInt8(ascii: "+"):
      return try lines(in: bytes, from: first, isWhole: isWhole, .toml, ends: ["+++"])
    default: return .none
    }
  }

  /// The language of a file that has nothing else in it.
  private static func spelling(ofFile name: String) -> Spelling? {
    switch name.split(separator: ".").last?.lowercased() {
    case "yaml", "yml": .yaml
    case "toml": .toml
    case "json": .json
    default: nil
    }
  }

  /// Front matter whose first line is at `first`.
  private static func lines(
    in bytes: [UInt8], from first: Int, isWhole: Bool, _ spelling: Spelling, ends: [String]
  ) throws(InputError) -> Found {
    let opening = line(in: bytes, from: first)
    guard opening.end < bytes.count || isWhole else {
      // A long line is no mark, whatever may come.
      return opening.text.count > 1_024 ? .none : .needsMore
    }
    guard isMark(opening.text, ends[0]) else { return .none }
    // A line break of its own is no part of the rest.
    let content = min(opening.end + 1, bytes.count)
    var index = content
    while index < bytes.count {
      let next = line(in: bytes, from: index)
      if next.end < bytes.count || isWhole, ends.contains(where: { isMark(next.text, $0) }) {
        let front = FrontMatter(
          spelling: spelling, content: content..<index, end: min(next.end + 1, bytes.count))
        return .frontMatter(front)
      }
      index = next.end + 1
    }
    guard isWhole else { return .needsMore }
    throw InputError(
      .syntax, message: "the front matter that begins here has no end",
      hint: "a line of \(ends[0]) ends it", offset: first)
  }

  /// The line at `start`, without its line feed, and where that is.
  private static func line(
    in bytes: [UInt8], from start: Int
  ) -> (text: ArraySlice<UInt8>, end: Int) {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    return (bytes[start..<end], end)
  }

  /// Whether a line is `mark`, white space at its end apart.
  private static func isMark(_ line: ArraySlice<UInt8>, _ mark: String) -> Bool {
    guard line.starts(with: mark.utf8) else { return false }
    return line.dropFirst(mark.utf8.count).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// Front matter that is the object at `first`. A brace that begins anything else, as a shortcode or
  /// a tag of a template, is the page's.
  private static func object(in bytes: [UInt8], from first: Int, isWhole: Bool) -> Found {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let second = bytes[(first + 1)...].firstIndex(where: { !isSpace($0) }) else {
      return isWhole ? .none : .needsMore
    }
    guard bytes[second] == UInt8(ascii: "\"") || bytes[second] == UInt8(ascii: "}") else {
      return .none
    }
    var depth = 0
    var isWithinString = false
    var index = first
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isWithinString: index += 1
      case UInt8(ascii: "\""): isWithinString.toggle()
      case UInt8(ascii: "{") where !isWithinString: depth += 1
      case UInt8(ascii: "}") where !isWithinString: depth -= 1
      default: break
      }
      index += 1
      if depth == 0 {
        return .frontMatter(FrontMatter(spelling: .json, content: first..<index, end: index))
      }
    }
    guard isWhole else { return .needsMore }
    // The parser says what is missing.
    return .frontMatter(
      FrontMatter(spelling: .json, content: first..<bytes.count, end: bytes.count))
  }
}

extension FrontMatter {
  /// The object that it spells in `bytes`, those of the file from its first; offsets are the file's.
  /// Throws, with such an offset, for what the language or `limits` do not allow and for another
  /// kind of value than an object.
  package func parse(_ bytes: [UInt8], limits: Limits) throws(InputError) -> JSON {
    let text = bytes[content]
    let start = content.lowerBound
    let json: JSON
    do throws(InputError) {
      switch spelling {
      case .yaml: json = try YAMLComposer.parse(text, limits: limits)
      case .toml: json = try TOMLParser.parse(text, limits: limits)
      case .json: json = try JSONParser.parse(Array(text), limits: limits.json)
      }
      // Nothing between the marks is an object without members.
      if json.isNull { return JSON(.object([]), offset: start) }
      guard case .object = json.value else {
        throw InputError(
          .wrongType, message: "the front matter is \(json.kindName)",
          hint: "it has names and values, as in title: Hello", offset: json.offset)
      }
    } catch {
      var error = error
      error.offset = (error.offset ?? 0) + start
      error.firstOffset = error.firstOffset.map { $0 + start }
      throw error
    }
    return json.moved(by: start)
  }
}

extension JSON {
  /// The same with every offset greater by `distance`.
  fileprivate func moved(by distance: Int) -> JSON {
    var moved = JSON(value, offset: offset + distance)
    switch value {
    case .array(let elements): moved.value = .array(elements.map { $0.moved(by: distance) })
    case .object(let members):
      moved.value = .object(
        members.map {
          Member(
            key: $0.key, keyOffset: $0.keyOffset + distance, value: $0.value.moved(by: distance))
        })
    default: break
    }
    return moved
  }
}
