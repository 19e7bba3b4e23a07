internal import PlacardCore

/// Collects a page from its elements, in their order.
struct HTMLReading {
  let bytes: UnsafeRawBufferPointer
  /// How many bytes of the file go before `bytes`.
  let shift: Int
  let jsonLimits: JSONLimits
  private var page = HTMLPage()
  /// Behind the last element of the head.
  private var headWritten: Int?

  init(bytes: UnsafeRawBufferPointer, shift: Int, jsonLimits: JSONLimits) {
    self.bytes = bytes
    self.shift = shift
    self.jsonLimits = jsonLimits
  }

  mutating func take(_ element: HTMLElement) {
    if element.isInHead, let end = element.placeBehind { headWritten = end }
    switch element.name {
    case .html:
      page.lang = text(element.attribute("lang"))
      noteStart(element)
    case .head:
      noteStart(element)
      if let end = element.endTag {
        page.insertion = HTMLPage.Insertion(offset: end.lowerBound + shift, isBeforeEnd: true)
      }
    case .title: if page.title == nil { page.title = text(element.text) }
    case .heading: if page.heading == nil { page.heading = text(element.text) }
    case .link: takeLink(element)
    case .meta: takeMeta(element)
    case .image: takeImage(element)
    case .script: takeScript(element)
    case .body, .other: break
    }
  }

  consuming func finish() -> HTMLPage {
    if page.insertion?.isBeforeEnd != true, let end = headWritten {
      page.insertion = HTMLPage.Insertion(offset: end + shift, isBeforeEnd: false)
    }
    return page
  }

  /// Without anything better, tags go behind this one.
  private mutating func noteStart(_ element: HTMLElement) {
    guard let tag = element.startTag else { return }
    page.insertion = HTMLPage.Insertion(offset: tag.upperBound + shift, isBeforeEnd: false)
  }

  private func text(_ text: String?) -> String? {
    let text = text.map(HTMLPage.collapsed)
    return text?.isEmpty == true ? nil : text
  }

  private mutating func takeLink(_ element: HTMLElement) {
    guard page.canonical == nil, let rel = element.attribute("rel"),
      rel.lowercased().split(whereSeparator: \.isWhitespace).contains("canonical")
    else { return }
    page.canonical = text(element.attribute("href"))
  }

  private mutating func takeMeta(_ element: HTMLElement) {
    guard let tag = element.startTag,
      let key = element.attribute("property") ?? element.attribute("name")
    else { return }
    let written = TagText(bytes, tag)
    page.metas.append(
      HTMLPage.Meta(
        key: HTMLPage.collapsed(key).lowercased(),
        content: attribute("content", of: element, written),
        origin: attribute("data-placard", of: element, written), tag: shifted(tag),
        isSelfClosing: written.isSelfClosing))
  }

  private mutating func takeImage(_ element: HTMLElement) {
    guard let tag = element.startTag else { return }
    let written = TagText(bytes, tag)
    page.images.append(
      HTMLPage.Image(
        src: attribute("src", of: element, written),
        srcset: attribute("srcset", of: element, written),
        origin: attribute("data-placard", of: element, written),
        srcsetOrigin: attribute("data-placard-srcset", of: element, written),
        width: element.attribute("width"), height: element.attribute("height"),
        alt: element.attribute("alt")))
  }

  private mutating func takeScript(_ element: HTMLElement) {
    guard element.attribute("type")?.lowercased() == "application/ld+json",
      let json = try? JSONParser.parse(Array(element.text.utf8), limits: jsonLimits)
    else { return }
    page.structured.add(json)
  }

  private func attribute(
    _ name: String, of element: HTMLElement, _ written: TagText
  ) -> HTMLPage.Attribute? {
    guard let value = element.attribute(name), let range = written[name]?.value else { return nil }
    return HTMLPage.Attribute(value: value, range: shifted(range))
  }

  private func shifted(_ range: Range<Int>) -> Range<Int> {
    (range.lowerBound + shift)..<(range.upperBound + shift)
  }
}

/// What a page's JSON-LD says of it, where it says so simply.
package struct StructuredData: Sendable, Hashable {
  package private(set) var headline: String?
  package private(set) var author: String?
  package private(set) var datePublished: String?

  /// Takes what `json`, an object, a list of them or one with a `@graph`, adds.
  mutating func add(_ json: JSON) {
    switch json.value {
    case .array(let elements): for element in elements { add(element) }
    case .object:
      headline = headline ?? Self.text(json["headline"])
      author = author ?? Self.name(json["author"])
      datePublished = datePublished ?? Self.text(json["datePublished"])
      if case .array(let graph)? = json["@graph"]?.value { for node in graph { add(node) } }
    default: break
    }
  }

  private static func name(_ json: JSON?) -> String? {
    if case .array(let authors)? = json?.value { return name(authors.first) }
    return text(json) ?? text(json?["name"])
  }

  private static func text(_ json: JSON?) -> String? {
    guard case .string(let text)? = json?.value else { return nil }
    let collapsed = HTMLPage.collapsed(text)
    return collapsed.isEmpty ? nil : collapsed
  }
}
