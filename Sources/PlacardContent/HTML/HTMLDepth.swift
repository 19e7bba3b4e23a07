/// How deep a page's elements may nest, told before any tree is made: gumbo looks through all open
/// elements at many tags, so the work is the product of tags and depth.
enum HTMLDepth {
  /// The most elements that are open at once, those left out that have no end tag or may do without.
  static func most(_ bytes: UnsafeRawBufferPointer) -> Int {
    var depth = 0
    var most = 0
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if starts(bytes, index + 1, "!--") {
        index = find("-->", in: bytes, from: index + 4)
        continue
      }
      let isEnd = bytes[index + 1] == UInt8(ascii: "/")
      let start = index + (isEnd ? 2 : 1)
      var end = start
      while end < bytes.count, end - start < 24, isNameByte(bytes[end]) { end += 1 }
      index = max(end, index + 1)
      guard end > start else { continue }
      let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
      if uncounted.contains(name) { continue }
      if isEnd {
        depth = max(0, depth - 1)
      } else if raw.contains(name) {
        index = find("</" + name, in: bytes, from: index)
      } else {
        depth += 1
        most = max(most, depth)
      }
    }
    return most
  }

  private static let uncounted: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "html", "head", "body", "p", "li", "dt", "dd", "td", "th", "tr", "tbody",
    "thead", "tfoot", "colgroup", "option", "optgroup", "rp", "rt", "path", "circle", "rect",
    "line",
    "use", "stop", "ellipse", "polygon", "polyline",
  ]

  private static let raw: Set<String> = ["script", "style", "textarea", "title", "xmp", "iframe"]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  private static func starts(
    _ bytes: UnsafeRawBufferPointer, _ index: Int, _ word: StaticString
  ) -> Bool {
    guard index + word.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[index + $0] == word.utf8Start[$0] }
  }

  /// Where `word`, in small letters, next stands; the end where it does not.
  private static func find(
    _ word: String, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    let word = Array(word.utf8)
    var index = start
    while index + word.count <= bytes.count {
      var matched = 0
      while matched < word.count, lower(bytes[index + matched]) == word[matched] { matched += 1 }
      if matched == word.count { return index }
      index += 1
    }
    return bytes.count
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
