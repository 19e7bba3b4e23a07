extension EncodeProfile {
  /// The profile as a build's record keeps it: a version, the effort, a quality for each lossy
  /// format.
  package var bytes: [UInt8] {
    [1, effort.rawValue, UInt8(clamping: jpegQuality), UInt8(clamping: webpQuality)]
  }

  /// The profile that `bytes` spell; nil for another version's.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4, bytes[0] == 1, let effort = Effort(rawValue: bytes[1]) else {
      return nil
    }
    self.init(effort: effort, jpegQuality: Int(bytes[2]), webpQuality: Int(bytes[3]))
  }
}
