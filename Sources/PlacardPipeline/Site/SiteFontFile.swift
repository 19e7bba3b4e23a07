package import PlacardCore
internal import PlacardRender
internal import PlacardSystem

/// The bytes of one of the site's font files, for those who show its texts themselves.
package struct SiteFontFile: Sendable {
  package var container: FontContainer
  package var bytes: [UInt8]
}

/// What a font's file is (OpenType 1.9, "Organization of an OpenType font"; WOFF 1.0; WOFF 2.0).
package enum FontContainer: Sendable, Hashable, CaseIterable {
  case trueType, openType, collection, woff, woff2

  /// By the first four bytes; nil for what is no font.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    switch bytes.prefix(4).reduce(0, { UInt32($0) << 8 | UInt32($1) }) {
    case 0x0001_0000, 0x7472_7565: self = .trueType
    case 0x4F54_544F: self = .openType
    case 0x7474_6366: self = .collection
    case 0x774F_4646: self = .woff
    case 0x774F_4632: self = .woff2
    default: return nil
    }
  }

  /// The media type (RFC 8081).
  package var mediaType: String {
    switch self {
    case .trueType: "font/ttf"
    case .openType: "font/otf"
    case .collection: "font/collection"
    case .woff: "font/woff"
    case .woff2: "font/woff2"
    }
  }
}

extension SiteContext {
  /// The file of the site's font list with that digest; nil when there is none, or when it has
  /// changed since the list was made. Nothing else can be had.
  package func fontFile(_ digest: Digest) throws(PipelineError) -> SiteFontFile? {
    guard let file = fonts.files.first(where: { $0.digest == digest }),
      FileStatus.of(file.path)?.kind == .file
    else { return nil }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(file.path, bytesMax: Self.fontBytesMax)
    } catch {
      throw .system(error)
    }
    guard Digest(of: bytes) == digest, let container = FontContainer(bytes) else { return nil }
    return SiteFontFile(container: container, bytes: bytes)
  }
}
