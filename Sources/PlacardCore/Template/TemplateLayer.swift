/// A layer of a template made ready for its cards: what every property is with the variables'
/// defaults, and which ones variables reach.
package struct TemplateLayer: Sendable {
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

  package var table: PropertyTable { .of(type) }

  /// The variables that reach it, in the order of its properties.
  package var variableNames: [String] { slots.flatMap(\.node.variables) }
}

extension TemplateLayer {
  /// The site's default families and language put where the layer has none of its own.
  static func settle(
    _ layer: inout SceneLayer, _ draft: LayerDraft, _ site: SiteDefaults
  ) {
    guard case .text(var text) = layer.content else { return }
    if text.style.families.isEmpty { text.style.families = site.families }
    if text.lang.isEmpty {
      text.lang = site.lang
      if TextTransform.isTailored(for: site.lang) {
        text.text = draft.textTransform.applied(to: draft.text.text, lang: site.lang)
      }
    }
    layer.content = .text(text)
  }
}
