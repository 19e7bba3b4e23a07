internal import PlacardCore

/// The rows of a card that its overrides may touch; a template's other rows are deflated once for
/// all cards with the same ones.
///
/// A function of template and card alone. It need not be exact: rows that turn out to differ are
/// deflated with the card, which costs time and changes no picture.
struct OwnRows {
  private let scene: Scene
  private let names: [String]

  /// What the cards of `template` are held against: its default card. Nil where that cannot stand
  /// by itself.
  init?(_ template: Template, _ context: SiteContext, scale: Double) {
    let request = template.sampleRequest(scale: scale)
    guard
      let card = try? template.resolve(request, site: context.defaults, limits: context.limits)
    else { return nil }
    scene = card.scene
    names = template.definition.layers.map(\.name)
  }

  /// The device rows that the layers which `card` changes cover, before or after the change; nil
  /// when that is most of the picture, or the background.
  func rows(of card: ResolvedCard) -> Range<Int>? {
    guard card.hasBaseBackground, !card.overriddenLayers.isEmpty else { return nil }
    let changed = Set(card.overriddenLayers.map { names[$0] })
    var top = Double.infinity
    var bottom = -Double.infinity
    for layer in scene.layers + card.scene.layers where changed.contains(layer.name) {
      let (first, last) = Self.reach(of: layer)
      top = min(top, first)
      bottom = max(bottom, last)
    }
    guard top < bottom else { return nil }
    let height = card.scene.pixelSize.height
    let scale = card.scene.scale
    let first = Int(max(0, min(Double(height), (top * scale).rounded(.down))))
    let end = Int(max(0, min(Double(height), (bottom * scale).rounded(.up))))
    guard first < end, (end - first) * 10 <= height * 6 else { return nil }
    return first..<end
  }

  /// Where the ink of `layer` begins and ends, in CSS px from the top, with room for strokes,
  /// shadows and letters that reach out of their lines.
  private static func reach(of layer: SceneLayer) -> (top: Double, bottom: Double) {
    let frame = layer.frame
    var room = 2.0
    var shadows = layer.shadows
    switch layer.content {
    case .text(let text):
      room = max(room, text.style.size / 2)
      shadows += text.style.shadows
      // Lines that may run past the box have no end that is known here.
      if text.overflow == .visible { return (-.greatestFiniteMagnitude, .greatestFiniteMagnitude) }
    case .shape(let shape): room = max(room, 2 * shape.strokeWidth)
    case .image, .group, .stack, .qr: break
    }
    for shadow in shadows {
      room = max(room, abs(shadow.y) + 2 * shadow.blur + max(0, shadow.spread))
    }
    // A turned box stays within its own diagonal.
    let half =
      layer.rotation == 0
      ? frame.height / 2
      : (frame.width * frame.width + frame.height * frame.height).squareRoot() / 2
    let middle = frame.y + frame.height / 2
    return (middle - half - room, middle + half + room)
  }
}
