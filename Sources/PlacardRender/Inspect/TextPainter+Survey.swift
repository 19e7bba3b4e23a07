internal import PlacardCore

/// A text laid out in its box, before anybody looks at its pixels.
struct TextSurvey {
  /// The text at the size that it is drawn in.
  let fitted: TextContent
  /// Of the letters, in CSS px of the layer.
  let sizeSmallest: Double
  let isBold: Bool
  let linesWithin: Int
  let linesTotal: Int
  /// Around letters and lines, in device px of the layer's own upright coordinates; nil for none.
  let ink: Rect?
}

extension TextPainter {
  /// What `draw` would make of `content` in the box of `geometry`; nil for a text that it does not
  /// draw. Adds the notes that it would add.
  ///
  /// `scale` is device px a CSS px. Throws as `draw` does.
  func survey(
    _ content: TextContent, in geometry: BoxGeometry, scale: Double, layer: String,
    notes: inout [RenderNote]
  ) throws(RenderError) -> TextSurvey? {
    guard content.style.size > 0, scale > 0, !content.text.isEmpty else { return nil }
    try check(content, scale: scale, layer: layer)
    let box = geometry.contentBox
    let height = box.height / scale
    let fitted = try fitted(content, width: geometry.textWidth, height: height, layer: layer)
    trim()
    let layout = try layout(fitted, width: geometry.textWidth, height: height, layer: layer)
    report(layout, fitted, height: height, layer: layer, to: &notes)
    let placed = PlacedText(layout, content: fitted, box: box, scale: scale, store: fonts)
    let styles = Self.styles(of: fitted)
    return TextSurvey(
      fitted: fitted, sizeSmallest: styles.map(\.size).min() ?? fitted.style.size,
      isBold: styles.allSatisfy { $0.weight >= 700 }, linesWithin: layout.linesWithin(height),
      linesTotal: layout.lineCount, ink: try ink(of: placed, in: box, fitted))
  }

  /// The styles that letters have.
  private static func styles(of content: TextContent) -> [TextStyle] {
    guard !content.spans.isEmpty else { return [content.style] }
    return content.spans.filter { span in
      span.text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }.map(\.style)
  }

  private func ink(
    of placed: PlacedText, in box: Rect, _ content: TextContent
  ) throws(RenderError) -> Rect? {
    // The painter that measures ink is one that could draw it.
    let buffer = pool.take(byteCount: 4)
    defer { pool.give(buffer) }
    let surface = try Surface(
      .mask, bounds: DeviceRect(x: 0, y: 0, width: 1, height: 1), pixels: buffer.base,
      bytesPerRow: 4)
    var edges = (
      left: Double.infinity, top: Double.infinity, right: -Double.infinity,
      bottom: -Double.infinity
    )
    for styled in placed.inks(in: box, store: fonts) {
      let painter = InkPainter(
        ink: styled.ink, fonts: fonts, cache: cache, pool: pool, context: surface.cr,
        isAxisAligned: true)
      guard let bounds = painter.bounds() else { continue }
      let stroke = placed.map.styles[styled.style].strokeWidth * placed.scale / 2
      // The painter leaves room for what pixels add to an outline.
      let room = InkPainter.boundsRoom - stroke
      edges.left = min(edges.left, bounds.left + room)
      edges.top = min(edges.top, bounds.top + room)
      edges.right = max(edges.right, bounds.right - room)
      edges.bottom = max(edges.bottom, bounds.bottom - room)
    }
    if content.overflow == .clip {
      edges.top = max(edges.top, box.y)
      edges.bottom = min(edges.bottom, box.y + box.height)
    }
    guard edges.left < edges.right, edges.top < edges.bottom else { return nil }
    return Rect(
      x: edges.left, y: edges.top, width: edges.right - edges.left,
      height: edges.bottom - edges.top)
  }
}
