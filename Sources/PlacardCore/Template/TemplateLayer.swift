/// A layer of a template made ready for its cards: what every property is with the variables'
/// defaults, and which ones variables reach. Shared by all cards, so that none copies it.
package final class TemplateLayer: Sendable {
  /// A property with variables in it.
  struct Slot: Sendable {
    /// The row in the type's property table.
    let row: Int
    let node: TemplateNode
    /// Indices into the template's variables.
    let variables: [Int]
  }

  package let name: String
  package let type: LayerType
  /// `"name":` as canonical bytes.
  let keyBytes: [UInt8]
  let draft: LayerDraft
  /// The canonical bytes of every row's value.
  let base: [[UInt8]]
  let slots: [Slot]
  /// The layer in a card without any override; nil when it is not drawn. What is left to the site
  /// is empty in it.
  let scene: SceneLayer?

  init(_ name: String, draft: LayerDraft, base: [[UInt8]], slots: [Slot]) {
    self.name = name
    type = draft.type
    keyBytes = Array((JSONWriter.quoted(name) + ":").utf8)
    self.draft = draft
    self.base = base
    self.slots = slots
    scene = draft.sceneLayer(named: name)
  }

  package var table: PropertyTable { .of(type) }

  /// The row's value where nothing is said: outside stacks there is no `auto`.
  func initial(row: Int) -> PropertyValue {
    Self.initial(table.rows[row], isInStack: draft.isInStack)
  }

  static func initial(_ row: PropertyDescriptor, isInStack: Bool) -> PropertyValue {
    if case .extent = row.kind, !isInStack { return .extent(0) }
    return row.initial
  }

  /// Throws for what only a stack's child may say.
  static func check(
    _ value: PropertyValue, _ row: PropertyDescriptor, isInStack: Bool, offset: Int
  ) throws(InputError) {
    guard case .extent(nil) = value, case .extent(let range) = row.kind, !isInStack else { return }
    throw InputError(
      .conflictingValues,
      message: "expected a number from \(PropertyKind.words(range)), found \"auto\"",
      hint: "only a stack's children have the size of their content", offset: offset)
  }

  /// The variables that reach it, in the order of its properties.
  package var variableNames: [String] { slots.flatMap(\.node.variables) }
}

extension TemplateLayer {
  /// The site's default families and language put where the layer has none of its own.
  static func settle(
    _ layer: inout SceneLayer, _ draft: LayerDraft, _ site: SiteDefaults
  ) {
    guard case .text(var text) = layer.content else { return }
    if text.lang.isEmpty {
      text.lang = site.lang
      if draft.isTransformed, TextTransform.isTailored(for: site.lang) {
        text = draft.textContent(lang: site.lang)
      }
    }
    if text.style.families.isEmpty { text.style.families = site.families }
    for index in text.spans.indices where text.spans[index].style.families.isEmpty {
      text.spans[index].style.families = site.families
    }
    layer.content = .text(text)
  }
}
