internal import CCairo
internal import PlacardCore

/// Reads what a font file says of its faces (OpenType 1.9: name, OS/2, head, post, fvar, COLR).
enum FaceReader {
  /// The faces of `file`, whose place in the library is `place`.
  static func faces(of file: FontFile, at place: Int) throws(RenderError) -> [FontFace] {
    guard let mapped = FontBlob(mapping: file.path) else {
      throw RenderError(
        .badFont, "font file \(file.path) cannot be read; check that it exists and is a font")
    }
    let blob = try mapped.unpacked(path: file.path)
    let count = hb_face_count(blob.pointer)
    guard count > 0 else {
      throw RenderError(
        .badFont, "font file \(file.path) is not a TrueType, OpenType or WOFF font")
    }
    var faces: [FontFace] = []
    for index in 0..<count {
      guard let pointer = hb_face_create(blob.pointer, index) else { continue }
      defer { hb_face_destroy(pointer) }
      let tables = FaceTables(pointer)
      try refuseUndrawable(tables, file: file)
      var face = try face(tables, index: Int(index), file: file, place: place)
      face.isInCollection = blob.bytes.starts(with: "ttcf".utf8)
      faces.append(face)
    }
    return faces
  }

  /// COLR version 1 and SVG glyphs need a painter that FreeType 2.12 does not have. A font that has
  /// outlines beside its SVG glyphs is drawn by them, as Chromium draws it.
  private static func refuseUndrawable(
    _ tables: FaceTables, file: FontFile
  ) throws(RenderError) {
    guard !tables.hasColorBitmaps else { return }
    if tables.colorVersion >= 1 && tables.colorLayerGlyphCount == 0 {
      throw RenderError(
        .badFont,
        "font file \(file.path) has only COLR version 1 colour glyphs, which cannot be drawn; "
          + "use a CBDT or COLR version 0 build of it (Debian: fonts-noto-color-emoji)")
    }
    if tables.hasSVG && tables.colorLayerGlyphCount == 0 && !tables.hasOutlines {
      throw RenderError(
        .badFont,
        "font file \(file.path) has only SVG glyphs, which cannot be drawn; use a CBDT or COLR "
          + "version 0 build of it, or one with outlines")
    }
  }

  private static func face(
    _ tables: FaceTables, index: Int, file: FontFile, place: Int
  ) throws(RenderError) -> FontFace {
    let names = tables.names()
    let coverage = Coverage(face: tables.face)
    guard let family = names.typographic ?? names.legacy, hb_face_get_upem(tables.face) > 0,
      hb_face_get_glyph_count(tables.face) > 0, !coverage.isEmpty
    else {
      throw RenderError(
        .badFont,
        "font file \(file.path) is broken: it lacks a family name, glyphs or a character map")
    }
    let axes = tables.axes()
    let weight = Double(min(max(tables.weightClass, 1), 1000))
    let weightAxis = axes.first { $0.tag == "wght" }
    return FontFace(
      file: place, index: index, isInCollection: false, family: family, names: names.all,
      weights: weightAxis.map { $0.minimum...max($0.minimum, $0.maximum) } ?? weight...weight,
      slant: tables.slant, slants: axes.contains { $0.tag == "slnt" || $0.tag == "ital" },
      width: tables.widthPercent, axes: axes, coverage: coverage,
      isColor: tables.hasColorBitmaps || tables.colorLayerGlyphCount > 0,
      isMonospaced: tables.isMonospaced, isSerif: tables.isSerif(family: family))
  }
}
