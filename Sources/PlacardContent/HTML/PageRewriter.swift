package import PlacardCore

/// A stored picture as pages name it.
package struct PagePicture: Sendable, Hashable {
  /// From `/i/` on.
  package var path: String
  /// Device pixels.
  package var width: Int
  package var height: Int
  /// As in `image/png`.
  package var mediaType: String

  package init(path: String, width: Int, height: Int, mediaType: String) {
    self.path = path
    self.width = width
    self.height = height
    self.mediaType = mediaType
  }
}

/// Puts pictures' immutable addresses into a page, with what goes with them, and leaves every other
/// byte as it is. What it has made it finds again: a second run changes nothing.
///
/// The address that was there before is kept in `data-placard`, so that the page can be scanned again.
package struct PageRewriter {
  private let page: HTMLPage
  private let bytes: [UInt8]
  private let site: SiteAddress
  private let pictures: (String) -> PagePicture?
  private var edits = ByteEdits()

  /// - Parameters:
  ///   - page: what `HTMLPage.parse` read of `bytes`.
  ///   - pictures: the picture of a query of `/api/render`; nil leaves its address alone.
  package init(
    _ page: HTMLPage, of bytes: [UInt8], site: SiteAddress,
    pictures: @escaping (String) -> PagePicture?
  ) {
    self.page = page
    self.bytes = bytes
    self.site = site
    self.pictures = pictures
  }

  /// The page's bytes with its addresses replaced; nil where nothing changes.
  ///
  /// - Parameter rule: the picture that a rule has made for it.
  package consuming func rewritten(rule: PagePicture?) -> [UInt8]? {
    if let rule, page.takesRule(of: site) { takeRule(rule) }
    takeMetas()
    for image in page.images { take(image) }
    guard !edits.isEmpty else { return nil }
    let result = edits.applied(to: bytes)
    return result == bytes ? nil : result
  }

  // MARK: Metas.

  private mutating func takeMetas() {
    for (index, meta) in page.metas.enumerated() {
      guard let place = HTMLPage.place(meta.key), let content = meta.content,
        case .render(let query, _) = HTMLPage.effective(content.value, meta.origin, site),
        let picture = pictures(query), let address = site.absolute(picture.path)
      else { continue }
      replace(content, meta.origin, with: address)
      if place == .openGraph, meta.key == "og:image" { complete(index, picture) }
    }
  }

  /// Puts `address` in place of a value that is not a stored picture's yet, or of another's.
  private mutating func replace(
    _ value: HTMLPage.Attribute, _ origin: HTMLPage.Attribute?, with address: String,
    keptIn name: String = "data-placard", more: String = "", isOrigin: Bool? = nil
  ) {
    var isOrigin = isOrigin ?? false
    if case .render = site.kind(of: value.value) { isOrigin = true }
    var text = AttributeText.replacing(bytes[value.range], with: address)
    // The value as it is spelled stays, if it says the same.
    if value.value == address { text = String(decoding: bytes[value.range], as: UTF8.self) }
    text += more
    if origin == nil { text += " \(name)=" + AttributeText.quoted(value.value) }
    if !(text.utf8.elementsEqual(bytes[value.range])) { edits.replace(value.range, with: text) }
    // The page's author has put another address there since.
    if let origin, isOrigin, origin.value != value.value {
      edits.replace(
        origin.range, with: AttributeText.replacing(bytes[origin.range], with: value.value))
    }
  }

  /// Width, height, type and alt of the `og:image` at `index` of the metas, and the card's kind.
  private mutating func complete(_ index: Int, _ picture: PagePicture) {
    let later = page.metas[(index + 1)...]
    let end = later.firstIndex { $0.key == "og:image" } ?? page.metas.endIndex
    let isOnly = page.metas.filter { $0.key == "og:image" }.count == 1
    // They belong to the picture before them; those before the only one are meant for it too.
    let own = Array(page.metas[(index + 1)..<end]) + (isOnly ? page.metas[..<index] : [])
    var missing: [(key: String, value: String)] = []
    for (key, value) in Self.facts(picture) {
      guard let meta = own.first(where: { $0.key == key }) else {
        missing.append((key, value))
        continue
      }
      guard let content = meta.content, content.value != value else { continue }
      edits.replace(
        content.range, with: AttributeText.replacing(bytes[content.range], with: value))
    }
    if !own.contains(where: { $0.key == "og:image:alt" }), let alt = pageAlt {
      missing.append(("og:image:alt", alt))
    }
    if !page.metas.contains(where: { $0.key == "twitter:card" }) {
      missing.append(("twitter:card", "summary_large_image"))
    }
    insert(missing, after: page.metas[index])
  }

  private static func facts(_ picture: PagePicture) -> [(key: String, value: String)] {
    [
      ("og:image:width", String(picture.width)), ("og:image:height", String(picture.height)),
      ("og:image:type", picture.mediaType),
    ]
  }

  /// What the picture shows, for those who do not see it.
  private var pageAlt: String? {
    page.content("og:image:alt", "twitter:image:alt") ?? pageTitle
  }

  private var pageTitle: String? { page.content("og:title") ?? page.title ?? page.heading }

  // MARK: Rules.

  private mutating func takeRule(_ picture: PagePicture) {
    guard let address = site.absolute(picture.path) else { return }
    if let index = page.metas.firstIndex(where: {
      $0.key == "og:image" && $0.origin?.value == HTMLPage.ruleOrigin
    }), let content = page.metas[index].content {
      replace(content, page.metas[index].origin, with: address)
      complete(index, picture)
      return
    }
    var tags = [("og:image", address)] + Self.facts(picture)
    if page.meta("og:image:alt") == nil, let alt = pageAlt { tags.append(("og:image:alt", alt)) }
    if !page.metas.contains(where: { $0.key == "twitter:card" }) {
      tags.append(("twitter:card", "summary_large_image"))
    }
    guard let insertion = page.insertion else { return }
    let texts = tags.map { key, value in
      Self.tag(
        key, value, origin: key == "og:image" ? HTMLPage.ruleOrigin : nil,
        isSelfClosing: page.metas.last?.isSelfClosing == true)
    }
    let layout = TagLayout(bytes)
    let (text, offset) = layout.insertion(
      texts, at: insertion.offset, isBefore: insertion.isBeforeEnd,
      neighbour: page.metas.last?.tag.lowerBound)
    edits.insert(text, at: offset)
  }

  // MARK: Tags.

  private mutating func insert(_ tags: [(key: String, value: String)], after meta: HTMLPage.Meta) {
    guard !tags.isEmpty else { return }
    let texts = tags.map {
      Self.tag($0.key, $0.value, origin: nil, isSelfClosing: meta.isSelfClosing)
    }
    let (text, offset) = TagLayout(bytes).insertion(
      texts, at: meta.tag.upperBound, isBefore: false, neighbour: meta.tag.lowerBound)
    edits.insert(text, at: offset)
  }

  private static func tag(
    _ key: String, _ value: String, origin: String?, isSelfClosing: Bool
  ) -> String {
    let attribute = key.hasPrefix("og:") ? "property" : "name"
    let kept = origin.map { " data-placard=\"\($0)\"" } ?? ""
    return "<meta \(attribute)=\"\(key)\" content=\(AttributeText.quoted(value))\(kept)"
      + (isSelfClosing ? " />" : ">")
  }

  // MARK: Images.

  private mutating func take(_ image: HTMLPage.Image) {
    if let srcset = image.srcset { take(srcset, of: image) }
    guard let src = image.src,
      case .render(let query, let isRelative) = HTMLPage.effective(src.value, image.origin, site),
      let picture = pictures(query)
    else { return }
    let relative = site.relative(picture.path)
    let address = isRelative ? relative : site.absolute(picture.path) ?? relative
    var more = ""
    switch (image.width, image.height) {
    case (nil, nil): more += " width=\"\(picture.width)\" height=\"\(picture.height)\""
    case (let width?, nil):
      if let other = Self.scaled(width, picture.height, picture.width) {
        more += " height=\"\(other)\""
      }
    case (nil, let height?):
      if let other = Self.scaled(height, picture.width, picture.height) {
        more += " width=\"\(other)\""
      }
    default: break
    }
    if image.alt == nil, let alt = pageTitle {
      more += " alt=" + AttributeText.quoted(alt)
    }
    replace(src, image.origin, with: address, more: more)
  }

  /// The side that goes with `side`, as its attribute spells it, at the picture's proportions.
  private static func scaled(_ side: String, _ numerator: Int, _ denominator: Int) -> Int? {
    guard let side = Int(side), (1...100_000).contains(side), denominator > 0 else { return nil }
    return max(1, (side * numerator + denominator / 2) / denominator)
  }

  private mutating func take(_ srcset: HTMLPage.Attribute, of image: HTMLPage.Image) {
    var isOurs = false
    var texts: [String] = []
    for candidate in HTMLPage.candidates(image, site) {
      var address = String(candidate.address)
      if case .render(let query, let isRelative) = site.kind(of: address),
        let picture = pictures(query)
      {
        isOurs = true
        let relative = site.relative(picture.path)
        address = isRelative ? relative : site.absolute(picture.path) ?? relative
      }
      texts.append(
        candidate.descriptor.isEmpty ? address : address + " " + candidate.descriptor)
    }
    guard isOurs else { return }
    let hasPictures = SourceSet.candidates(of: srcset.value).contains {
      if case .picture = site.kind(of: String($0.address)) { true } else { false }
    }
    replace(
      srcset, image.srcsetOrigin, with: texts.joined(separator: ", "),
      keptIn: "data-placard-srcset", isOrigin: !hasPictures)
  }
}
