/// The limits that `site.json` may set, by name, each with the range that makes sense.
package struct LimitName: Sendable {
  package let name: String
  package let range: ClosedRange<Int>
  /// The limit's place in `Limits`.
  package let property: any WritableKeyPath<Limits, Int> & Sendable

  private init(
    _ name: String, _ range: ClosedRange<Int>,
    _ property: any WritableKeyPath<Limits, Int> & Sendable
  ) {
    self.name = name
    self.range = range
    self.property = property
  }

  /// The most that `outputSidePixelsMax` may be: Cairo's surfaces end there.
  package static let sidePixelsMax = 32_767

  package static let all: [LimitName] = [
    // Every level is a level of recursion, so the depths end well before a thread's stack does.
    LimitName("jsonDepthMax", 4...128, \.jsonDepthMax),
    LimitName("jsonObjectKeysMax", 1...1_000_000, \.jsonObjectKeysMax),
    LimitName("jsonStringBytesMax", 1...100_000_000, \.jsonStringBytesMax),
    LimitName("manifestLineBytesMax", 1_000...1_000_000_000, \.manifestLineBytesMax),
    LimitName("frontMatterBytesMax", 16...16_000_000, \.frontMatterBytesMax),
    LimitName("frontMatterValuesMax", 1...1_000_000, \.frontMatterValuesMax),
    LimitName("htmlBytesMax", 1...100_000_000, \.htmlBytesMax),
    LimitName("htmlDepthMax", 1...10_000, \.htmlDepthMax),
    LimitName("textCodePointsMax", 1...65_536, \.textCodePointsMax),
    LimitName("combiningMarksMax", 1...1_024, \.combiningMarksMax),
    LimitName("outputSidePixelsMax", 1...sidePixelsMax, \.outputSidePixelsMax),
    LimitName("outputPixelsMax", 1...1_000_000_000, \.outputPixelsMax),
    LimitName("layersMax", 1...100_000, \.layersMax),
    LimitName("groupDepthMax", 1...64, \.groupDepthMax),
    LimitName("sourceBytesMax", 1...1_000_000_000, \.sourceBytesMax),
    LimitName("sourcePixelsMax", 1...1_000_000_000, \.sourcePixelsMax),
    LimitName("sourceSidePixelsMax", 1...65_535, \.sourceSidePixelsMax),
    LimitName("colorProfileBytesMax", 0...16_000_000, \.colorProfileBytesMax),
    LimitName("svgBytesMax", 0...100_000_000, \.svgBytesMax),
    LimitName("svgElementsMax", 1...1_000_000, \.svgElementsMax),
    LimitName("svgDepthMax", 1...1_000, \.svgDepthMax),
    LimitName("jpegScansMax", 1...10_000, \.jpegScansMax),
    LimitName("fetchHopsMax", 0...20, \.fetchHopsMax),
    LimitName("fetchConnectMilliseconds", 1...600_000, \.fetchConnectMilliseconds),
    LimitName("fetchMilliseconds", 1...600_000, \.fetchMilliseconds),
    LimitName("fetchAddressBytesMax", 16...65_536, \.fetchAddressBytesMax),
    LimitName("requestLineBytesMax", 64...1_048_576, \.requestLineBytesMax),
    LimitName("headerCountMax", 1...10_000, \.headerCountMax),
    LimitName("headerBytesMax", 64...10_000_000, \.headerBytesMax),
    LimitName("headSecondsMax", 1...3_600, \.headSecondsMax),
    LimitName("bodyBytesMax", 0...1_000_000_000, \.bodyBytesMax),
    LimitName("bodySecondsMax", 1...3_600, \.bodySecondsMax),
    LimitName("idleSecondsMax", 1...86_400, \.idleSecondsMax),
    LimitName("writeSecondsMax", 1...3_600, \.writeSecondsMax),
    LimitName("answerSecondsMax", 1...3_600, \.answerSecondsMax),
    LimitName("connectionsMax", 1...1_000_000, \.connectionsMax),
    LimitName("renderMilliseconds", 1...600_000, \.renderMilliseconds),
    LimitName("renderQueueMax", 1...100_000, \.renderQueueMax),
    LimitName("missesPerMinuteMax", 0...1_000_000, \.missesPerMinuteMax),
    LimitName("storedMissBytesMax", 0...1 << 50, \.storedMissBytesMax),
    // LMDB maps at most the 47 bits of address space that a process has.
    LimitName("storeMapBytes", 1 << 20...1 << 46, \.storeMapBytes),
  ]
}

extension Limits {
  /// The names that `limits` in `site.json` may hold.
  package static let names = LimitName.all.map(\.name) + ["privateFetchOrigins"]

  /// The defaults with what the members of `reader` set.
  package static func parse(_ reader: JSONReader) throws(InputError) -> Limits {
    var limits = Limits()
    for member in reader.members {
      let path = reader.path(of: member.key)
      if let limit = LimitName.all.first(where: { $0.name == member.key }) {
        limits[keyPath: limit.property] = try member.value.integer(at: path, in: limit.range)
      } else if member.key == "privateFetchOrigins" {
        limits.privateFetchOrigins = try member.value.strings(at: path)
        try requireOrigins(member.value, path: path)
      } else {
        throw reader.unknown(member, allowed: names)
      }
    }
    return limits
  }

  /// Throws unless every string of `json` is a `host:port`.
  private static func requireOrigins(_ json: JSON, path: String) throws(InputError) {
    for (index, element) in try json.elements(at: path).enumerated() {
      let path = JSONPath.element(index, of: path)
      let origin = try element.string(at: path)
      let parts = origin.utf8.split(
        separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      // An IPv6 host stands in brackets and has colons of its own.
      guard parts.count >= 2, let host = parts.first, !host.isEmpty,
        parts.count == 2 || (origin.hasPrefix("[") && origin.contains("]:")),
        let port = parts.last.flatMap({ Int(Substring($0)) }), (1...65_535).contains(port),
        !origin.contains("/")
      else {
        throw element.outOfRange(
          expected: "a host and a port", path: path, hint: "as in \"127.0.0.1:9000\"")
      }
    }
  }
}
