internal import PlacardCore

/// What a request for a picture asks, whichever way it came.
struct RequestedPicture {
  var templateID: String
  var card: CardRequest
  var format: PictureFormat
  var quality: Int?

  static let members = [
    "templateId", "layers", "variables", "format", "quality", "scale", "width", "height",
  ]

  /// Reads the body of a POST.
  init(body: UnsafeRawBufferPointer, limits: Limits) throws(InputError) {
    let reader = try JSONReader(try JSONParser.parse(body, limits: limits.json))
    try reader.refuseUnknownMembers(allowed: Self.members)
    templateID = try reader.string("templateId")
    format = try Self.format(try reader.optionalString("format"))
    quality = try reader.optionalInteger("quality", in: 1...100)
    let scale = try reader.optionalNumber("scale") ?? 1
    guard PictureScale.isAllowed(scale) else { throw Self.badScale }
    let side = 1...limits.outputSidePixelsMax
    card = CardRequest(
      layers: reader["layers"], variables: reader["variables"],
      scale: scale)
    card.width = try reader.optionalInteger("width", in: side)
    card.height = try reader.optionalInteger("height", in: side)
  }

  /// Reads the query of a GET; parameters that are not known are ignored.
  init(query: UnsafeRawBufferPointer, limits: Limits) throws(InputError) {
    let values = try QueryString.parse(query, known: Self.members)
    guard let templateID = values["templateId"] else {
      throw InputError(
        .missing, path: "templateId", message: "the parameter templateId is missing",
        hint: "as in /api/render?templateId=blog-post")
    }
    self.templateID = templateID
    format = try Self.format(values["format"])
    quality = try Self.integer(values, "quality", 1...100)
    let side = 1...limits.outputSidePixelsMax
    card = CardRequest(
      layers: try Self.json(values, "layers", limits),
      variables: try Self.json(values, "variables", limits),
      scale: try Self.scale(values["scale"]))
    card.width = try Self.integer(values, "width", side)
    card.height = try Self.integer(values, "height", side)
  }

  private static func format(_ name: String?) throws(InputError) -> PictureFormat {
    guard let name else { return .png }
    if let format = PictureFormat(name: name) { return format }
    throw InputError(
      .outOfRange, path: "format",
      message: "there is no format \(JSON(.string(name)).excerpt)",
      hint: NearestName.hint(for: name, among: PictureFormat.names))
  }

  private static func json(
    _ values: QueryString, _ name: String, _ limits: Limits
  ) throws(InputError) -> JSON? {
    guard let text = values[name], !text.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    do throws(InputError) {
      return try JSONParser.parse(bytes, limits: limits.json)
    } catch {
      throw bytes.withUnsafeBytes { error.located(in: $0, named: name) }.within(name)
    }
  }

  private static func integer(
    _ values: QueryString, _ name: String, _ range: ClosedRange<Int>
  ) throws(InputError) -> Int? {
    guard let text = values[name] else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    throw InputError(
      .outOfRange, path: name,
      message: "expected a whole number, found \(JSON(.string(text)).excerpt)",
      hint: "from \(range.lowerBound) to \(range.upperBound)")
  }

  private static func scale(_ text: String?) throws(InputError) -> Double {
    guard let text else { return 1 }
    // The grammar of JSON's numbers keeps `nan`, `0x2` and blanks out.
    guard
      case .number(let scale)? = (try? JSONParser.parse(Array(text.utf8), limits: .init()))?
        .value, PictureScale.isAllowed(scale)
    else { throw badScale }
    return scale
  }

  private static let badScale = InputError(
    .outOfRange, path: "scale", message: "there is no such scale",
    hint: "a number from 1 to 3 with at most two decimals")
}
