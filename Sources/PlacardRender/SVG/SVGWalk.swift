internal import PlacardCore

/// A walk over an SVG's tags (XML 1.0) before any library reads it: counts elements and their depth,
/// and refuses what would not be drawn as a browser draws it from the same bytes everywhere.
struct SVGWalk {
  private let bytes: [UInt8]
  private let limits: Limits
  private var offset = 0
  private var depth = 0
  private var elementCount = 0
  /// The root element's tag.
  private var root = 0..<0

  init(_ bytes: [UInt8], limits: Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func run() throws(RenderError) {
    while let start = find(UInt8(ascii: "<"), from: offset) {
      offset = start + 1
      if matches("!--") {
        try pass("-->")
      } else if matches("![CDATA[") {
        try pass("]]>")
      } else if matches("!DOCTYPE") {
        try documentType()
      } else if matches("?xml ") || matches("?xml\t") || matches("?xml\n") || matches("?xml\r") {
        try declaration()
      } else if matches("?") {
        try pass("?>")
      } else if matches("/") {
        depth -= 1
        try pass(">")
      } else {
        try element()
      }
    }
    guard elementCount > 0, depth == 0 else { throw Self.bad("the file ends inside an element") }
  }

  /// Whether the root's `preserveAspectRatio` is `none`: then a `viewBox` is no ratio.
  var hasFreeRatio: Bool {
    let tag = String(decoding: bytes[root], as: UTF8.self)
    guard let place = tag.firstRange(of: "preserveAspectRatio") else { return false }
    return tag[place.upperBound...].drop { $0.isWhitespace || "=\"'".contains($0) }
      .hasPrefix("none")
  }

  // MARK: Elements.

  private mutating func element() throws(RenderError) {
    let start = offset
    let name = word(from: offset)
    try check(name)
    elementCount += 1
    guard elementCount <= limits.svgElementsMax else {
      throw Self.large("elements", limits.svgElementsMax, "svgElementsMax")
    }
    depth += 1
    guard depth <= limits.svgDepthMax else {
      throw Self.large("elements in one another", limits.svgDepthMax, "svgDepthMax")
    }
    offset += name.count
    // Attributes, whose values may hold a >.
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = find(bytes[offset], from: offset + 1) else { throw Self.cut() }
        offset = end + 1
      case UInt8(ascii: ">"):
        if bytes[offset - 1] == UInt8(ascii: "/") { depth -= 1 }
        offset += 1
        if elementCount == 1 { root = start..<offset }
        return
      default:
        if bytes[offset] == UInt8(ascii: "s"), matches("systemLanguage") {
          throw Self.bad(
            "attribute systemLanguage asks the machine for its language",
            "leave it away, or make a file for each language")
        }
        offset += 1
      }
    }
    throw Self.cut()
  }

  /// An element's name without its prefix decides.
  private func check(_ name: ArraySlice<UInt8>) throws(RenderError) {
    let local = name.split(separator: UInt8(ascii: ":")).last.map { $0 } ?? name
    switch String(decoding: local, as: UTF8.self) {
    case "text":
      throw Self.bad("element <text> needs fonts", "convert text to paths, or make it a text layer")
    case "image", "feImage":
      throw Self.bad(
        "element <\(String(decoding: local, as: UTF8.self))> shows another picture",
        "make that picture a layer of its own")
    case "foreignObject":
      throw Self.bad("element <foreignObject> holds a web page", "draw it as paths or as layers")
    default: return
    }
  }

  // MARK: What comes before them.

  /// UTF-8 and what is spelled alike in it up to tags: others could hide a tag from this walk.
  private mutating func declaration() throws(RenderError) {
    let start = offset
    try pass("?>")
    let text = String(decoding: bytes[start..<offset], as: UTF8.self).lowercased()
    guard let place = text.firstRange(of: "encoding") else { return }
    let value = text[place.upperBound...].drop { $0 == " " || $0 == "=" }.dropFirst()
    let name = value.prefix { $0 != "\"" && $0 != "'" }
    guard ["utf-8", "us-ascii", "iso-8859-1", "windows-1252"].contains(name) else {
      throw Self.bad("the file's encoding is \(name)", "save it as UTF-8")
    }
  }

  /// Names for strings are common in drawing programs' files; names for markup are how a few bytes
  /// become a million elements.
  private mutating func documentType() throws(RenderError) {
    var isInside = false
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = find(bytes[offset], from: offset + 1) else { throw Self.cut() }
        let value = bytes[offset + 1..<end]
        if isInside, value.contains(UInt8(ascii: "<")) || value.contains(UInt8(ascii: "&")) {
          throw Self.bad("an entity stands for markup", "write it out")
        }
        offset = end + 1
      case UInt8(ascii: "["):
        isInside = true
        offset += 1
      case UInt8(ascii: "]"):
        isInside = false
        offset += 1
      case UInt8(ascii: "%") where isInside:
        throw Self.bad("the document type has parameter entities", "leave them away")
      case UInt8(ascii: "<") where bytes[offset...].starts(with: "<!--".utf8):
        try pass("-->")
      case UInt8(ascii: ">") where !isInside:
        offset += 1
        return
      default: offset += 1
      }
    }
    throw Self.cut()
  }

  // MARK: Bytes.

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    bytes[min(start, bytes.count)...].firstIndex(of: byte)
  }

  private func matches(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - offset >= count else { return false }
    return (0..<count).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
  }

  /// Moves behind the next `end`.
  private mutating func pass(_ end: StaticString) throws(RenderError) {
    while let place = find(end.utf8Start[0], from: offset) {
      offset = place
      if matches(end) {
        offset += end.utf8CodeUnitCount
        return
      }
      offset += 1
    }
    throw Self.cut()
  }

  private func word(from start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
  }

  private static func cut() -> RenderError { bad("the file ends inside a tag") }

  private static func bad(_ message: String, _ hint: String? = nil) -> RenderError {
    RenderError(.badPicture, "reading an SVG: " + message + (hint.map { " (\($0))" } ?? ""))
  }

  private static func large(_ what: String, _ most: Int, _ limit: String) -> RenderError {
    RenderError(
      .tooLarge, "reading an SVG: it has more than \(most) \(what), limits.\(limit)")
  }
}
