internal import CCairo
internal import PlacardCore

/// Puts a text's ink on a cairo context: straight on its pixels, as paths, or as a mask.
struct InkPainter {
  let ink: TextInk
  let fonts: FontStore
  let cache: GlyphCache
  let pool: BufferPool
  let context: OpaquePointer
  /// Whether the context's matrix is the identity, so that glyphs can be put on whole pixels.
  let isAxisAligned: Bool

  private var size64: Int32 { Int32(clamping: Int(min(ink.size, 1e6) * 64)) }

  private var usesMasks: Bool { ink.size <= GlyphCache.sizePixelsMax }

  // MARK: One colour

  /// Draws everything in `color`; colour glyphs in their own colours at its alpha.
  func draw(_ color: Color) {
    cairo_save(context)
    cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      color.alpha)
    fill(ink.linesBelow)
    drawGlyphs(color)
    fill(ink.linesAbove)
    cairo_restore(context)
  }

  private func fill(_ rectangles: [Rect]) {
    guard !rectangles.isEmpty else { return }
    for rectangle in rectangles {
      cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    }
    cairo_fill(context)
  }

  private func drawGlyphs(_ color: Color) {
    guard isAxisAligned && usesMasks else {
      drawPaths(alpha: color.alpha)
      return
    }
    guard let target = PixelTarget(context) else {
      drawThroughCairo(alpha: color.alpha)
      return
    }
    let steps = ColorSteps(color)
    for glyph in ink.glyphs {
      let place = GlyphPlace(x: glyph.x, y: glyph.y)
      guard let image = image(of: glyph, at: place) else { continue }
      let pixels = cache.pixels(of: image)
      let x = place.column + image.left
      let y = place.row - image.top
      if image.isColor {
        target.blend(image, colors: pixels, x: x, y: y, alpha: steps.alpha)
      } else {
        target.blend(image, pixels, x: x, y: y, color: steps)
      }
    }
    cairo_surface_mark_dirty(cairo_get_group_target(context))
  }

  private func image(of glyph: TextInk.Glyph, at place: GlyphPlace) -> GlyphImage? {
    cache.image(
      GlyphCache.Key(
        glyph: glyph.glyph, font: Int32(glyph.font), size64: size64,
        quarter: Int32(place.quarter)), font: fonts.instances[glyph.font])
  }

  /// With the same masks where cairo has to clip them.
  private func drawThroughCairo(alpha: Double) {
    for glyph in ink.glyphs {
      let place = GlyphPlace(x: glyph.x, y: glyph.y)
      guard let image = image(of: glyph, at: place) else { continue }
      let x = place.column + image.left
      let y = place.row - image.top
      if image.isColor {
        paint(image, x: Double(x), y: Double(y), scale: 1, alpha: alpha)
      } else {
        var mask = CoverageMask(
          left: x, top: y, right: x + image.width, bottom: y + image.height,
          pool: pool)
        mask?.add(image, cache.pixels(of: image), x: x, y: y)
        mask?.fill(context)
      }
    }
  }

  // MARK: Paths

  private func drawPaths(alpha: Double) {
    for glyph in ink.glyphs {
      let font = fonts.instances[glyph.font]
      let (x, y) = origin(of: glyph)
      guard font.isColor else {
        GlyphPath.append(glyph.glyph, of: font, size: ink.size, x: x, y: y, to: context)
        cairo_fill(context)
        continue
      }
      guard let image = colorImage(of: glyph, font: font) else { continue }
      let scale = ink.size / colorSize
      if image.isColor {
        paint(
          image, x: x + Double(image.left) * scale, y: y - Double(image.top) * scale,
          scale: scale, alpha: alpha)
      } else {
        GlyphPath.append(glyph.glyph, of: font, size: ink.size, x: x, y: y, to: context)
        cairo_fill(context)
      }
    }
  }

  /// Where a glyph of turned text starts: Skia puts it on a quarter of a device pixel in both
  /// directions, as long as it draws masks.
  private func origin(of glyph: TextInk.Glyph) -> (x: Double, y: Double) {
    var (x, y) = (glyph.x, glyph.y)
    guard usesMasks else { return (x, y) }
    cairo_user_to_device(context, &x, &y)
    x = (x * 4 + 0.5).rounded(.down) / 4
    y = (y * 4 + 0.5).rounded(.down) / 4
    cairo_device_to_user(context, &x, &y)
    return (x, y)
  }

  /// Colour glyphs are bitmaps: past this size they are drawn larger, not finer.
  private var colorSize: Double { min(ink.size, GlyphCache.sizePixelsMax) }

  private func colorImage(of glyph: TextInk.Glyph, font: FontInstance) -> GlyphImage? {
    cache.image(
      GlyphCache.Key(
        glyph: glyph.glyph, font: Int32(glyph.font), size64: Int32((colorSize * 64).rounded()),
        quarter: 0), font: font)
  }

  private func paint(_ image: GlyphImage, x: Double, y: Double, scale: Double, alpha: Double) {
    withSurface(of: image) { surface in
      cairo_save(context)
      cairo_translate(context, x, y)
      cairo_scale(context, scale, scale)
      cairo_set_source_surface(context, surface, 0, 0)
      cairo_paint_with_alpha(context, alpha)
      cairo_restore(context)
    }
  }

  private func withSurface(of image: GlyphImage, _ body: (OpaquePointer) -> Void) {
    let data = UnsafeMutableRawPointer(mutating: cache.pixels(of: image))
      .assumingMemoryBound(to: UInt8.self)
    let surface = cairo_image_surface_create_for_data(
      data, CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height), Int32(4 * image.width))
    guard let surface else { return }
    body(surface)
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Strokes the letters' outlines in the context's source, `width` px wide; colour glyphs have
  /// none. Corners are mitred up to four times the width, as Skia's are.
  func stroke(width: Double) {
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_set_line_width(context, width)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    cairo_set_miter_limit(context, 4)
    for glyph in ink.glyphs {
      let font = fonts.instances[glyph.font]
      guard !font.isColor else { continue }
      GlyphPath.append(
        glyph.glyph, of: font, size: ink.size, x: glyph.x, y: glyph.y, to: context)
      cairo_stroke(context)
    }
  }

  /// How far a mitred stroke reaches out of the outline.
  static func reach(ofStroke width: Double) -> Double { width * 2 }

  // MARK: Masks

  /// Draws the context's source through the text's shape, `shift` px off its place and blurred.
  /// A stroke of `strokeWidth` px widens the shape.
  func drawMask(
    shiftX: Double = 0, shiftY: Double = 0, blur: BoxBlur? = nil, strokeWidth: Double = 0
  ) {
    let reach = Double(blur?.reach ?? 0)
    let room = Self.reach(ofStroke: strokeWidth)
    guard let bounds = bounds(), let clip = clipExtents() else { return }
    // What lies outside the clip shows only as far as the blur carries it.
    let left = max(bounds.left + shiftX - room, clip.left) - reach
    let top = max(bounds.top + shiftY - room, clip.top) - reach
    let right = min(bounds.right + shiftX + room, clip.right) + reach
    let bottom = min(bounds.bottom + shiftY + room, clip.bottom) + reach
    guard right > left, bottom > top,
      var mask = CoverageMask(
        left: Int(left.rounded(.down)), top: Int(top.rounded(.down)),
        right: Int(right.rounded(.up)), bottom: Int(bottom.rounded(.up)), pool: pool)
    else { return }
    cover(&mask, shiftX: shiftX, shiftY: shiftY, strokeWidth: strokeWidth)
    if let blur { mask.apply(blur) }
    mask.fill(context)
  }

  private func cover(
    _ mask: inout CoverageMask, shiftX: Double, shiftY: Double, strokeWidth: Double
  ) {
    let lines = ink.linesBelow + ink.linesAbove
    if !lines.isEmpty || !usesMasks || strokeWidth > 0 {
      mask.withContext { target in
        let shifted = InkPainter(
          ink: ink, fonts: fonts, cache: cache, pool: pool, context: target,
          isAxisAligned: false)
        cairo_translate(target, shiftX, shiftY)
        shifted.fill(lines)
        if !usesMasks { shifted.drawPaths(alpha: 1) }
        if strokeWidth > 0 { shifted.stroke(width: strokeWidth) }
      }
    }
    guard usesMasks else { return }
    for glyph in ink.glyphs {
      let place = GlyphPlace(x: glyph.x + shiftX, y: glyph.y + shiftY)
      guard let image = image(of: glyph, at: place) else { continue }
      mask.add(
        image, cache.pixels(of: image), x: place.column + image.left, y: place.row - image.top)
    }
  }

  typealias Extents = (left: Double, top: Double, right: Double, bottom: Double)

  private func clipExtents() -> Extents? {
    var clip: Extents = (0, 0, 0, 0)
    cairo_clip_extents(context, &clip.left, &clip.top, &clip.right, &clip.bottom)
    return clip.right > clip.left && clip.bottom > clip.top ? clip : nil
  }

  /// By how much `bounds` reaches past the outlines on each side, for what pixels add to them.
  static let boundsRoom = 2.0

  /// A rectangle that holds all ink; nil when there is none.
  func bounds() -> Extents? {
    var bounds: Extents = (.infinity, .infinity, -.infinity, -.infinity)
    func include(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
      bounds.left = min(bounds.left, left - Self.boundsRoom)
      bounds.top = min(bounds.top, top - Self.boundsRoom)
      bounds.right = max(bounds.right, right + Self.boundsRoom)
      bounds.bottom = max(bounds.bottom, bottom + Self.boundsRoom)
    }
    let unit = ink.size / Double(FontInstance.emUnits)
    for glyph in ink.glyphs {
      var extents = hb_glyph_extents_t()
      let font = fonts.instances[glyph.font].shaper
      guard hb_font_get_glyph_extents(font, glyph.glyph, &extents) != 0 else { continue }
      let left = glyph.x + Double(extents.x_bearing) * unit
      let top = glyph.y - Double(extents.y_bearing) * unit
      include(
        left, top, left + Double(extents.width) * unit, top - Double(extents.height) * unit)
    }
    for line in ink.linesBelow + ink.linesAbove {
      include(line.x, line.y, line.x + line.width, line.y + line.height)
    }
    return bounds.left < bounds.right ? bounds : nil
  }
}
