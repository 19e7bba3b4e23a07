internal import PlacardCore

/// A stack or a child of one, with what layout has found out about it.
///
/// All lengths are CSS px in whole 64ths, so that sums and differences are exact.
final class FlexNode {
  /// What a box holds, as far as its size goes.
  enum Body {
    /// Nothing that has a size: shapes, and groups, whose layers are placed by themselves.
    case empty
    /// A picture of this natural size in CSS px, whose sides keep their ratio.
    case picture(width: Double, height: Double)
    case text(TextContent)
    case stack(StackContent, children: [FlexNode])
  }

  let layer: SceneLayer
  let body: Body
  /// Of the border, and with the padding.
  let borderWidth: Double
  let insets: Insets
  /// Of the border box, never less than `insets`; nil for the content's own.
  let width: Double?
  let height: Double?
  let grow: Double
  let shrink: Double
  let alignSelf: StackContent.Align?
  /// Whether it scrolls, for CSS: such a box may be smaller than what it holds.
  let clipsContent: Bool

  var maxContentWidths: [Double?: Double] = [:]
  var minContentWidths: [Double?: Double] = [:]
  var textMeasures: [Double?: TextMeasure] = [:]
  var layouts: [FlexSpace: FlexLayout] = [:]

  /// - Parameters:
  ///   - scale: device px a CSS px.
  ///   - natural: the size of an image's or a code's content in CSS px.
  /// - Throws: `tooLarge` past `depthMax` stacks in one another, and what `natural` throws.
  init(
    _ layer: SceneLayer, scale: Double, depth: Int = 0,
    natural: (SceneLayer) throws(RenderError) -> PixelSize?
  ) throws(RenderError) {
    guard depth <= Self.depthMax else {
      throw RenderError(
        .tooLarge, "more than \(Self.depthMax) stacks in one another; nest fewer",
        layer: layer.name)
    }
    self.layer = layer
    let border = Self.borderWidth(of: layer, scale: scale)
    let insets = Self.insets(of: layer, border: border)
    borderWidth = border
    self.insets = insets
    let item = layer.flex ?? FlexItem()
    width = item.width.map { max(LayoutUnit.floor($0), insets.horizontal) }
    height = item.height.map { max(LayoutUnit.floor($0), insets.vertical) }
    grow = Self.factor(item.grow)
    shrink = Self.factor(item.shrink)
    alignSelf = item.alignSelf
    switch layer.content {
    case .text(let text):
      body = .text(text)
      clipsContent = false
    case .stack(let stack):
      var children: [FlexNode] = []
      children.reserveCapacity(stack.layers.count)
      for child in stack.layers {
        children.append(try FlexNode(child, scale: scale, depth: depth + 1, natural: natural))
      }
      body = .stack(stack, children: children)
      clipsContent = stack.clipsContent
    case .group(let group):
      body = .empty
      clipsContent = group.clipsContent
    case .image, .qr, .shape:
      if let size = try natural(layer) {
        body = .picture(width: Double(max(1, size.width)), height: Double(max(1, size.height)))
      } else {
        body = .empty
      }
      clipsContent = false
    }
  }

  /// As deep as a template's limit can be set.
  private static let depthMax = 64

  /// A border is whole device pixels (CSS Values 4, "snap as a border width").
  private static func borderWidth(of layer: SceneLayer, scale: Double) -> Double {
    LayoutUnit.ceil(DeviceLength.borderWidth(layer.borderWidth, scale: scale) / scale)
  }

  private static func insets(of layer: SceneLayer, border: Double) -> Insets {
    func inset(_ padding: Double) -> Double { border + max(0, LayoutUnit.floor(padding)) }
    return Insets(
      top: inset(layer.padding.top), right: inset(layer.padding.right),
      bottom: inset(layer.padding.bottom), left: inset(layer.padding.left))
  }

  private static func factor(_ value: Double) -> Double {
    value.isFinite ? min(max(0, value), 1e6) : 0
  }

  /// From the padding box's top left to the content box's.
  var contentOffset: (x: Double, y: Double) {
    (insets.left - borderWidth, insets.top - borderWidth)
  }
}

extension Insets {
  var horizontal: Double { left + right }
  var vertical: Double { top + bottom }
}
