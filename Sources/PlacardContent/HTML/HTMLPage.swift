package import PlacardCore

/// What a built page says of itself, and where its picture addresses stand.
package struct HTMLPage: Sendable {
  /// An attribute's value with its entities decoded, and its bytes in the file, quotes included.
  package struct Attribute: Sendable, Hashable {
    package var value: String
    package var range: Range<Int>
  }

  /// A `<meta>` with a `property` or `name`.
  package struct Meta: Sendable {
    /// In small letters, as in `og:image`.
    package var key: String
    package var content: Attribute?
    /// What `data-placard` says.
    package var origin: Attribute?
    /// The tag's bytes, `<` to `>`.
    package var tag: Range<Int>
    package var isSelfClosing: Bool
  }

  /// An `<img>`.
  package struct Image: Sendable {
    package var src: Attribute?
    package var srcset: Attribute?
    /// What `data-placard` and `data-placard-srcset` say.
    package var origin: Attribute?
    package var srcsetOrigin: Attribute?
    package var width: String?
    package var height: String?
    package var alt: String?
  }

  /// Where tags that the head has not yet are put in.
  package struct Insertion: Sendable {
    package var offset: Int
    /// Whether `</head>` follows, rather than a tag of the head going before.
    package var isBeforeEnd: Bool
  }

  package internal(set) var title: String?
  package internal(set) var heading: String?
  /// The canonical address.
  package internal(set) var canonical: String?
  package internal(set) var lang: String?
  package internal(set) var structured = StructuredData()
  package internal(set) var metas: [Meta] = []
  package internal(set) var images: [Image] = []
  /// nil for a piece of HTML that is no document.
  package internal(set) var insertion: Insertion?

  /// The first meta of that key with anything in it.
  package func meta(_ key: String) -> Meta? {
    metas.first { $0.key == key && !($0.content?.value.isEmpty ?? true) }
  }

  /// The trimmed content of the first such meta of any of `keys`, in their order.
  package func content(_ keys: String...) -> String? {
    for key in keys {
      if let text = meta(key)?.content.map({ Self.collapsed($0.value) }), !text.isEmpty {
        return text
      }
    }
    return nil
  }

  /// `text` with every run of white space as one space, and none at its ends.
  static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Reads a page. Throws, without a place, for bytes that are no UTF-8 and for a page that is past
  /// `limits.htmlBytesMax` or `limits.htmlDepthMax`; whatever else it holds is some page.
  package static func parse(_ bytes: [UInt8], limits: Limits) throws(InputError) -> HTMLPage {
    guard bytes.count <= limits.htmlBytesMax else {
      throw InputError(
        .limit, message: "the page has \(bytes.count) bytes",
        hint: "at most \(limits.htmlBytesMax), limits.htmlBytesMax")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw InputError(
        .syntax, message: "the page is not UTF-8", hint: "pages in other encodings are left alone")
    }
    // A byte order mark would be a character of the body.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes.count > start else { return HTMLPage() }
    return try bytes.withUnsafeBytes { whole in
      Result { () throws(InputError) in try parse(whole, from: start, limits) }
    }.get()
  }

  private static func parse(
    _ whole: UnsafeRawBufferPointer, from start: Int, _ limits: Limits
  ) throws(InputError) -> HTMLPage {
    let bytes = UnsafeRawBufferPointer(rebasing: whole[start...])
    guard HTMLDepth.most(bytes) <= limits.htmlDepthMax else {
      throw InputError(
        .limit, message: "the page's elements nest too deep or are not closed",
        hint: "at most \(limits.htmlDepthMax), limits.htmlDepthMax")
    }
    // A tree takes some thirty times its text; only a page made to take more does.
    let treeBytesMax = 64 * bytes.count + 16_000_000
    guard let tree = HTMLTree(bytes, bytesMax: treeBytesMax) else {
      throw InputError(
        .limit, message: "the page takes more memory than any page should",
        hint: "are its tags closed?")
    }
    var reading = HTMLReading(bytes: bytes, shift: start, jsonLimits: limits.json)
    tree.forEachElement { reading.take($0) }
    return reading.finish()
  }
}
