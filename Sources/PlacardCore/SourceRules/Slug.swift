/// Names as generators of sites put them into addresses.
package enum Slug {
  /// `text` in small letters, digits and `. _ -`, words apart by hyphens: `Über uns!` is `uber-uns`.
  /// Accents are dropped; nil where nothing is left, or a letter has no spelling in ASCII, since two
  /// names could then be one.
  package static func of(_ text: String) -> String? {
    var slug: [UInt8] = []
    var isApart = false
    for scalar in text.unicodeScalars {
      guard let letters = spelling(of: scalar) else {
        // Marks, quotes and signs go without a trace; a letter must not.
        if scalar.properties.isAlphabetic { return nil }
        if scalar.properties.isWhitespace || isSeparator(scalar) { isApart = true }
        continue
      }
      if isApart, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
      isApart = false
      slug += letters
    }
    while slug.last == UInt8(ascii: ".") { slug.removeLast() }
    return slug.contains(where: { $0 != UInt8(ascii: ".") })
      ? String(decoding: slug, as: UTF8.self) : nil
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .dashPunctuation: true
    default: "/\\+&|,:;".unicodeScalars.contains(scalar)
    }
  }

  private static func spelling(of scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar {
    case "a"..."z", "0"..."9", ".", "_": return [UInt8(truncatingIfNeeded: scalar.value)]
    case "A"..."Z": return [UInt8(truncatingIfNeeded: scalar.value) | 0x20]
    case "ß", "ẞ": return Array("ss".utf8)
    case "æ", "Æ": return Array("ae".utf8)
    case "œ", "Œ": return Array("oe".utf8)
    case "þ", "Þ": return Array("th".utf8)
    case "ð", "Ð": return Array("d".utf8)
    case "ı": return Array("i".utf8)
    default: return letter(of: scalar)
    }
  }

  /// The letter that a Latin one with marks goes back to, by its name in Unicode: LATIN SMALL LETTER
  /// U WITH DIAERESIS.
  private static func letter(of scalar: Unicode.Scalar) -> [UInt8]? {
    guard (0xC0..<0x250).contains(scalar.value) || (0x1E00..<0x1F00).contains(scalar.value),
      let name = scalar.properties.name
    else { return nil }
    let words = name.split(separator: " ")
    guard words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
      words[3].utf8.count == 1, let byte = words[3].utf8.first
    else { return nil }
    return [byte | 0x20]
  }
}

/// A page's built-in names, made from its path.
package struct PageNames: Sendable {
  /// The path below the pattern's fixed part, without the extension.
  package let path: String
  /// What its address ends with, before it is made a slug: the file's name without the extension and
  /// without the date of a post of Jekyll's; the folder's for `index` and `_index`.
  private let last: String
  private let folders: [Substring]

  /// - Parameters:
  ///   - path: below the pattern's fixed part, with the extension.
  ///   - whole: from the manifest's folder.
  package init(path: String, whole: String) {
    var names = path.split(separator: "/")
    var stem = names.popLast() ?? ""
    if let dot = stem.lastIndex(of: "."), dot != stem.startIndex { stem = stem[..<dot] }
    self.path = (names + [stem]).joined(separator: "/")
    if stem == "index" || stem == "_index", let folder = names.popLast() { stem = folder }
    let isPost = whole.split(separator: "/").dropLast().contains { $0 == "_posts" }
    last = String(isPost ? Self.withoutDate(stem) : stem)
    folders = names
  }

  /// A post of Jekyll's is named `2024-01-02-title.md`.
  private static func withoutDate(_ stem: Substring) -> Substring {
    let bytes = Array(stem.utf8.prefix(11))
    let isDated =
      bytes.count == 11 && stem.utf8.count > 11
      && bytes.enumerated().allSatisfy { index, byte in
        [4, 7, 10].contains(index)
          ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    return isDated ? stem[stem.utf8.index(stem.startIndex, offsetBy: 11)...] : stem
  }

  /// The front matter's slug, `given`, or else the file's name as one.
  package func slug(given: String?) -> String? { Slug.of(given ?? last) }

  /// The folders and the slug: what the page's address is in most generators.
  package func route(given: String?) -> String? {
    guard let slug = slug(given: given) else { return nil }
    var names: [String] = []
    for folder in folders {
      guard let name = Slug.of(String(folder)) else { return nil }
      names.append(name)
    }
    return (names + [slug]).joined(separator: "/")
  }
}
