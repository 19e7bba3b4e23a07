internal import CCairo
internal import PlacardCore

/// The OpenType tables of one face that tell its style, each read when asked for.
struct FaceTables {
  let face: OpaquePointer
  private let os2: SfntTable
  private let head: SfntTable
  private let post: SfntTable
  private let color: SfntTable

  init(_ face: OpaquePointer) {
    self.face = face
    os2 = SfntTable(face, "OS/2")
    head = SfntTable(face, "head")
    post = SfntTable(face, "post")
    color = SfntTable(face, "COLR")
  }

  var weightClass: Int {
    if let weight = os2.uint16(4), weight > 0 { return Int(weight) }
    return (head.uint16(44) ?? 0) & 1 != 0 ? 700 : 400
  }

  /// OS/2 `usWidthClass` as CSS Fonts 4 §2.3 maps it to percent.
  var widthPercent: Double {
    let percents = [100, 50, 62.5, 75, 87.5, 100, 112.5, 125, 150, 200]
    let width = Int(os2.uint16(6) ?? 5)
    return width < percents.count ? percents[width] : 100
  }

  var slant: TextStyle.Slant {
    if let selection = os2.uint16(62) {
      if selection & 1 != 0 { return .italic }
      return selection & 0x200 != 0 ? .oblique : .normal
    }
    return (head.uint16(44) ?? 0) & 2 != 0 ? .italic : .normal
  }

  var isMonospaced: Bool {
    // Panose: a Latin text face (2) of monospaced proportion (9).
    (post.uint16(12) ?? 0) | (post.uint16(14) ?? 0) != 0
      || (os2.byte(32) == 2 && os2.byte(35) == 9)
  }

  /// By Panose where it says a serif style, else by name.
  func isSerif(family: String) -> Bool {
    if os2.byte(32) == 2, let style = os2.byte(33), style >= 2 { return style <= 10 }
    let name = family.lowercased()
    return name.contains("serif") && !name.contains("sans")
  }

  var hasColorBitmaps: Bool { hb_ot_color_has_png(face) != 0 }

  var hasSVG: Bool { hb_ot_color_has_svg(face) != 0 }

  /// Whether any glyph but `.notdef` has an outline.
  var hasOutlines: Bool {
    guard let font = hb_font_create(face) else { return false }
    defer { hb_font_destroy(font) }
    return (1..<max(1, hb_face_get_glyph_count(face))).contains { glyph in
      var extents = hb_glyph_extents_t()
      return hb_font_get_glyph_extents(font, glyph, &extents) != 0 && extents.width != 0
    }
  }

  var colorVersion: Int { Int(color.uint16(0) ?? 0) }

  var colorLayerGlyphCount: Int { Int(color.uint16(2) ?? 0) }

  func axes() -> [FontAxis] {
    var count: UInt32 = 64
    return withUnsafeTemporaryAllocation(of: hb_ot_var_axis_info_t.self, capacity: 64) { infos in
      hb_ot_var_get_axis_infos(face, 0, &count, infos.baseAddress)
      return infos.prefix(Int(count)).map { info in
        FontAxis(
          tag: tagText(info.tag), minimum: Double(info.min_value),
          standard: Double(info.default_value), maximum: Double(info.max_value))
      }
    }
  }

  struct Names {
    var typographic: String?
    var legacy: String?
    /// Lower-cased, each once.
    var all: [String] = []
  }

  /// The family names in every language; English first where there is a choice.
  func names() -> Names {
    var count: UInt32 = 0
    let entries = hb_ot_name_list_names(face, &count)
    var names = Names()
    for entry in UnsafeBufferPointer(start: entries, count: Int(count))
    where entry.name_id == 1 || entry.name_id == 16 {
      let text = nameText(entry)
      guard !text.isEmpty else { continue }
      let lowered = text.lowercased()
      if !names.all.contains(lowered) { names.all.append(lowered) }
      let isEnglish = hb_language_to_string(entry.language).map { $0[0] == 0x65 && $0[1] == 0x6E }
      if entry.name_id == 16 {
        if names.typographic == nil || isEnglish == true { names.typographic = text }
      } else if names.legacy == nil || isEnglish == true {
        names.legacy = text
      }
    }
    return names
  }

  private func nameText(_ entry: hb_ot_name_entry_t) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      var size: UInt32 = 256
      hb_ot_name_get_utf8(face, entry.name_id, entry.language, &size, buffer.baseAddress)
      let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(size)])
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// One table of a face; empty when the face has none.
private final class SfntTable {
  private let blob: OpaquePointer?

  init(_ face: OpaquePointer, _ tag: StaticString) {
    blob = hb_face_reference_table(face, hb_tag_from_string(tag.cString, 4))
  }

  deinit { hb_blob_destroy(blob) }

  func byte(_ offset: Int) -> UInt8? {
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), offset < Int(length) else { return nil }
    return UInt8(bitPattern: data[offset])
  }

  func uint16(_ offset: Int) -> UInt16? {
    guard let high = byte(offset), let low = byte(offset + 1) else { return nil }
    return UInt16(high) << 8 | UInt16(low)
  }
}

extension StaticString {
  fileprivate var cString: UnsafePointer<CChar> {
    UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

/// The four letters of an OpenType tag.
func tagText(_ tag: UInt32) -> String {
  let letters = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: tag >> UInt32($0)) }
  return String(decoding: letters, as: UTF8.self)
}

/// The OpenType tag spelled by `text`, padded with spaces; nil unless it has one to four ASCII
/// characters.
func tagValue(_ text: String) -> UInt32? {
  let letters = Array(text.utf8)
  guard (1...4).contains(letters.count), letters.allSatisfy({ (0x20...0x7E).contains($0) }) else {
    return nil
  }
  return (0..<4).reduce(0) { $0 << 8 | UInt32($1 < letters.count ? letters[$1] : 0x20) }
}
