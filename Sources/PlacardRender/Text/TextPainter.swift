internal import CCairo
package import PlacardCore

/// Lays text out and draws it, with fonts, glyph pictures and buffers of its own.
///
/// One for each worker; never shared. What was drawn before changes no pixel.
package final class TextPainter {
  let fonts: FontStore
  let cache: GlyphCache
  private let shaper = Shaper()
  let pool = BufferPool(idleBytesMax: 16 << 20)

  /// `glyphCacheByteCountMax` bounds the glyph pictures kept.
  package init(fonts: FontLibrary, glyphCacheByteCountMax: Int = 8 << 20) {
    self.fonts = FontStore(fonts)
    cache = GlyphCache(byteCountMax: glyphCacheByteCountMax)
  }

  /// Draws `content` in its content box.
  ///
  /// Lines are broken in CSS px, so that they are the same at every scale.
  ///
  /// - Parameters:
  ///   - box: device px, before `cr`'s matrix.
  ///   - frame: the layer's border box, on whole device px: what ink may not leave.
  ///   - width: what lines are broken at, in CSS px; nil for the box's.
  ///   - scale: device px a CSS px.
  ///   - cr: its user space is device px, which its matrix may turn.
  ///   - isUpright: whether the matrix is the identity: glyphs then come from the cache and are put
  ///     on whole pixels' quarters; else they are filled as paths.
  ///   - withSource: makes a gradient that fills a box, in device px, the source of `cr` for the
  ///     time of a call. The gradient fills the whole content box behind the letters (CSS
  ///     `background-clip: text`).
  /// - Throws: `badFont` or `missingFont` when a font cannot be opened or there is none.
  func draw(
    _ content: TextContent, in box: Rect, of frame: Rect, breakingAt width: Double? = nil,
    scale: Double, on cr: OpaquePointer, isUpright: Bool, layer: String, notes: inout [RenderNote],
    withSource: (Paint, Rect, () throws(RenderError) -> Void) throws(RenderError) -> Void
  ) throws(RenderError) {
    guard content.style.size > 0, scale > 0, !content.text.isEmpty else { return }
    try check(content, scale: scale, layer: layer)
    let width = width ?? box.width / scale
    let height = box.height / scale
    let fitted = try fitted(content, width: width, height: height, layer: layer)
    trim()
    let layout = try layout(fitted, width: width, height: height, layer: layer)
    report(layout, fitted, height: height, layer: layer, to: &notes)
    guard !layout.lines.isEmpty else { return }
    let placed = PlacedText(layout, content: fitted, box: box, scale: scale, store: fonts)
    cairo_save(cr)
    defer { cairo_restore(cr) }
    if content.overflow == .clip { clip(to: box, scale: scale, layout, on: cr) }
    let inks = placed.inks(in: box, store: fonts)
    let paragraph = placed.map.styles[0].color
    let painters = inks.map { styled in
      let style = placed.map.styles[styled.style]
      return StyledPainter(
        style: style,
        behind: paragraph.isGradient && style.color != paragraph ? (paragraph, box) : nil,
        box: styled.box, scale: scale,
        painter: InkPainter(
          ink: styled.ink, fonts: fonts, cache: cache, pool: pool, context: cr,
          isAxisAligned: isUpright))
    }
    for painter in painters { painter.drawShadows() }
    if content.overflow != .visible { keepInside(frame, placed, painters, isUpright, on: cr) }
    for painter in painters { try painter.draw(withSource: withSource) }
  }

  /// How `content` would be set in `width` CSS px; nil for as wide as it wants.
  package func measure(_ content: TextContent, width: Double?) throws(RenderError) -> TextMeasure {
    try check(content, scale: 1, layer: nil)
    trim()
    let layout = try layout(content, width: width, height: nil, layer: nil)
    let boxes = LineBoxes(styles: layout.map.styles, primaries: layout.primaries, store: fonts)
    return TextMeasure(
      lines: zip(layout.lines, layout.boxes).map { line, box in
        TextLine(range: line.range, width: line.width, height: box.height, isCut: line.isCut)
      }, lineCount: layout.lineCount,
      width: LayoutUnit.ceil(layout.lines.map(\.width).max() ?? 0),
      minContentWidth: layout.contentWidths.least, maxContentWidth: layout.contentWidths.most,
      lineHeight: boxes.strut.height,
      baseline: (layout.boxes.first ?? boxes.strut).baseline)
  }

  /// The largest font size, in steps of half a px from `minimum` to `content`'s own, at which the
  /// whole text stands in `width` by `height` CSS px and in `lineCountMax` lines without a broken
  /// word; `minimum` when it does at none.
  ///
  /// The letter spacing stays as it is.
  package func largestSize(
    of content: TextContent, from minimum: Double, width: Double, height: Double
  ) throws(RenderError) -> Double {
    let largest = content.style.size
    guard minimum < largest, minimum > 0, try !fits(content, largest, width, height) else {
      return largest
    }
    // Steps that fit lie below `tooLarge`; `minimum` is taken whether it fits or not.
    var fitting = 0
    var tooLarge = Int(((min(largest, 1e5) - minimum) * 2).rounded(.up))
    while tooLarge - fitting > 1 {
      let middle = (fitting + tooLarge) / 2
      if try fits(content, minimum + Double(middle) / 2, width, height) {
        fitting = middle
      } else {
        tooLarge = middle
      }
    }
    return minimum + Double(fitting) / 2
  }

  private func fits(
    _ content: TextContent, _ size: Double, _ width: Double, _ height: Double
  ) throws(RenderError) -> Bool {
    try check(content, scale: 1, layer: nil)
    trim()
    let layout = try layout(content.set(at: size), width: width, height: nil, layer: nil)
    return !layout.breaksWords && layout.lineCount <= content.lineCountMax ?? Int.max
      && layout.fullHeight <= height + TextLayout.overhang
  }

  /// `content` at the size that it is drawn in a box of `width` by `height` CSS px.
  func fitted(
    _ content: TextContent, width: Double, height: Double, layer: String
  ) throws(RenderError) -> TextContent {
    guard content.fit == .shrink else { return content }
    do {
      return content.set(
        at: try largestSize(of: content, from: content.sizeMin, width: width, height: height))
    } catch {
      var named = error
      named.layer = layer
      throw named
    }
  }

  /// Bytes of glyph pictures held.
  package var glyphCacheByteCount: Int { cache.byteCount }

  /// Fonts held open.
  package var openFontCount: Int { fonts.instances.count }

  private static let lengthPixelsMax = 100_000.0
  private static let codePointCountMax = 65_536

  /// Keeps every sum of lengths far from where whole numbers end. Templates have closer limits.
  func check(
    _ content: TextContent, scale: Double, layer: String?
  ) throws(RenderError) {
    for style in [content.style] + content.spans.map(\.style) {
      let lengths = [
        style.size, style.letterSpacing, style.size * style.lineHeight, style.strokeWidth,
      ]
      guard lengths.allSatisfy({ abs($0) * scale <= Self.lengthPixelsMax }) else {
        throw RenderError(
          .tooLarge,
          "a font size of \(style.size) px, its letter spacing, stroke or line height is past "
            + "\(Self.lengthPixelsMax) device pixels; make it smaller", layer: layer)
      }
    }
    guard content.text.unicodeScalars.count <= Self.codePointCountMax else {
      throw RenderError(
        .tooLarge, "a text of more than \(Self.codePointCountMax) code points; shorten it",
        layer: layer)
    }
  }

  func trim() {
    if fonts.trim() { cache.removeAll() }
  }

  func layout(
    _ content: TextContent, width: Double?, height: Double?, layer: String?
  ) throws(RenderError) -> TextLayout {
    do {
      return try TextLayout(content, width: width, height: height, store: fonts, shaper: shaper)
    } catch {
      var named = error
      named.layer = layer
      throw named
    }
  }

  /// Cuts off what reaches more than a px out of the layer, as CSS `overflow: hidden` does, but never
  /// letters only because their lines are lower than their fonts; strokes have room besides.
  private func keepInside(
    _ frame: Rect, _ placed: PlacedText, _ painters: [StyledPainter], _ isUpright: Bool,
    on context: OpaquePointer
  ) {
    let stroke = painters.map { InkPainter.reach(ofStroke: $0.strokeWidth) }.max() ?? 0
    let left = (frame.x - 1 - stroke).rounded(.down)
    let top = (frame.y - max(1, placed.overhang.above) - stroke).rounded(.down)
    let right = (frame.x + frame.width + 1 + stroke).rounded(.up)
    let bottom = (frame.y + frame.height + max(1, placed.overhang.below) + stroke).rounded(.up)
    // A turned clip is a costly one.
    let isNeeded =
      isUpright
      || painters.contains { styled in
        guard let ink = styled.painter.bounds() else { return false }
        return ink.left < left || ink.top < top || ink.right > right || ink.bottom > bottom
      }
    guard isNeeded else { return }
    cairo_rectangle(context, left, top, right - left, bottom - top)
    cairo_clip(context)
  }

  /// The box's edges are moved to whole pixels, as Chromium does. A text that stays within its box
  /// keeps what its letters reach past their own.
  private func clip(
    to box: Rect, scale: Double, _ layout: TextLayout, on context: OpaquePointer
  ) {
    let isTooHigh = layout.linesWithin(box.height / scale) < layout.lines.count
    let isTooWide = layout.lines.contains { $0.width * scale > box.width }
    guard isTooHigh || isTooWide else { return }
    let left = box.x.rounded()
    let top = box.y.rounded()
    cairo_rectangle(
      context, left, top, (box.x + box.width).rounded() - left,
      (box.y + box.height).rounded() - top)
    cairo_clip(context)
  }

  func report(
    _ layout: TextLayout, _ content: TextContent, height: Double, layer: String,
    to notes: inout [RenderNote]
  ) {
    func add(_ kind: RenderNote.Kind) {
      let note = RenderNote(layer: layer, kind: kind)
      if !notes.contains(note) { notes.append(note) }
    }
    var reported = Set<UInt32>()
    for missing in layout.missing where reported.insert(missing.scalar).inserted {
      if let scalar = Unicode.Scalar(missing.scalar) {
        add(.missingGlyph(scalar: scalar, position: missing.position))
      }
    }
    for style in layout.map.styles {
      if let family = lackingFamily(style) {
        add(.missingFace(family: family, weight: style.weight, slant: style.slant))
      }
    }
    let shown =
      content.overflow == .visible
      ? layout.lines.count : layout.linesWithin(height)
    if shown < layout.lineCount {
      add(.overflow(linesShown: shown, linesTotal: layout.lineCount))
    }
  }

  /// The first listed family that the site has, when a browser would have to embolden or slant it
  /// (CSS Fonts 4 §5.2: `font-synthesis`).
  private func lackingFamily(_ style: TextStyle) -> String? {
    let library = fonts.library
    for family in style.families {
      let members = library.faces(ofFamily: family)
      guard
        let best = FontMatch.best(
          of: members, in: library.faces, weight: Double(style.weight), slant: style.slant)
      else { continue }
      let face = library.faces[best]
      let isTooLight = style.weight >= 600 && face.weights.upperBound < 600
      let isUpright = style.slant != .normal && face.slant == .normal && !face.slants
      return isTooLight || isUpright ? face.family : nil
    }
    return nil
  }
}
