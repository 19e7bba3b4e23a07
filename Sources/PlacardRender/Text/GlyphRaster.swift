internal import CCairo

/// Draws single glyphs with FreeType at one size.
struct GlyphRaster {
  let font: FontInstance
  /// Device px in 64ths.
  let size64: Int

  /// Draws `glyph` that many quarters of a pixel to the right of its pixel, and hands its picture
  /// to `body` with its first row and the bytes from row to row. Does not call it for an empty glyph.
  func draw(
    _ glyph: UInt32, quarter: Int, _ body: (GlyphImage, UnsafeRawPointer, Int) -> Void
  ) {
    font.setSize(size64)
    let headline = font.headlineScale(of: glyph, size64: size64)
    let flags =
      font.isColor
      ? FT_Int32(FT_LOAD_COLOR) : headline == nil ? placard_load_hinted : placard_load_unhinted
    guard FT_Load_Glyph(font.drawer, glyph, flags) == 0, let slot = font.drawer.pointee.glyph else {
      return
    }
    if placard_is_outline(slot) != 0 {
      if font.isColor {
        // Layers are painted while loading only.
        guard FT_Load_Glyph(font.drawer, glyph, flags | FT_Int32(FT_LOAD_RENDER)) == 0 else {
          return
        }
      } else {
        if let headline {
          var matrix = FT_Matrix(xx: 0x10000, xy: 0, yx: 0, yy: FT_Fixed(headline))
          FT_Outline_Transform(&slot.pointee.outline, &matrix)
        }
        FT_Outline_Translate(&slot.pointee.outline, FT_Pos(16 * quarter), 0)
        guard FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 else { return }
      }
    }
    deliver(slot, quarter: quarter, body)
  }

  private func deliver(
    _ slot: FT_GlyphSlot, quarter: Int, _ body: (GlyphImage, UnsafeRawPointer, Int) -> Void
  ) {
    let bitmap = slot.pointee.bitmap
    let isColor = UInt32(bitmap.pixel_mode) == FT_PIXEL_MODE_BGRA.rawValue
    let isMask = UInt32(bitmap.pixel_mode) == FT_PIXEL_MODE_GRAY.rawValue
    guard isColor || isMask, bitmap.width > 0, bitmap.rows > 0, bitmap.pitch > 0,
      let rows = bitmap.buffer
    else { return }
    let image = GlyphImage(
      offset: 0, width: Int(bitmap.width), height: Int(bitmap.rows),
      left: Int(slot.pointee.bitmap_left), top: Int(slot.pointee.bitmap_top), isColor: isColor)
    let scale = strikeScale
    guard isColor, scale != 1 else {
      body(image, UnsafeRawPointer(rows), Int(bitmap.pitch))
      return
    }
    let strike = ColorStrike(
      image: image, rows: UnsafeRawPointer(rows), bytesPerRow: Int(bitmap.pitch))
    strike.scaled(by: scale, shiftedBy: Double(quarter) / 4, body)
  }

  /// From the strike's px to device px; 1 for a face of outlines.
  private var strikeScale: Double {
    let face = font.drawer.pointee
    guard face.face_flags & FT_Long(FT_FACE_FLAG_SCALABLE) == 0, let size = face.size else {
      return 1
    }
    return Double(size64) / 64 / Double(max(1, size.pointee.metrics.y_ppem))
  }
}
