internal import CCairo
internal import PlacardCore

/// A glyph of a shaped run, in CSS px.
struct ShapedGlyph {
  var glyph: UInt32
  /// The code point of the text that its cluster starts with.
  var cluster: Int
  var advance: Double
  /// From the pen to the glyph's origin, to the right and upwards.
  var xOffset: Double
  var yOffset: Double
  /// Whether shaping the text in two pieces that meet before this glyph would change it.
  var isUnsafeToBreak: Bool
}

/// Shapes runs with HarfBuzz, in one buffer that is kept.
final class Shaper {
  private let buffer: OpaquePointer

  init() {
    guard let buffer = hb_buffer_create() else { preconditionFailure("HarfBuzz has no memory") }
    self.buffer = buffer
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES)
  }

  deinit { hb_buffer_destroy(buffer) }

  /// The glyphs of `range`, a part of `run` or the whole, from left to right; letters join as they
  /// do in the whole paragraph.
  func shape(
    _ range: Range<Int>, of run: FontRun, in paragraph: Range<Int>, text: AnalyzedText,
    font: FontInstance, style: TextStyle
  ) -> [ShapedGlyph] {
    guard !run.isTab else {
      let glyph = font.glyph(of: 0x20) ?? 0
      return [
        ShapedGlyph(
          glyph: glyph, cluster: range.lowerBound, advance: 0, xOffset: 0, yOffset: 0,
          isUnsafeToBreak: false)
      ]
    }
    fill(range, run: run, paragraph: paragraph, text: text)
    let features = Self.features(of: style) + trims(range, paragraph: paragraph, text: text)
    hb_shape(font.shaper, buffer, features, UInt32(features.count))
    var glyphs = collect(
      text: text, font: font, size: style.size, paragraphStart: paragraph.lowerBound)
    if font.isColor { Self.takeStrikeAdvances(&glyphs, font: font, size: style.size) }
    if style.letterSpacing != 0 {
      Self.space(
        &glyphs, by: style.letterSpacing, text: text, isRightToLeft: run.level & 1 == 1)
    }
    return glyphs
  }

  private func fill(
    _ range: Range<Int>, run: FontRun, paragraph: Range<Int>, text: AnalyzedText
  ) {
    hb_buffer_clear_contents(buffer)
    text.scalars.withUnsafeBufferPointer { scalars in
      let start = scalars.baseAddress.map { $0 + paragraph.lowerBound }
      hb_buffer_add_codepoints(
        buffer, start, Int32(paragraph.count), UInt32(range.lowerBound - paragraph.lowerBound),
        Int32(range.count))
    }
    hb_buffer_set_direction(buffer, run.level & 1 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, run.script)
    hb_buffer_set_language(buffer, text.language.shaping)
  }

  private func collect(
    text: AnalyzedText, font: FontInstance, size: Double, paragraphStart: Int
  ) -> [ShapedGlyph] {
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, nil)
    else { return [] }
    let unit = size / Double(FontInstance.emUnits)
    return (0..<Int(count)).map { place in
      let info = infos[place]
      let position = positions[place]
      let cluster = Int(info.cluster) + paragraphStart
      // Controls have no width; fonts give some of them a box.
      let isHidden = info.codepoint == 0 && FontRuns.isIgnorable(text.scalars[cluster])
      return ShapedGlyph(
        glyph: isHidden ? Self.noGlyph : info.codepoint, cluster: cluster,
        advance: isHidden
          ? 0 : font.advance(of: info.codepoint, shaped: position.x_advance, size: size),
        xOffset: Double(position.x_offset) * unit, yOffset: Double(position.y_offset) * unit,
        isUnsafeToBreak: info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0)
    }
  }

  /// A bitmap's own advance, scaled with it, is Skia's; the font's table of advances is a little
  /// narrower.
  private static func takeStrikeAdvances(
    _ glyphs: inout [ShapedGlyph], font: FontInstance, size: Double
  ) {
    for index in glyphs.indices where glyphs[index].advance > 0 {
      guard let advance = font.strikeAdvance(of: glyphs[index].glyph, size: size) else { continue }
      glyphs[index].advance = advance * size
    }
  }

  /// Stands for nothing to draw.
  static let noGlyph = UInt32.max

  /// Letter spacing switches optional ligatures off (CSS Text 3 §7.2).
  private static func features(of style: TextStyle) -> [hb_feature_t] {
    var features: [hb_feature_t] = []
    func add(_ tag: UInt32, _ value: UInt32) {
      features.append(hb_feature_t(tag: tag, value: value, start: 0, end: UInt32.max))
    }
    if style.letterSpacing != 0 {
      for tag in ["liga", "clig"].compactMap(tagValue) { add(tag, 0) }
    }
    for feature in style.features {
      if let tag = tagValue(feature.tag) { add(tag, UInt32(clamping: feature.value)) }
    }
    return features
  }

  private func trims(
    _ range: Range<Int>, paragraph: Range<Int>, text: AnalyzedText
  ) -> [hb_feature_t] {
    guard !text.isASCII, let halt = tagValue("halt") else { return [] }
    return SpacingTrim.trimmed(range, of: text.scalars).map { place in
      let cluster = UInt32(place - paragraph.lowerBound)
      return hb_feature_t(tag: halt, value: 1, start: cluster, end: cluster + 1)
    }
  }

  /// Letters of these scripts join: a gap would tear words apart (CSS Text 4 §8.2.2).
  private static func isCursive(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x600 else { return false }
    switch hb_unicode_script(hb_unicode_funcs_get_default(), scalar) {
    case HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_MONGOLIAN, HB_SCRIPT_NKO, HB_SCRIPT_MANDAIC,
      HB_SCRIPT_HANIFI_ROHINGYA, HB_SCRIPT_PHAGS_PA:
      return true
    default: return false
    }
  }

  /// Adds the spacing once a cluster: after it from left to right, to its left from right to left.
  private static func space(
    _ glyphs: inout [ShapedGlyph], by spacing: Double, text: AnalyzedText, isRightToLeft: Bool
  ) {
    var place = 0
    while place < glyphs.count {
      var end = place + 1
      while end < glyphs.count && glyphs[end].cluster == glyphs[place].cluster { end += 1 }
      let hasWidth = glyphs[place..<end].contains { $0.advance != 0 }
      if hasWidth && !isCursive(text.scalars[glyphs[place].cluster]) {
        if isRightToLeft {
          for member in place..<end { glyphs[member].xOffset += spacing }
        }
        glyphs[end - 1].advance += spacing
      }
      place = end
    }
  }
}
