internal import CCairo
internal import CQR
internal import CRsvg

/// The libraries that can change a pixel, by the versions loaded at run time.
package enum RendererVersions {
  /// `cairo 1.16.0, pixman 0.42.2, …`: part of every picture's key.
  package static var text: String {
    let words = [
      "cairo " + String(cString: cairo_version_string()),
      "pixman " + String(cString: pixman_version_string()),
      "pango " + String(cString: pango_version_string()),
      "harfbuzz " + String(cString: hb_version_string()),
      "freetype " + freeType,
      "librsvg \(rsvg_major_version).\(rsvg_minor_version).\(rsvg_micro_version)",
      "qrencode " + String(cString: QRcode_APIVersionString()),
    ]
    return words.joined(separator: ", ")
  }

  private static var freeType: String {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else { return "none" }
    defer { FT_Done_FreeType(library) }
    var major: FT_Int = 0
    var minor: FT_Int = 0
    var patch: FT_Int = 0
    FT_Library_Version(library, &major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
