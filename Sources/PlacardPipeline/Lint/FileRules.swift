internal import PlacardCore

/// The rules that look at one picture's file: its bytes and its size in device pixels.
struct FileRules {
  let settings: LintSettings
  /// Those that the picture is for.
  let networks: [Network]

  /// Whether any budget could be passed, so that it is worth knowing the bytes.
  var wantsBytes: Bool {
    settings.rules.has(.bytes)
      && (settings.bytesMax != nil || networks.contains { $0.bytesMax != nil })
  }

  /// What a file of `byteCount` bytes is too large for.
  func findings(byteCount: Int) -> [LintFinding] {
    var findings: [LintFinding] = []
    let strictest = networks.filter { $0.bytesMax ?? .max < byteCount }
      .min { $0.bytesMax ?? .max < $1.bytesMax ?? .max }
    if let strictest, let most = strictest.bytesMax {
      findings.append(
        finding(byteCount, most, "\(strictest.title) takes \(Self.kilobytes(most))", strictest))
    }
    if let most = settings.bytesMax, byteCount > most {
      findings.append(finding(byteCount, most, "the budget is \(Self.kilobytes(most))", nil))
    }
    return findings
  }

  private func finding(
    _ byteCount: Int, _ most: Int, _ allowed: String, _ network: Network?
  ) -> LintFinding {
    var finding = LintFinding(.bytes, "\(Self.kilobytes(byteCount)); \(allowed)")
    finding.network = network?.id
    finding.numbers = [("bytes", Double(byteCount)), ("bytesMax", Double(most))]
    return finding
  }

  /// What a picture of `size` device pixels is too small or too large for.
  func findings(size: PixelSize) -> [LintFinding] {
    guard settings.rules.has(.dimensions) else { return [] }
    func isBelow(_ network: Network) -> Bool {
      network.least.map { size.width < $0.width || size.height < $0.height } ?? false
    }
    func isAbove(_ network: Network) -> Bool {
      network.most.map { size.width > $0.width || size.height > $0.height } ?? false
    }
    let small = networks.filter(isBelow).max { $0.least?.width ?? 0 < $1.least?.width ?? 0 }
    let large = networks.filter(isAbove).min { $0.most?.width ?? 0 < $1.most?.width ?? 0 }
    return [
      finding(size, small, small?.least, "at least"), finding(size, large, large?.most, "at most"),
    ].compactMap { $0 }
  }

  private func finding(
    _ size: PixelSize, _ network: Network?, _ limit: PixelSize?, _ words: String
  ) -> LintFinding? {
    guard let network, let limit else { return nil }
    var finding = LintFinding(
      .dimensions,
      "\(size.width)×\(size.height) pixels; \(network.title) wants \(words) "
        + "\(limit.width)×\(limit.height)")
    finding.network = network.id
    finding.numbers = [
      ("width", Double(size.width)), ("height", Double(size.height)),
      ("limitWidth", Double(limit.width)), ("limitHeight", Double(limit.height)),
    ]
    return finding
  }

  /// `312.4 kB`, rounded up, so that what is just too much does not look like enough.
  private static func kilobytes(_ count: Int) -> String {
    LayerRules.number((Double(count) / 100).rounded(.up) / 10) + " kB"
  }
}
