internal import CCairo

/// A face at one point of its variation axes, opened for one painter.
///
/// HarfBuzz shapes with it in units of 1/65,536 em, without hinting, so that positions scale with
/// the size; FreeType draws its glyphs.
final class FontInstance {
  /// A shaped length of one em.
  static let emUnits: Int32 = 65_536

  /// Into `FontLibrary.faces`.
  let face: Int
  let isColor: Bool
  /// For shaping; sized in `emUnits`.
  let shaper: OpaquePointer
  let drawer: FT_Face
  private let unitsPerEm: Double
  /// Of one em, upwards and downwards from the baseline; both usually positive.
  let ascent: Double
  let descent: Double
  private let blob: FontBlob
  private var sizeSet: Int = 0
  private var headline: Headline?

  /// Opens face `index` of `blob`; nil when FreeType or HarfBuzz cannot.
  init?(
    face: Int, index: Int, isColor: Bool, of blob: FontBlob, freeType: FT_Library,
    variations: [Variation]
  ) {
    let bytes = blob.bytes
    var opened: FT_Face?
    guard
      FT_New_Memory_Face(
        freeType, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), FT_Long(bytes.count),
        FT_Long(index), &opened) == 0, let drawer = opened
    else { return nil }
    let harfBuzzFace = hb_face_create(blob.pointer, UInt32(index))
    defer { hb_face_destroy(harfBuzzFace) }
    guard let font = hb_font_create(harfBuzzFace) else {
      FT_Done_Face(drawer)
      return nil
    }
    hb_font_set_scale(font, Self.emUnits, Self.emUnits)
    Self.apply(variations, to: font, drawer)
    hb_font_make_immutable(font)
    self.face = face
    self.isColor = isColor
    self.blob = blob
    self.drawer = drawer
    shaper = font
    unitsPerEm = Double(hb_face_get_upem(harfBuzzFace))
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(font, &extents)
    ascent = Double(extents.ascender) / Double(Self.emUnits)
    descent = -Double(extents.descender) / Double(Self.emUnits)
    headline = Headline(drawer)
  }

  deinit {
    hb_font_destroy(shaper)
    FT_Done_Face(drawer)
  }

  /// One axis set to a value.
  struct Variation: Hashable {
    var tag: UInt32
    var value: Double
  }

  /// FreeType is given HarfBuzz's normalised coordinates, so that both stand at one point.
  private static func apply(_ variations: [Variation], to font: OpaquePointer, _ drawer: FT_Face) {
    guard !variations.isEmpty else { return }
    let settings = variations.map { hb_variation_t(tag: $0.tag, value: Float($0.value)) }
    hb_font_set_variations(font, settings, UInt32(settings.count))
    var count: UInt32 = 0
    let normalized = hb_font_get_var_coords_normalized(font, &count)
    // 2.14 fixed point to 16.16.
    var coordinates = UnsafeBufferPointer(start: normalized, count: Int(count)).map {
      FT_Fixed($0) << 2
    }
    FT_Set_Var_Blend_Coordinates(drawer, count, &coordinates)
  }

  /// Sets the size of the glyphs that `drawer` loads, in 1/64 px; a bitmap face takes the smallest
  /// strike that is not smaller, else its largest.
  func setSize(_ size64: Int) {
    guard size64 != sizeSet else { return }
    sizeSet = size64
    if drawer.pointee.face_flags & FT_Long(FT_FACE_FLAG_SCALABLE) != 0 {
      FT_Set_Char_Size(drawer, 0, FT_F26Dot6(size64), 72, 72)
      return
    }
    var chosen: (strike: Int, size: Int)?
    for strike in 0..<Int(drawer.pointee.num_fixed_sizes) {
      let size = Int(drawer.pointee.available_sizes[strike].y_ppem)
      if let current = chosen {
        let fits = size >= size64
        let currentFits = current.size >= size64
        guard fits == currentFits ? (fits == (size < current.size)) : fits else { continue }
      }
      chosen = (strike, size)
    }
    if let chosen { FT_Select_Size(drawer, Int32(chosen.strike)) }
  }

  /// By how much to stretch the unhinted outline of `glyph` upwards, in 1/65,536, where FreeType
  /// would not hint it like its neighbours; nil where it does.
  func headlineScale(of glyph: UInt32, size64: Int) -> Int? {
    headline?.scale(of: glyph, size64: size64, drawer: drawer)
  }

  /// The advance, in ems, of the bitmap that is drawn for `glyph` at `size` CSS px; nil for outlines.
  func strikeAdvance(of glyph: UInt32, size: Double) -> Double? {
    guard drawer.pointee.face_flags & FT_Long(FT_FACE_FLAG_SCALABLE) == 0 else { return nil }
    setSize(Int((min(max(size, 0), 4_096) * 64).rounded()))
    let flags = FT_Int32(FT_LOAD_COLOR) | FT_Int32(FT_LOAD_BITMAP_METRICS_ONLY)
    guard FT_Load_Glyph(drawer, glyph, flags) == 0, let slot = drawer.pointee.glyph,
      let metrics = drawer.pointee.size?.pointee.metrics, metrics.y_ppem > 0
    else { return nil }
    return Double(slot.pointee.metrics.horiAdvance) / 64 / Double(metrics.y_ppem)
  }

  /// The advance at `size` CSS px of a shaped `glyph` whose advance is `shaped` in `emUnits`.
  ///
  /// Chromium has FreeType scale what the glyph itself advances: at a size of whole 64ths, by a
  /// factor of 16 fractional bits. What kerning adds is scaled as it is.
  func advance(of glyph: UInt32, shaped: Int32, size: Double) -> Double {
    let own = hb_font_get_glyph_h_advance(shaper, glyph)
    let units = (Double(own) * unitsPerEm / Double(Self.emUnits)).rounded()
    let factor = ((size * 64).rounded(.down) * 65_536 / unitsPerEm).rounded()
    return (units * factor / 64).rounded() / 65_536
      + Double(shaped - own) * size / Double(Self.emUnits)
  }

  /// The advance of U+0020 in ems; nil when the face has none.
  func spaceAdvance() -> Double? {
    advance(of: 0x20)
  }

  /// The glyph of `scalar`; nil when the face has none.
  func glyph(of scalar: UInt32) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(shaper, scalar, &glyph) != 0 ? glyph : nil
  }

  private func advance(of scalar: UInt32) -> Double? {
    glyph(of: scalar).map {
      Double(hb_font_get_glyph_h_advance(shaper, $0)) / Double(Self.emUnits)
    }
  }
}
