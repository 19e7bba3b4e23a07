import Foundation
import PlacardCore
import PlacardRender

/// Debian's fonts, which the tests draw with.
enum TestFonts {
  static let inter = "/usr/share/fonts/opentype/inter/Inter-Regular.otf"
  static let interBold = "/usr/share/fonts/opentype/inter/Inter-Bold.otf"
  static let interItalic = "/usr/share/fonts/opentype/inter/Inter-Italic.otf"
  static let interThin = "/usr/share/fonts/opentype/inter/Inter-Thin.otf"
  static let arabic = "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"
  static let hebrew = "/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf"
  static let devanagari = "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf"
  static let thai = "/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf"
  static let cjk = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
  static let emoji = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
  static let mono = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
  static let serif = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"

  static func file(_ path: String, isFallback: Bool = true) throws -> FontFile {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return FontFile(path: path, digest: Digest(of: [UInt8](bytes)), isFallback: isFallback)
  }

  static func library(_ paths: [String]) throws -> FontLibrary {
    try FontLibrary.load(paths.map { try file($0) })
  }

  /// Every script of the tests, Inter first; read once.
  static let all = Result {
    try library([
      inter, interBold, interItalic, arabic, hebrew, devanagari, thai, cjk, emoji, mono, serif,
    ])
  }
}
