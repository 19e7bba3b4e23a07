internal import CCairo
internal import PlacardCore

/// A rectangle, ellipse or line in its layer's content box.
struct ShapePainter {
  let source: PaintSource

  func paint(
    _ shape: ShapeContent, of layer: SceneLayer, in geometry: BoxGeometry,
    on surface: borrowing Surface
  ) throws(RenderError) {
    let strokeWidth = DeviceLength.bounded(shape.strokeWidth * source.scale)
    let box = geometry.content.rect
    switch shape.outline {
    case .rect, .ellipse:
      let outline =
        shape.outline == .rect
        ? RoundedRect(box, radii: geometry.radii) : RoundedRect(ellipseIn: box)
      guard !outline.isEmpty else { return }
      let cr = surface.cr
      try source.withSource(shape.fill, box: box, covering: box, on: cr) {
        outline.addPath(to: cr)
        cairo_fill(cr)
      }
      try stroke(shape.stroke, width: strokeWidth, box: box, on: surface) {
        outline.addPath(to: $0)
      }
    case .path: break
    case .line:
      // The outline of a level line has no area: its stroke's own box places a gradient.
      try stroke(
        shape.stroke, width: strokeWidth, box: box.outset(by: strokeWidth / 2), on: surface
      ) { cr in
        cairo_move_to(cr, box.x, box.y)
        cairo_line_to(cr, box.x + box.width, box.y + box.height)
      }
    }
    try surface.check("draw the shape \"\(layer.name)\"")
  }

  /// Strokes the path that `addPath` makes, centred on it, with mitred corners and butt ends.
  private func stroke(
    _ paint: Paint?, width: Double, box: Rect, on surface: borrowing Surface,
    addPath: (OpaquePointer) -> Void
  ) throws(RenderError) {
    guard let paint, width > 0 else { return }
    let cr = surface.cr
    cairo_set_line_width(cr, width)
    try source.withSource(paint, box: box, covering: box.outset(by: width), on: cr) {
      addPath(cr)
      cairo_stroke(cr)
    }
  }
}

extension Rect {
  func outset(by distance: Double) -> Rect {
    Rect(
      x: x - distance, y: y - distance, width: width + 2 * distance, height: height + 2 * distance)
  }
}
