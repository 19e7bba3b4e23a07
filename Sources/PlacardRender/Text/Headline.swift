internal import CCairo

/// Keeps the headline of Devanagari, Bengali and Gurmukhi straight.
///
/// FreeType's light hinting moves the headline of a letter to a whole pixel, but it knows a glyph's
/// script by the character map alone: conjuncts, half forms and vowel signs that only shaping
/// reaches would stay where they were, and the line over the word would have steps. Those glyphs
/// are stretched by as much as hinting stretches the letter KA.
struct Headline {
  private let reference: UInt32
  private let mapped: Set<UInt32>
  private var sizeKnown = 0
  private var scaleKnown = 0x10000

  /// nil for a face without such a script.
  init?(_ drawer: FT_Face) {
    let letters: [FT_ULong] = [0x915, 0x995, 0xA15]
    guard let letter = letters.lazy.map({ FT_Get_Char_Index(drawer, $0) }).first(where: { $0 != 0 })
    else { return nil }
    reference = letter
    var mapped = Set<UInt32>()
    var glyph: FT_UInt = 0
    var character = FT_Get_First_Char(drawer, &glyph)
    while glyph != 0 {
      mapped.insert(glyph)
      character = FT_Get_Next_Char(drawer, character, &glyph)
    }
    self.mapped = mapped
  }

  /// The stretch for `glyph` at `drawer`'s size, which is `size64`; nil when hinting reaches it.
  mutating func scale(of glyph: UInt32, size64: Int, drawer: FT_Face) -> Int? {
    guard !mapped.contains(glyph) else { return nil }
    if size64 != sizeKnown {
      sizeKnown = size64
      scaleKnown = 0x10000
      let plain = top(drawer, placard_load_unhinted)
      let hinted = top(drawer, placard_load_hinted)
      if let plain, let hinted, plain > 0, hinted > 0 { scaleKnown = hinted * 0x10000 / plain }
    }
    return scaleKnown
  }

  private func top(_ drawer: FT_Face, _ flags: FT_Int32) -> Int? {
    guard FT_Load_Glyph(drawer, reference, flags) == 0, let slot = drawer.pointee.glyph,
      placard_is_outline(slot) != 0
    else { return nil }
    var box = FT_BBox()
    FT_Outline_Get_CBox(&slot.pointee.outline, &box)
    return Int(box.yMax)
  }
}
