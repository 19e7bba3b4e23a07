internal import CGumbo

/// One parsed page and its memory in gumbo. The bytes must stay where they are while it lives.
struct HTMLTree: ~Copyable {
  private let room: UnsafeMutablePointer<placard_gumbo_room>
  private let base: UnsafePointer<CChar>

  /// nil where the tree would take more than `bytesMax` bytes.
  init?(_ bytes: UnsafeRawBufferPointer, bytesMax: Int) {
    let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard let base, let room = placard_gumbo_parse(base, bytes.count, bytesMax) else { return nil }
    self.room = room
    self.base = base
  }

  deinit { placard_gumbo_free(room) }

  /// Lends every element in the page's order, but what templates hold.
  borrowing func forEachElement(_ body: (HTMLElement) -> Void) {
    guard let root = room.pointee.output?.pointee.root else { return }
    // A stack of our own: a deep page must not end the thread's.
    var waiting = [UnsafePointer<GumboNode>(root)]
    while let node = waiting.popLast() {
      guard node.pointee.type == GUMBO_NODE_ELEMENT else { continue }
      body(HTMLElement(node: node, base: base))
      waiting.append(contentsOf: HTMLElement.children(of: node).reversed())
    }
  }
}

/// An element of a tree that lives.
struct HTMLElement {
  let node: UnsafePointer<GumboNode>
  let base: UnsafePointer<CChar>

  enum Name {
    case html, head, title, meta, link, script, heading, image, body, other
  }

  private var element: GumboElement { node.pointee.v.element }

  /// What it is, among the elements of HTML itself.
  var name: Name {
    guard element.tag_namespace == GUMBO_NAMESPACE_HTML else { return .other }
    switch element.tag {
    case GUMBO_TAG_HTML: return .html
    case GUMBO_TAG_HEAD: return .head
    case GUMBO_TAG_TITLE: return .title
    case GUMBO_TAG_META: return .meta
    case GUMBO_TAG_LINK: return .link
    case GUMBO_TAG_SCRIPT: return .script
    case GUMBO_TAG_H1: return .heading
    case GUMBO_TAG_IMG: return .image
    case GUMBO_TAG_BODY: return .body
    default: return .other
    }
  }

  /// Byte offsets of the start tag, `<` to `>`; nil for an element that the parser put in.
  var startTag: Range<Int>? { range(element.original_tag) }

  /// Byte offsets of the end tag; nil where none is written.
  var endTag: Range<Int>? { range(element.original_end_tag) }

  /// Where something may stand behind it: its end, but before an element that is never closed and
  /// would swallow it.
  var placeBehind: Int? {
    switch name {
    case .meta, .link: startTag?.upperBound
    default: endTag?.upperBound ?? startTag?.lowerBound
    }
  }

  /// Whether it stands in the document's head.
  var isInHead: Bool {
    guard let parent = node.pointee.parent, parent.pointee.type == GUMBO_NODE_ELEMENT else {
      return false
    }
    return parent.pointee.v.element.tag == GUMBO_TAG_HEAD
  }

  /// The attribute's value with its entities decoded.
  func attribute(_ name: String) -> String? {
    var attributes = element.attributes
    guard let found = gumbo_get_attribute(&attributes, name) else { return nil }
    return String(cString: found.pointee.value)
  }

  /// All texts in it.
  var text: String {
    var text = ""
    var waiting = [node]
    while let node = waiting.popLast() {
      switch node.pointee.type {
      case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
        text += String(cString: node.pointee.v.text.text)
      case GUMBO_NODE_ELEMENT: waiting.append(contentsOf: Self.children(of: node).reversed())
      default: break
      }
    }
    return text
  }

  static func children(of node: UnsafePointer<GumboNode>) -> [UnsafePointer<GumboNode>] {
    let children = node.pointee.v.element.children
    return (0..<Int(children.length)).compactMap { index in
      children.data[index].map { UnsafePointer($0.assumingMemoryBound(to: GumboNode.self)) }
    }
  }

  private func range(_ piece: GumboStringPiece) -> Range<Int>? {
    guard let data = piece.data, piece.length > 0 else { return nil }
    let start = data - base
    return start..<(start + piece.length)
  }
}
