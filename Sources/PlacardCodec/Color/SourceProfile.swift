internal import CLCMS

/// lcms's profile for a file's colours; the caller closes it.
enum SourceProfile {
  static func open(_ context: OpaquePointer, _ source: SourceColor) -> cmsHPROFILE? {
    switch source {
    case .standard: nil
    case .profile(let bytes):
      bytes.withUnsafeBytes { bytes in
        // lcms keeps a copy of its own.
        cmsOpenProfileFromMemTHR(context, bytes.baseAddress, cmsUInt32Number(bytes.count))
      }
    case .primaries(let primaries, let transfer): open(context, primaries, transfer)
    }
  }

  private static func open(
    _ context: OpaquePointer, _ primaries: SourceColor.Primaries, _ transfer: SourceColor.Transfer
  ) -> cmsHPROFILE? {
    func point(_ place: (x: Double, y: Double)) -> cmsCIExyY {
      cmsCIExyY(x: place.x, y: place.y, Y: 1)
    }
    var white = point(primaries.white)
    var colors = cmsCIExyYTRIPLE(
      Red: point(primaries.red), Green: point(primaries.green), Blue: point(primaries.blue))
    let curve: OpaquePointer?
    switch transfer {
    case .gamma(let power): curve = cmsBuildGamma(context, power)
    case .srgb:
      // IEC 61966-2-1 as lcms's type 4: ((a x + b) ^ g), and c x below d.
      curve = cmsBuildParametricToneCurve(
        context, 4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    }
    guard let curve else { return nil }
    defer { cmsFreeToneCurve(curve) }
    let curves: [OpaquePointer?] = [curve, curve, curve]
    return cmsCreateRGBProfileTHR(context, &white, &colors, curves)
  }
}
