internal import CAVIF
import PlacardCore

/// AVIF's colour: a profile, or code points of ITU-T H.273.
enum AVIFColor {
  static func source(_ image: avifImage, limits: Limits) -> SourceColor {
    if image.icc.size > 0, image.icc.size <= limits.colorProfileBytesMax, let start = image.icc.data
    {
      return .profile(Array(UnsafeBufferPointer(start: start, count: image.icc.size)))
    }
    return codePoints(
      primaries: Int(image.colorPrimaries), transfer: Int(image.transferCharacteristics))
  }

  /// H.273's numbers for what browsers read without tone mapping; the rest is taken for sRGB.
  static func codePoints(primaries: Int, transfer: Int) -> SourceColor {
    let colors: SourceColor.Primaries? =
      switch primaries {
      case 9: .bt2020
      case 12: .displayP3
      default: nil
      }
    let curve: SourceColor.Transfer =
      switch transfer {
      case 4: .gamma(2.2)
      case 5: .gamma(2.8)
      case 8: .gamma(1)
      default: .srgb
      }
    if colors == nil, curve == .srgb { return .standard }
    return .primaries(colors ?? .bt709, curve)
  }
}
