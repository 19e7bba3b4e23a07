internal import CCairo
internal import PlacardCore

/// A box's inset shadows, cast by its padding edge onto what is inside: over the background, under
/// the border and the content (CSS Backgrounds 3 §6.1).
struct InsetShadowPainter {
  let masks: ShadowMasks
  let pool: BufferPool
  let scale: Double

  func paint(
    _ layer: SceneLayer, in geometry: BoxGeometry, on surface: borrowing Surface
  ) throws(RenderError) {
    for shadow in layer.shadows.reversed() where shadow.isInset && shadow.color.alpha > 0 {
      // Exactly under the edge; its coverage there would only be rounding.
      if shadow.x == 0, shadow.y == 0, shadow.blur == 0, shadow.spread == 0 { continue }
      try paint(shadow, layer, geometry, surface)
    }
  }

  private func paint(
    _ shadow: Shadow, _ layer: SceneLayer, _ geometry: BoxGeometry, _ surface: borrowing Surface
  ) throws(RenderError) {
    let edge = geometry.padding
    guard !edge.isEmpty, let toBox = geometry.transform.inverse else { return }
    let visible = DeviceRect(touchedBy: toBox.bounds(of: surface.bounds.rect))
    // One pixel more on each side where pixels do not meet the box's.
    let more = geometry.transform.isIdentity ? 0 : 1
    let region = DeviceRect(touchedBy: edge.rect).outset(by: more)
      .intersection(visible.outset(by: more))
    guard !region.isEmpty else { return }

    let bytesPerRow = Surface.Format.mask.bytesPerRow(width: region.width)
    let buffer = pool.take(byteCount: bytesPerRow * region.height)
    defer { pool.give(buffer) }
    try cover(shadow, of: edge, region, buffer, bytesPerRow)
    let mask = try Surface(.mask, bounds: region, pixels: buffer.base, bytesPerRow: bytesPerRow)
    let cr = surface.cr
    cairo_save(cr)
    defer { cairo_restore(cr) }
    edge.addPath(to: cr)
    cairo_clip(cr)
    shadow.color.setSource(on: cr)
    cairo_mask_surface(cr, mask.handle, 0, 0)
    try surface.check("paint the inset shadow of \"\(layer.name)\"")
  }

  /// Writes the shadow's coverage: all that is not the hole which the edge leaves, blurred.
  private func cover(
    _ shadow: Shadow, of edge: RoundedRect, _ region: DeviceRect, _ buffer: PixelBuffer,
    _ bytesPerRow: Int
  ) throws(RenderError) {
    let byteCount = bytesPerRow * region.height
    let hole =
      edge
      .spread(by: -DeviceLength.bounded(shadow.spread * scale))
      .offset(
        x: DeviceLength.bounded(shadow.x * scale), y: DeviceLength.bounded(shadow.y * scale))
    guard !hole.isEmpty else {
      buffer.base.initializeMemory(as: UInt8.self, repeating: 255, count: byteCount)
      return
    }
    let pixels = buffer.base.bindMemory(to: UInt8.self, capacity: byteCount)
    try masks.draw(
      hole, sigma: DeviceLength.bounded(shadow.blur * scale) / 2, region: region, into: pixels,
      bytesPerRow: bytesPerRow)
    for row in 0..<region.height {
      let line = pixels + row * bytesPerRow
      for x in 0..<region.width { line[x] = ~line[x] }
    }
  }
}
