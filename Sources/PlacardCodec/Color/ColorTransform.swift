internal import CLCMS

/// From a file's colours to sRGB by lcms, relative colorimetric, as browsers do. One owner.
///
/// Every transform has a context of its own, so that threads share nothing.
struct ColorTransform: ~Copyable {
  private enum Work {
    /// lcms's transform, whose four bytes a pixel come and go in place.
    case pixels(cmsHTRANSFORM, keepsAlpha: Bool)
    /// What each grey becomes.
    case greys([UInt32])
  }

  private let context: OpaquePointer
  private let work: Work

  deinit {
    if case .pixels(let transform, _) = work { cmsDeleteTransform(transform) }
    cmsDeleteContext(context)
  }

  /// The transform for samples of `kind` that `source` describes. nil where nothing is to be done:
  /// sRGB, a damaged profile, or one for samples of another kind, which browsers ignore.
  static func make(
    from source: SourceColor, kind: SampleKind = .color, order: StraightOrder = .bgra
  ) -> ColorTransform? {
    if case .standard = source { return nil }
    guard let context = placard_lcms_context() else { return nil }
    guard let work = work(context, source, kind, order) else {
      cmsDeleteContext(context)
      return nil
    }
    return ColorTransform(context: context, work: work)
  }

  private init(context: OpaquePointer, work: Work) {
    self.context = context
    self.work = work
  }

  private static func work(
    _ context: OpaquePointer, _ source: SourceColor, _ kind: SampleKind, _ order: StraightOrder
  ) -> Work? {
    guard let profile = SourceProfile.open(context, source) else { return nil }
    defer { cmsCloseProfile(profile) }
    guard let target = cmsCreate_sRGBProfileTHR(context) else { return nil }
    defer { cmsCloseProfile(target) }
    let pixels = order == .bgra ? placard_lcms_bgra : placard_lcms_rgba
    let format: cmsUInt32Number
    switch (cmsGetColorSpace(profile), kind) {
    case (cmsSigGrayData, .grey): format = placard_lcms_grey
    case (cmsSigRgbData, .color), (cmsSigRgbData, .grey): format = pixels
    case (cmsSigCmykData, .invertedInks): format = placard_lcms_inks_inverted
    default: return nil
    }
    guard
      let transform = cmsCreateTransformTHR(
        context, profile, format, target, pixels, cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC), 0)
    else { return nil }
    if format == placard_lcms_grey {
      defer { cmsDeleteTransform(transform) }
      return .greys(greys(transform))
    }
    if format == pixels, changesNothing(transform) {
      cmsDeleteTransform(transform)
      return nil
    }
    return .pixels(transform, keepsAlpha: format == pixels)
  }

  private static func greys(_ transform: cmsHTRANSFORM) -> [UInt32] {
    let samples = (0..<256).map { UInt8($0) }
    var words = [UInt32](repeating: 0, count: 256)
    cmsDoTransform(transform, samples, &words, 256)
    return words
  }

  /// Whether no sample of a lattice moves by more than one level: an sRGB profile, of which there
  /// are hundreds.
  private static func changesNothing(_ transform: cmsHTRANSFORM) -> Bool {
    let levels: [UInt32] = [0, 16, 51, 102, 153, 204, 255]
    var words: [UInt32] = []
    for first in levels {
      for second in levels {
        for third in levels { words.append(first | second << 8 | third << 16) }
      }
    }
    var moved = words
    cmsDoTransform(transform, words, &moved, cmsUInt32Number(words.count))
    return zip(words, moved).allSatisfy { before, after in
      [UInt32(0), 8, 16].allSatisfy { shift in
        abs(Int(before >> shift & 255) - Int(after >> shift & 255)) <= 1
      }
    }
  }

  /// Converts `count` straight pixels in place; inks become opaque pixels.
  func apply(_ pixels: UnsafeMutableRawPointer, count: Int) {
    switch work {
    case .greys(let words):
      for offset in stride(from: 0, to: 4 * count, by: 4) {
        let pixel = pixels.load(fromByteOffset: offset, as: UInt32.self)
        let grey = words[Int(pixel & 255)] & 0x00FF_FFFF
        pixels.storeBytes(
          of: grey | pixel & 0xFF00_0000, toByteOffset: offset, as: UInt32.self)
      }
    case .pixels(let transform, let keepsAlpha):
      // Pieces, for lcms counts pixels in 32 bits.
      for start in stride(from: 0, to: count, by: 1 << 16) {
        let piece = pixels + 4 * start
        cmsDoTransform(transform, piece, piece, cmsUInt32Number(min(1 << 16, count - start)))
      }
      guard !keepsAlpha else { return }
      for offset in stride(from: 3, to: 4 * count, by: 4) {
        pixels.storeBytes(of: 255, toByteOffset: offset, as: UInt8.self)
      }
    }
  }
}
