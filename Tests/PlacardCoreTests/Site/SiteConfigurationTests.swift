import PlacardCore
import Testing

@Suite("site.json")
struct SiteConfigurationTests {
  private func parse(_ text: String) throws -> SiteConfiguration {
    try SiteConfiguration.parse(Array(text.utf8))
  }

  @Test("is read whole")
  func whole() throws {
    let site = try parse(
      """
      { "name": "Blog", "baseUrl": "HTTPS://cards.example.org/og/", "fonts": ["fonts",
      "/usr/share/x.ttf"],
        "defaultFont": "Inter", "allowedHosts": ["Images.Example.org"],
        "plans": {"free": {"rendersPerMonth": 100}, "pro": {}},
        "limits": {"jsonDepthMax": 20, "storeMapBytes": 1073741824,
        "privateFetchOrigins": ["127.0.0.1:9000", "[::1]:80"]},
        "encode": {"effort": "small", "quality": {"jpeg": 70, "avif": 55}}, "lang": "pt-BR",
        "assetTtlSeconds": 60, "trustedProxies": ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32"] }
      """)
    #expect(site.name == "Blog")
    #expect(site.baseURL == "https://cards.example.org/og")
    #expect(site.fonts == ["fonts", "/usr/share/x.ttf"])
    #expect(site.defaultFont == "Inter")
    #expect(site.allowedHosts == ["images.example.org"])
    #expect(site.plans.map(\.name) == ["free", "pro"])
    #expect(site.plan(named: "free")?.rendersPerMonth == 100)
    #expect(site.plan(named: "pro")?.rendersPerMonth == nil)
    #expect(site.limits.jsonDepthMax == 20)
    #expect(site.limits.storeMapBytes == 1 << 30)
    #expect(site.limits.privateFetchOrigins == ["127.0.0.1:9000", "[::1]:80"])
    #expect(
      site.encode
        == EncodeProfile(effort: .small, jpegQuality: 70, webpQuality: 80, avifQuality: 55))
    #expect(site.lang == "pt-BR")
    #expect(site.assetTTLSeconds == 60)
    #expect(site.trustedProxies.count == 3)
    #expect(site.trustedProxies[1] == AddressRange("10.0.0.0/8"))
  }

  @Test("encode settings are read back from their bytes, those from before AVIF too")
  func profileBytes() {
    let profile = EncodeProfile(effort: .small, jpegQuality: 1, webpQuality: 100, avifQuality: 33)
    #expect(EncodeProfile(bytes: profile.bytes) == profile)
    #expect(
      EncodeProfile(bytes: [1, 1, 70, 60])
        == EncodeProfile(effort: .fast, jpegQuality: 70, webpQuality: 60, avifQuality: 60))
    for bytes in [
      [], [1, 1, 70], [1, 1, 70, 60, 50], [2, 1, 70, 60], [3, 1, 70, 60, 50], [2, 9, 1, 1, 1],
    ]
      as [[UInt8]]
    {
      #expect(EncodeProfile(bytes: bytes) == nil)
    }
    #expect(profile.settings(for: .avif).quality == 33)
    #expect(profile.settings(for: .avif, quality: 90).quality == 90)
  }

  @Test("may say nothing")
  func defaults() throws {
    #expect(try parse("{}") == SiteConfiguration())
    #expect(try parse(#"{"lang": null, "plans": {}}"#) == SiteConfiguration())
    #expect(SiteConfiguration().fonts == ["fonts"])
    #expect(SiteConfiguration().lang == "en")
  }

  @Test(
    "is refused with line, path and a way out",
    arguments: [
      ("[]", "site.json:1:1: expected an object, found an array"),
      ("{\n \"font\": []}", #"site.json:2:2: unknown member "font" (did you mean "fonts"?)"#),
      (#"{"fonts": "x"}"#, #"site.json:1:11: fonts: expected an array, found "x""#),
      (#"{"fonts": [1]}"#, "site.json:1:12: fonts[0]: expected a string, found 1"),
      (
        #"{"limits": {"jsonDepth": 3}}"#,
        #"site.json:1:13: limits: unknown member "jsonDepth" (did you mean "jsonDepthMax"?)"#
      ),
      (
        #"{"limits": {"jsonDepthMax": 1000}}"#,
        "site.json:1:29: limits.jsonDepthMax: expected a whole number from 4 to 128, found 1000"
      ),
      (
        #"{"limits": {"privateFetchOrigins": ["localhost"]}}"#,
        #"""
        site.json:1:37: limits.privateFetchOrigins[0]: expected a host and a port, found \#
        "localhost" (as in "127.0.0.1:9000")
        """#
      ),
      (
        #"{"encode": {"effort": "best"}}"#,
        #"site.json:1:23: encode.effort: expected one of fast, balanced, small, found "best""#
      ),
      (
        #"{"encode": {"quality": {"png": 1}}}"#,
        #"site.json:1:25: encode.quality: unknown member "png" (known are jpeg, webp, avif)"#
      ),
      (
        #"{"encode": {"quality": {"webp": 0}}}"#,
        "site.json:1:33: encode.quality.webp: expected a whole number from 1 to 100, found 0"
      ),
      (
        #"{"plans": {"free": {"renders": 1}}}"#,
        #"site.json:1:21: plans.free: unknown member "renders" (known is only "rendersPerMonth")"#
      ),
      (
        #"{"lang": "english language"}"#,
        #"site.json:1:10: lang: expected a language tag, found "english language" (as in "pt-BR")"#
      ),
      (
        #"{"allowedHosts": ["https://x.org"]}"#,
        #"""
        site.json:1:19: allowedHosts[0]: expected a host's name, found "https://x.org" (as \#
        in "images.example.org")
        """#
      ),
      (
        #"{"trustedProxies": ["::1", "10.0.0.1/8"]}"#,
        #"""
        site.json:1:28: trustedProxies[1]: expected an address or a range of addresses, found \#
        "10.0.0.1/8" (as in "10.0.0.0/8" or "2001:db8::1"; no bit behind the first ones may be set)
        """#
      ),
      (#"{"trustedProxies": 1}"#, "site.json:1:20: trustedProxies: expected an array, found 1"),
      (
        #"{"trustedProxies": [1]}"#, "site.json:1:21: trustedProxies[0]: expected a string, found 1"
      ),
      (
        #"{"assetTtlSeconds": -1}"#,
        "site.json:1:21: assetTtlSeconds: expected a whole number from 0 to 315360000, found -1"
      ),
      (
        "{\"name\": \"é\",}",
        #"""
        site.json:1:14: expected a member's name after the comma, found "}" (JSON has no \#
        trailing commas)
        """#
      ),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: InputError.self) { try parse(text) }
    #expect(error?.description == message)
  }

  @Test(
    "takes http and https as base, without what an address cannot begin with",
    arguments: [
      ("https://a.example", "https://a.example"),
      ("http://a.example:8080/x//", "http://a.example:8080/x"),
      ("ftp://a", nil), ("https://", nil), ("https:///x", nil), ("https://a/?q", nil),
      ("https://u@a", nil), ("https://a b", nil), ("https://a/#x", nil), ("//a", nil), ("a", nil),
    ] as [(String, String?)])
  func baseURLs(text: String, expected: String?) {
    let site = try? parse("{\"baseUrl\": \"\(text)\"}")
    #expect(site?.baseURL == expected)
  }

  @Test("names every limit there is, each with its default in range")
  func limitNames() {
    let mirror = Mirror(reflecting: Limits())
    let properties = Set(mirror.children.compactMap(\.label))
    #expect(properties == Set(Limits.names))
    #expect(Limits.names.count == properties.count)
    for limit in LimitName.all {
      #expect(limit.range.contains(Limits()[keyPath: limit.property]), "\(limit.name)")
      let value = mirror.children.first { $0.label == limit.name }?.value as? Int
      #expect(value == Limits()[keyPath: limit.property], "\(limit.name)")
    }
  }

  @Test("takes each limit at both ends of its range and nothing beyond")
  func limitRanges() throws {
    for limit in LimitName.all {
      for value in [limit.range.lowerBound, limit.range.upperBound] {
        let site = try parse("{\"limits\":{\"\(limit.name)\":\(value)}}")
        #expect(site.limits[keyPath: limit.property] == value)
      }
      for value in [limit.range.lowerBound - 1, limit.range.upperBound + 1] {
        #expect(throws: InputError.self) { try parse("{\"limits\":{\"\(limit.name)\":\(value)}}") }
      }
    }
  }
}
