/// What `site.json` says; without the file, the defaults.
package struct SiteConfiguration: Sendable, Hashable {
  /// The site's name for people; empty where none is given.
  package var name = ""
  /// What addresses begin with, without a slash at the end; nil where it is not given.
  package var baseURL: String?
  /// Font files and directories in the order of fallback, relative to the site's folder.
  package var fonts = ["fonts"]
  /// The family of texts that name none; nil for the first family of `fonts`.
  package var defaultFont: String?
  /// Hosts that unsigned requests may load pictures from, in small letters.
  package var allowedHosts: [String] = []
  /// The plans of keys, in the file's order.
  package var plans: [Plan] = []
  package var limits = Limits()
  package var encode = EncodeProfile()
  /// The language of texts that name none (BCP 47).
  package var lang = "en"
  /// How long a remote picture is used before it is asked for again.
  package var assetTTLSeconds = 86_400
  /// What `placard lint` holds the cards against.
  package var lint = LintSettings()
  /// The proxies whose X-Forwarded-For is believed.
  package var trustedProxies: [AddressRange] = []

  package init() {}

  /// The plan of that name; nil for an unknown one.
  package func plan(named name: String) -> Plan? { plans.first { $0.name == name } }

  private static let memberNames = [
    "name", "baseUrl", "fonts", "defaultFont", "allowedHosts", "plans", "limits", "encode", "lang",
    "assetTtlSeconds", "trustedProxies", "lint",
  ]

  /// Reads the bytes of the file called `source`; errors carry their line and column.
  package static func parse(
    _ bytes: [UInt8], source: String = "site.json"
  ) throws(InputError) -> SiteConfiguration {
    do throws(InputError) {
      return try SiteConfiguration(JSONReader(JSONParser.parse(bytes)))
    } catch {
      throw bytes.withUnsafeBytes { error.located(in: $0, named: source) }
    }
  }

  private init(_ reader: JSONReader) throws(InputError) {
    try reader.refuseUnknownMembers(allowed: Self.memberNames)
    name = try reader.optionalString("name") ?? name
    baseURL = try Self.baseURL(reader)
    fonts = try reader.optionalStrings("fonts") ?? fonts
    defaultFont = try reader.optionalString("defaultFont")
    allowedHosts = try Self.allowedHosts(reader)
    plans = try Self.plans(reader)
    if let inner = try reader.optionalObject("limits") { limits = try Limits.parse(inner) }
    if let inner = try reader.optionalObject("encode") { encode = try EncodeProfile.parse(inner) }
    if let inner = try reader.optionalObject("lint") { lint = try LintSettings.parse(inner) }
    lang = try reader.optionalString("lang") ?? lang
    if !LanguageTag.isWellFormed(lang) {
      throw try reader.required("lang").outOfRange(
        expected: "a language tag", path: reader.path(of: "lang"), hint: "as in \"pt-BR\"")
    }
    // Ten years are as good as for ever.
    assetTTLSeconds =
      try reader.optionalInteger("assetTtlSeconds", in: 0...315_360_000) ?? assetTTLSeconds
    trustedProxies = try Self.trustedProxies(reader)
  }

  private static func trustedProxies(_ reader: JSONReader) throws(InputError) -> [AddressRange] {
    let path = reader.path(of: "trustedProxies")
    var ranges: [AddressRange] = []
    for (index, element) in (try reader.optionalArray("trustedProxies") ?? []).enumerated() {
      let path = JSONPath.element(index, of: path)
      guard let range = AddressRange(try element.string(at: path)) else {
        throw element.outOfRange(
          expected: "an address or a range of addresses", path: path,
          hint: "as in \"10.0.0.0/8\" or \"2001:db8::1\"; no bit behind the first ones may be set")
      }
      ranges.append(range)
    }
    return ranges
  }

  private static func baseURL(_ reader: JSONReader) throws(InputError) -> String? {
    guard let json = reader["baseUrl"] else { return nil }
    let path = reader.path(of: "baseUrl")
    let text = try json.string(at: path)
    if let url = BaseURL.normalized(text) { return url }
    throw json.outOfRange(
      expected: "an http or https address", path: path,
      hint: "as in \"https://cards.example.org\", without query and fragment")
  }

  private static func allowedHosts(_ reader: JSONReader) throws(InputError) -> [String] {
    let path = reader.path(of: "allowedHosts")
    var hosts: [String] = []
    for (index, element) in (try reader.optionalArray("allowedHosts") ?? []).enumerated() {
      let path = JSONPath.element(index, of: path)
      let host = try element.string(at: path)
      let isName =
        !host.isEmpty && host.utf8.count <= 253
        && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/:@?#\\".utf8.contains($0) }
      guard isName else {
        throw element.outOfRange(
          expected: "a host's name", path: path, hint: "as in \"images.example.org\"")
      }
      hosts.append(host.lowercased())
    }
    return hosts
  }

  private static func plans(_ reader: JSONReader) throws(InputError) -> [Plan] {
    guard let plansReader = try reader.optionalObject("plans") else { return [] }
    var plans: [Plan] = []
    for member in plansReader.members {
      let plan = try JSONReader(member.value, path: plansReader.path(of: member.key))
      try plan.refuseUnknownMembers(allowed: ["rendersPerMonth"])
      let renders = try plan.optionalInteger("rendersPerMonth", in: 0...1_000_000_000_000)
      plans.append(Plan(name: member.key, rendersPerMonth: renders))
    }
    return plans
  }
}

extension EncodeProfile {
  /// Reads `{"effort": "balanced", "quality": {"jpeg": 85, "webp": 80, "avif": 60}}`.
  package static func parse(_ reader: JSONReader) throws(InputError) -> EncodeProfile {
    try reader.refuseUnknownMembers(allowed: ["effort", "quality"])
    var profile = EncodeProfile()
    if let json = reader["effort"] {
      let path = reader.path(of: "effort")
      guard let effort = Effort(name: try json.string(at: path)) else {
        throw json.outOfRange(
          expected: "one of " + Effort.allCases.map(\.name).joined(separator: ", "), path: path)
      }
      profile.effort = effort
    }
    if let quality = try reader.optionalObject("quality") {
      try quality.refuseUnknownMembers(allowed: ["jpeg", "webp", "avif"])
      profile.jpegQuality =
        try quality.optionalInteger("jpeg", in: 1...100) ?? profile.jpegQuality
      profile.webpQuality =
        try quality.optionalInteger("webp", in: 1...100) ?? profile.webpQuality
      profile.avifQuality =
        try quality.optionalInteger("avif", in: 1...100) ?? profile.avifQuality
    }
    return profile
  }
}
