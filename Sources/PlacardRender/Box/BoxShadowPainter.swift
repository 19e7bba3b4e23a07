internal import CCairo
internal import PlacardCore

/// A box's outer shadows (CSS Backgrounds 3 §6).
struct BoxShadowPainter {
  let masks: ShadowMasks
  let pool: BufferPool
  let scale: Double

  func paint(
    _ layer: SceneLayer, in geometry: BoxGeometry, on surface: borrowing Surface
  ) throws(RenderError) {
    for shadow in layer.shadows.reversed() where !shadow.isInset && shadow.color.alpha > 0 {
      try paint(shadow, layer, geometry, surface)
    }
  }

  private func paint(
    _ shadow: Shadow, _ layer: SceneLayer, _ geometry: BoxGeometry, _ surface: borrowing Surface
  ) throws(RenderError) {
    let shape = geometry.border
      .spread(by: DeviceLength.bounded(shadow.spread * scale))
      .offset(
        x: DeviceLength.bounded(shadow.x * scale), y: DeviceLength.bounded(shadow.y * scale))
    guard !shape.isEmpty, let toBox = geometry.transform.inverse else { return }
    let sigma = DeviceLength.bounded(shadow.blur * scale) / 2
    let visible = DeviceRect(touchedBy: toBox.bounds(of: surface.bounds.rect))
    let region = Self.reach(of: shape, sigma: sigma).intersection(
      geometry.transform.isIdentity ? surface.bounds : visible.outset(by: 1))
    guard !region.isEmpty else { return }

    let bytesPerRow = Surface.Format.mask.bytesPerRow(width: region.width)
    let buffer = pool.take(byteCount: bytesPerRow * region.height)
    defer { pool.give(buffer) }
    try masks.draw(
      shape, sigma: sigma, region: region,
      into: buffer.base.assumingMemoryBound(to: UInt8.self), bytesPerRow: bytesPerRow)
    let mask = try Surface(.mask, bounds: region, pixels: buffer.base, bytesPerRow: bytesPerRow)
    // The shadow is not drawn under the box. Below an opaque background it may go one pixel further,
    // so that nothing shines through the edge.
    let hole = hasOpaqueBackground(layer) ? geometry.border.inset(by: Insets(1)) : geometry.border
    cairo_set_operator(mask.cr, CAIRO_OPERATOR_DEST_OUT)
    hole.addPath(to: mask.cr)
    cairo_fill(mask.cr)
    try mask.check("cut the shadow of \"\(layer.name)\" out of its box")
    mask.flush()
    shadow.color.setSource(on: surface.cr)
    cairo_mask_surface(surface.cr, mask.handle, 0, 0)
    try surface.check("paint the shadow of \"\(layer.name)\"")
  }

  private func hasOpaqueBackground(_ layer: SceneLayer) -> Bool {
    if case .color(let color) = layer.background { return color.isOpaque }
    return false
  }

  /// The pixels that the blurred shape touches.
  private static func reach(of shape: RoundedRect, sigma: Double) -> DeviceRect {
    DeviceRect(touchedBy: shape.rect).outset(by: BoxBlur(sigma: sigma).reach)
  }

  /// The pixels that a layer's shadows may touch, in the layer's own coordinates.
  func bounds(of layer: SceneLayer, in geometry: BoxGeometry) -> DeviceRect {
    var all = DeviceRect(touchedBy: geometry.border.rect)
    for shadow in layer.shadows where !shadow.isInset {
      let shape = geometry.border
        .spread(by: DeviceLength.bounded(shadow.spread * scale))
        .offset(
          x: DeviceLength.bounded(shadow.x * scale), y: DeviceLength.bounded(shadow.y * scale))
      all = all.union(
        Self.reach(of: shape, sigma: DeviceLength.bounded(shadow.blur * scale) / 2))
    }
    return all
  }
}
