/// A layer's properties with their types, before what they leave to the site and to one another is
/// settled. The rows of the property table write it, `sceneLayer` reads it.
struct LayerDraft: Sendable {
  let type: LayerType
  /// Whether it is a stack's child, which the stack places.
  let isInStack: Bool
  var x = 0.0
  var y = 0.0
  /// nil is `auto`, which outside stacks is 0.
  var width: Double?
  var height: Double?
  var flex = FlexItem()
  /// nil: none given.
  var constraints: Constraints?
  var rotation = 0.0
  var opacity = 1.0
  var blendMode = BlendMode.normal
  var filters: [FilterFunction] = []
  var isVisible = true
  var cornerRadii = Corners.zero
  var borderWidth = 0.0
  /// nil is `currentcolor`.
  var borderColor: Color?
  var shadows: [ShadowValue] = []
  var background = Paint.color(.transparent)
  var padding = Insets.zero

  /// The text as written, its families and language empty where they are the site's, its shadows
  /// in `textShadows`.
  var text = TextContent(text: "", style: TextStyle(families: []))
  var textTransform = TextTransform.none
  /// In place of the text where there are any.
  var spans: [SpanValue] = []
  var textShadows: [ShadowValue] = []
  /// nil is `currentcolor`.
  var textStrokeColor: Color?

  var address: AssetAddress?
  var fit = ImageContent.Fit.cover
  var position = Position.center

  var shape = ShapeContent(outline: .rect, fill: .color(.black))

  var code = QRContent(data: "")

  var clipsContent = false
  /// A stack's properties, without its layers.
  var stack = StackContent(layers: [])

  /// A layer of `type` with every property at its initial value.
  init(_ type: LayerType, isInStack: Bool = false) {
    self.type = type
    self.isInStack = isInStack
    for row in PropertyTable.of(type).rows { row.apply(row.initial, &self) }
  }
}

extension LayerDraft {
  /// CSS `color`, which `currentcolor` names; black where the layer has none, or a gradient.
  var currentColor: Color {
    switch (type, text.style.color, code.color) {
    case (.text, .color(let color), _), (.qr, _, .color(let color)): return color
    default: return .black
    }
  }

  static func shadows(_ values: [ShadowValue], currentColor: Color) -> [Shadow] {
    values.map { value in
      var shadow = value.shadow
      if value.isCurrentColor { shadow.color = currentColor }
      return shadow
    }
  }

  /// The layer as the scene shows it; nil when it is invisible or an image that names no picture.
  /// What is left to the site stays empty, and so do groups and stacks.
  func sceneLayer(named name: String) -> SceneLayer? {
    guard isVisible else { return nil }
    let current = currentColor
    let content: LayerContent
    switch type {
    case .text:
      content = .text(textContent(lang: text.lang))
    case .image:
      guard let address else { return nil }
      content = .image(ImageContent(address: address, fit: fit, position: position))
    case .shape: content = .shape(shape)
    case .qr: content = .qr(code)
    case .group: content = .group(GroupContent(layers: [], clipsContent: clipsContent))
    case .stack:
      var stack = stack
      stack.clipsContent = clipsContent
      content = .stack(stack)
    }
    return SceneLayer(
      name: name, frame: Rect(x: x, y: y, width: width ?? 0, height: height ?? 0),
      rotation: rotation, opacity: opacity, blendMode: blendMode,
      filters: filters, cornerRadii: cornerRadii, borderWidth: borderWidth,
      borderColor: borderColor ?? current,
      shadows: Self.shadows(shadows, currentColor: current),
      background: background.drawsNothing ? nil : background, padding: padding,
      flex: flexItem, content: content)
  }

  /// The box of a layer that is not seen, which draws nothing: a group's holds layers, any other's
  /// nothing.
  func outline(named name: String) -> SceneLayer {
    SceneLayer(
      name: name, frame: Rect(x: x, y: y, width: width ?? 0, height: height ?? 0),
      rotation: rotation, opacity: 0, borderWidth: borderWidth, padding: padding,
      content: type == .group
        ? .group(GroupContent(layers: []))
        : .shape(ShapeContent(outline: .rect, fill: .color(.transparent))))
  }

  private var flexItem: FlexItem? {
    guard isInStack else { return nil }
    var item = flex
    item.width = width
    item.height = height
    return item
  }
}
