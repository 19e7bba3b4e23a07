internal import PlacardCore

/// The rows of a card that its overrides may touch; a template's other rows are deflated once for
/// all cards with the same ones.
///
/// A function of template and card alone. It need not be exact: rows that turn out to differ are
/// deflated with the card, which costs time and changes no picture.
struct OwnRows {
  private let scene: Scene
  /// For every layer of the template the canvas's layer that it is in.
  private let topNames: [String]

  /// What the cards of `template` are held against: its default card. Nil where that cannot stand
  /// by itself.
  init?(_ template: Template, _ context: SiteContext, size: PixelSize, scale: Double) {
    let request = template.sampleRequest(size: size, scale: scale)
    guard
      let card = try? template.resolve(request, site: context.defaults, limits: context.limits)
    else { return nil }
    scene = card.scene
    let definition = template.definition
    topNames = definition.layers.indices.map { definition.topLayer(over: $0).name }
  }

  /// The device rows that the layers which `card` changes cover, before or after the change; nil
  /// when that is most of the picture, or the background.
  func rows(of card: ResolvedCard) -> Range<Int>? {
    guard card.hasBaseBackground, !card.overriddenLayers.isEmpty else { return nil }
    let changed = Set(card.overriddenLayers.map { topNames[$0] })
    var top = Double.infinity
    var bottom = -Double.infinity
    for layer in scene.layers + card.scene.layers where changed.contains(layer.name) {
      guard let (first, last) = Self.reach(of: layer) else { return nil }
      top = min(top, first)
      bottom = max(bottom, last)
    }
    guard top < bottom else { return nil }
    let height = card.scene.pixelSize.height
    let scale = card.scene.scale * card.scene.zoom
    let first = Int(max(0, min(Double(height), (top * scale).rounded(.down))))
    let end = Int(max(0, min(Double(height), (bottom * scale).rounded(.up))))
    guard first < end, (end - first) * 10 <= height * 6 else { return nil }
    return first..<end
  }

  /// Where the ink of `layer` begins and ends, in CSS px from the top, with room for strokes,
  /// shadows, blurs and letters that reach out of their lines; nil where that is not known.
  private static func reach(of layer: SceneLayer) -> (top: Double, bottom: Double)? {
    let frame = layer.frame
    var room = 2.0
    var shadows = layer.shadows
    switch layer.content {
    case .text(let text):
      // Lines that may run past the box have no end that is known here.
      if text.overflow == .visible { return nil }
      for style in [text.style] + text.spans.map(\.style) {
        room = max(room, style.size / 2 + style.strokeWidth)
        shadows += style.shadows
      }
    case .shape(let shape):
      if shape.outline == .path { return nil }
      room = max(room, 2 * shape.strokeWidth)
    // What a stack holds is placed where it is drawn.
    case .group(let group): if !group.clipsContent { return nil }
    case .stack(let stack): if !stack.clipsContent { return nil }
    case .image, .qr: break
    }
    for shadow in shadows {
      room = max(room, abs(shadow.y) + 2 * shadow.blur + max(0, shadow.spread))
    }
    for case .blur(let sigma) in layer.filters { room += 3 * sigma }
    // A turned box stays within its own diagonal.
    let half =
      layer.rotation == 0
      ? frame.height / 2
      : (frame.width * frame.width + frame.height * frame.height).squareRoot() / 2
    let middle = frame.y + frame.height / 2
    return (middle - half - room, middle + half + room)
  }
}
