internal import CCairo
internal import PlacardCore

/// Puts one ink of a text on the card as its style says.
struct StyledPainter {
  let style: TextStyle
  /// The paragraph's gradient where the style has another paint: it shines through behind all of the
  /// paragraph's letters (CSS Backgrounds 4, `background-clip: text`).
  let behind: (paint: Paint, box: Rect)?
  /// The box that a gradient fills, in device px.
  let box: Rect
  /// Device px a CSS px.
  let scale: Double
  let painter: InkPainter

  /// Makes a gradient that fills a box the source for the time of a call.
  typealias Source = (Paint, Rect, () throws(RenderError) -> Void) throws(RenderError) -> Void

  /// Shadows of the fill alone, as Chromium's; the last lies lowest.
  func drawShadows() {
    for shadow in style.shadows.reversed() where shadow.color.alpha > 0 {
      shadow.color.setSource(on: painter.context)
      painter.drawMask(
        shiftX: shadow.x * scale, shiftY: shadow.y * scale,
        blur: BoxBlur(sigma: shadow.blur / 2 * scale))
    }
  }

  /// The fill, and the stroke over it.
  func draw(withSource: Source) throws(RenderError) {
    if let behind {
      try withSource(behind.paint, behind.box) { () throws(RenderError) in
        painter.drawMask(strokeWidth: strokeWidth)
      }
    }
    switch style.color {
    case .color(let color): painter.draw(color)
    case .linear, .radial, .conic:
      try withSource(style.color, box) { () throws(RenderError) in
        painter.drawMask(strokeWidth: strokeWidth)
      }
    }
    guard strokeWidth > 0, style.strokeColor.alpha > 0 else { return }
    style.strokeColor.setSource(on: painter.context)
    painter.stroke(width: strokeWidth)
  }

  /// Device px.
  var strokeWidth: Double { style.strokeWidth * scale }
}
