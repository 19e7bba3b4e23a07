internal import CCairo
internal import PlacardCore

/// A picture in its layer's content box, clipped by the content edge's round corners as CSS clips
/// replaced elements.
struct PicturePainter {
  let scaled: ScaledPictures
  let scale: Double

  func paint(
    _ picture: Picture, _ content: ImageContent, in geometry: BoxGeometry,
    on surface: borrowing Surface
  ) throws(RenderError) {
    let clip = geometry.content
    guard !clip.isEmpty else { return }
    let whole = DeviceRect(
      snapping: ObjectFit.rect(
        content.fit, position: content.position, natural: picture.natural,
        in: geometry.contentBox, scale: scale))
    guard !whole.isEmpty else { return }
    var visible = whole.intersection(DeviceRect(touchedBy: clip.rect))
    if geometry.transform.isIdentity {
      visible = visible.intersection(surface.bounds)
    } else if let toBox = geometry.transform.inverse {
      // One pixel more on each side, for what lies between pixels.
      let seen = DeviceRect(touchedBy: toBox.bounds(of: surface.bounds.rect)).outset(by: 1)
      visible = visible.intersection(seen)
    }
    guard !visible.isEmpty else { return }
    let crop = DeviceRect(
      x: visible.x - whole.x, y: visible.y - whole.y, width: visible.width,
      height: visible.height)
    let pixels = try scaled.scaled(
      picture, digest: content.digest, width: whole.width, height: whole.height, scale: scale,
      crop: crop)
    let source = try Surface(
      picture.isOpaque ? .opaqueColor : .color, bounds: visible, pixels: pixels.buffer.base,
      bytesPerRow: 4 * visible.width)
    draw(source, visible, clip, isUpright: geometry.transform.isIdentity, on: surface.cr)
    try surface.check("draw a picture")
  }

  private func draw(
    _ source: borrowing Surface, _ visible: DeviceRect, _ clip: RoundedRect, isUpright: Bool,
    on cr: OpaquePointer
  ) {
    cairo_save(cr)
    defer { cairo_restore(cr) }
    cairo_set_source_surface(cr, source.handle, 0, 0)
    let pattern = cairo_get_source(cr)
    cairo_pattern_set_filter(pattern, isUpright ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR)
    if !isUpright { cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD) }
    if clip.isRounded, clip.rect != visible.rect {
      clip.addPath(to: cr)
      cairo_clip(cr)
      cairo_rectangle(
        cr, Double(visible.x), Double(visible.y), Double(visible.width), Double(visible.height))
    } else if clip.isRounded {
      clip.addPath(to: cr)
    } else {
      cairo_rectangle(
        cr, Double(visible.x), Double(visible.y), Double(visible.width), Double(visible.height))
    }
    cairo_fill(cr)
  }
}
