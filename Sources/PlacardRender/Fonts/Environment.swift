internal import Glibc

extension FontLibrary {
  /// Takes out of the environment whatever could change a picture: FreeType reads its properties
  /// from there, Pango, fontconfig and pixman theirs.
  ///
  /// To be called first in `main`, before there is a second thread.
  package static func isolateEnvironment() {
    for name in isolatedVariables { unsetenv(name) }
  }

  static let isolatedVariables = [
    "LANGUAGE", "PANGO_LANGUAGE", "PANGOCAIRO_BACKEND", "FREETYPE_PROPERTIES", "PIXMAN_DISABLE",
    "FONTCONFIG_SYSROOT", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FC_DEBUG", "FC_LANG",
    "HB_OPTIONS", "HB_SHAPER_LIST", "CAIRO_DEBUG",
  ]
}
