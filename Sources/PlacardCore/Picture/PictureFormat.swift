/// An encoding of pictures, as input, output or both.
package enum PictureFormat: UInt8, Sendable, Hashable, CaseIterable {
  case png = 1
  case jpeg = 2
  case webp = 3
  case avif = 4

  /// The format named by a user (`jpg` is `jpeg`); nil for an unknown name.
  package init?(name: some StringProtocol) {
    switch name {
    case "png": self = .png
    case "jpeg", "jpg": self = .jpeg
    case "webp": self = .webp
    case "avif": self = .avif
    default: return nil
    }
  }

  /// The names a user may write.
  package static let names = ["png", "jpeg", "jpg", "webp", "avif"]

  /// The canonical name, as in `format=…`.
  package var name: String {
    switch self {
    case .png: "png"
    case .jpeg: "jpeg"
    case .webp: "webp"
    case .avif: "avif"
    }
  }

  /// The extension of an address or file, without a dot; JPEG's is `jpg`.
  package var fileExtension: String { self == .jpeg ? "jpg" : name }

  /// The media type (`Content-Type`).
  package var mediaType: String { "image/" + name }

  /// Whether `quality` means something for it.
  package var isLossy: Bool { self != .png }
}

/// How much time an encoder may take for fewer bytes.
package enum Effort: UInt8, Sendable, Hashable, CaseIterable {
  case fast = 1
  case balanced = 2
  case small = 3

  package init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package var name: String {
    switch self {
    case .fast: "fast"
    case .balanced: "balanced"
    case .small: "small"
    }
  }
}

/// Everything about an encoding that can change a byte of it.
package struct EncodeSettings: Sendable, Hashable {
  package var format: PictureFormat
  package var effort: Effort
  /// 1 to 100 for a lossy format, 0 for PNG.
  package var quality: Int

  package init(format: PictureFormat, effort: Effort, quality: Int) {
    self.format = format
    self.effort = effort
    self.quality = format.isLossy ? quality : 0
  }
}

/// The site's encode settings (`encode` in `site.json`): what every format gets unless a request
/// gives a quality of its own.
package struct EncodeProfile: Sendable, Hashable {
  package var effort: Effort
  package var jpegQuality: Int
  package var webpQuality: Int
  package var avifQuality: Int

  package init(
    effort: Effort = .balanced, jpegQuality: Int = 85, webpQuality: Int = 80,
    avifQuality: Int = 60
  ) {
    self.effort = effort
    self.jpegQuality = jpegQuality
    self.webpQuality = webpQuality
    self.avifQuality = avifQuality
  }

  /// The settings for `format`; `quality`, where given, replaces the profile's.
  package func settings(for format: PictureFormat, quality: Int? = nil) -> EncodeSettings {
    let own =
      switch format {
      case .png: 0
      case .jpeg: jpegQuality
      case .webp: webpQuality
      case .avif: avifQuality
      }
    return EncodeSettings(format: format, effort: effort, quality: quality ?? own)
  }
}
