/// What cards are held against: `lint` of `site.json`, or the command's options.
package struct LintSettings: Sendable, Hashable {
  package var rules = LintRules()
  /// CSS px on a canvas 1200 px wide; other widths in proportion. Networks show cards about 500 px
  /// wide: 24 px are 10 px there.
  package var fontSizeMin = 24.0
  /// In place of WCAG AA's 4.5, and 3 for large text.
  package var contrastMin: Double?
  /// A budget of bytes for every picture, besides those of networks.
  package var bytesMax: Int?
  /// The networks that every picture is for; nil for those that its size is for.
  package var networks: [Network]?

  package static let fontSizes = 0.0...1_000.0
  package static let contrasts = 1.0...21.0
  package static let byteCounts = 1...1_000_000_000

  package init() {}

  /// The networks that a picture of `size` CSS px is for.
  package func networks(of size: PixelSize) -> [Network] {
    networks ?? Network.audience(of: size)
  }

  /// Reads `{"rules": {"overflow": "warning"}, "minFontSize": 20, "minContrast": 4.5, "maxBytes":
  /// 200000, "networks": ["x"]}`.
  package static func parse(_ reader: JSONReader) throws(InputError) -> LintSettings {
    try reader.refuseUnknownMembers(
      allowed: ["rules", "minFontSize", "minContrast", "maxBytes", "networks"])
    var settings = LintSettings()
    if let rules = try reader.optionalObject("rules") { settings.rules = try Self.rules(rules) }
    settings.fontSizeMin =
      try number("minFontSize", in: fontSizes, reader) ?? settings.fontSizeMin
    settings.contrastMin = try number("minContrast", in: contrasts, reader)
    settings.bytesMax = try reader.optionalInteger("maxBytes", in: byteCounts)
    settings.networks = try networks(reader)
    return settings
  }

  private static func rules(_ reader: JSONReader) throws(InputError) -> LintRules {
    try reader.refuseUnknownMembers(allowed: LintRule.allCases.map(\.rawValue))
    var rules = LintRules()
    for member in reader.members {
      guard let rule = LintRule(rawValue: member.key) else { continue }
      let path = reader.path(of: member.key)
      guard rules.set(rule, word: try member.value.string(at: path)) else {
        throw member.value.outOfRange(expected: "error, warning or off", path: path)
      }
    }
    return rules
  }

  private static func number(
    _ name: String, in range: ClosedRange<Double>, _ reader: JSONReader
  ) throws(InputError) -> Double? {
    guard let json = reader[name] else { return nil }
    let path = reader.path(of: name)
    let number = try json.number(at: path)
    guard range.contains(number) else {
      throw json.outOfRange(
        expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))", path: path)
    }
    return number
  }

  private static func networks(_ reader: JSONReader) throws(InputError) -> [Network]? {
    guard let names = try reader.optionalArray("networks") else { return nil }
    var networks: [Network] = []
    for (index, element) in names.enumerated() {
      let path = JSONPath.element(index, of: reader.path(of: "networks"))
      let name = try element.string(at: path)
      guard let network = Network.named(name) else {
        throw element.outOfRange(
          expected: "a network's name", path: path,
          hint: NearestName.hint(for: name, among: Network.all.map(\.id)))
      }
      if !networks.contains(network) { networks.append(network) }
    }
    return networks
  }
}
