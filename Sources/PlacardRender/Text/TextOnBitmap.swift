package import PlacardCore

extension TextPainter {
  /// Draws `content` over what `bitmap` shows: a text without a scene, as a font's sample is.
  ///
  /// `box` is in CSS px; `scale` is device px a CSS px. Throws as text in a scene does.
  package func draw(
    _ content: TextContent, in box: Rect, scale: Double, over bitmap: inout Bitmap
  ) throws(RenderError) -> [RenderNote] {
    let size = bitmap.size
    let bytesPerRow = bitmap.bytesPerRow
    var notes: [RenderNote] = []
    let device = Rect(
      x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale)
    try bitmap.withMutableBytes { (bytes) throws(RenderError) in
      guard let pixels = bytes.baseAddress else { return }
      let surface = try Surface(
        .color, bounds: DeviceRect(x: 0, y: 0, width: size.width, height: size.height),
        pixels: pixels, bytesPerRow: bytesPerRow)
      let pool = BufferPool(idleBytesMax: 0)
      try draw(
        content, in: device, of: device, scale: scale, on: surface.cr, isUpright: true,
        layer: "text",
        notes: &notes
      ) { (paint, box, fill) throws(RenderError) in
        try PaintSource(pool: pool, scale: scale).withSource(
          paint, box: box, covering: box, on: surface.cr, draw: fill)
      }
      surface.flush()
      try surface.check("draw a text")
    }
    return notes
  }
}
