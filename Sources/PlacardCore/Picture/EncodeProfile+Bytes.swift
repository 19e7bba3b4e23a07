extension EncodeProfile {
  /// The profile as a build's record keeps it: a version, the effort, a quality for each lossy
  /// format.
  package var bytes: [UInt8] {
    [
      2, effort.rawValue, UInt8(clamping: jpegQuality), UInt8(clamping: webpQuality),
      UInt8(clamping: avifQuality),
    ]
  }

  /// The profile that `bytes` spell; nil for a version that is not known. Version 1, from before
  /// AVIF, has its default quality.
  package init?(bytes: [UInt8]) {
    guard bytes.count >= 4, let effort = Effort(rawValue: bytes[1]) else { return nil }
    self.init(effort: effort, jpegQuality: Int(bytes[2]), webpQuality: Int(bytes[3]))
    switch (bytes[0], bytes.count) {
    case (1, 4): break
    case (2, 5): avifQuality = Int(bytes[4])
    default: return nil
    }
  }
}
