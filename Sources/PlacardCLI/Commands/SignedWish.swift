internal import PlacardCore
internal import PlacardPipeline
internal import PlacardServer
internal import PlacardSystem

/// An address that is to be signed.
struct SignedWish {
  /// What the address begins with; empty where nobody said.
  private let base: String
  private let query: [UInt8]
  private let limits: Limits
  /// Unix seconds; nil for never.
  let expiresAt: Int64?

  /// Reads `operand`, an address where it has a slash or a question mark, else a template's id.
  init(_ operand: String, _ arguments: ParsedArguments, _ folder: SiteFolder?) throws {
    limits = folder?.configuration.limits ?? Limits()
    expiresAt = try Self.end(arguments)
    var own = folder?.configuration.baseURL ?? ""
    if operand.contains("/") || operand.contains("?") {
      (own, query) = try Self.parts(of: operand, orBase: own, arguments)
    } else {
      query = Array(CanonicalQuery.text(of: try Self.parameters(operand, arguments)).utf8)
    }
    guard let given = arguments.value("--base-url") else {
      base = own
      return
    }
    guard let url = BaseURL.normalized(given) else {
      throw UsageError("--base-url takes an http or https address, not “\(given)”")
    }
    base = url
  }

  /// The whole address.
  func signed(by key: SigningKey) throws(PipelineError) -> String {
    do throws(InputError) {
      let query = try SignedAddress.query(
        signing: query, expiresAt: expiresAt, by: key, limits: limits)
      return base + SignedAddress.path + "?" + query
    } catch {
      throw .input(error)
    }
  }

  /// Throws where the server would refuse the parameters, whatever the template.
  func check() throws(PipelineError) {
    guard let key = SigningKey(id: "check", secret: [UInt8](repeating: 0, count: 32)) else {
      return
    }
    _ = try signed(by: key)
  }

  private static func parts(
    of address: String, orBase base: String, _ arguments: ParsedArguments
  ) throws(UsageError) -> (base: String, query: [UInt8]) {
    let cardOptions = (CardArguments.overrides + CardArguments.sizes).map(\.name)
    if let name = (cardOptions + ["--format", "--quality"]).first(where: {
      arguments.value($0) != nil
    }) {
      throw UsageError("\(name) goes with a template; an address has its parameters already")
    }
    let mark = address.firstIndex(of: "?") ?? address.endIndex
    let place = address[..<mark]
    guard mark < address.endIndex, place.hasSuffix(SignedAddress.path) else {
      throw UsageError("only addresses of \(SignedAddress.path)?… are signed, not “\(address)”")
    }
    // A fragment is never sent.
    let query = address[address.index(after: mark)...].prefix { $0 != "#" }
    let own = place.dropLast(SignedAddress.path.count)
    return (own.isEmpty ? base : String(own), Array(query.utf8))
  }

  private static func parameters(
    _ template: String, _ arguments: ParsedArguments
  ) throws -> [(name: String, value: String)] {
    let card = try CardArguments.request(arguments)
    var parameters = [(name: "templateId", value: template)]
    if let layers = card.layers {
      parameters.append(("layers", JSONWriter.text(of: layers)))
    }
    if let variables = card.variables {
      parameters.append(("variables", JSONWriter.text(of: variables)))
    }
    // Each as it was written: the server's table has the last word.
    for name in ["format", "quality", "scale"] {
      if let value = arguments.value("--" + name) { parameters.append((name, value)) }
    }
    if let width = card.width { parameters.append(("width", "\(width)")) }
    if let height = card.height { parameters.append(("height", "\(height)")) }
    return parameters
  }

  /// When `--expires` ends: seconds from now, or a number with s, m, h or d.
  private static func end(_ arguments: ParsedArguments) throws(UsageError) -> Int64? {
    guard let text = arguments.value("--expires") else { return nil }
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    let now = WallClock.unixSeconds()
    let secondsMax = SignedAddress.ends.upperBound - Int(now)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(digits),
      number >= 1, number <= secondsMax / (unit ?? 1)
    else {
      throw UsageError("--expires takes seconds, or a number with m, h or d, not “\(text)”")
    }
    return now + Int64(number * (unit ?? 1))
  }
}
