/// What one card, or the `defaults`, of a manifest says; nil is what it does not say.
struct CardMembers: Sendable {
  var id: String?
  var templateID: String?
  /// Objects of objects: layer, property, value.
  var layers: JSON?
  var variables: JSON?
  var formats: [PictureFormat]?
  var sizes: [SizeName]?
  var scales: [Double]?
  /// An object of objects with `layers` and `variables`, by locale.
  var locales: JSON?

  static let names = [
    "id", "templateId", "layers", "variables", "formats", "sizes", "scales", "locales",
  ]

  /// Reads `json`; the defaults have no id.
  init(_ json: JSON, allowsID: Bool, limits: Limits) throws(InputError) {
    for member in try json.members(at: "") {
      let value = member.value
      if value.isNull, Self.names.contains(member.key) { continue }
      switch member.key {
      case "id" where allowsID: id = try Self.id(value, at: member.key)
      case "templateId": templateID = try Self.id(value, at: member.key)
      case "layers":
        try Self.checkLayers(value, at: member.key)
        layers = value
      case "variables":
        _ = try value.members(at: member.key)
        variables = value
      case "formats": formats = try Self.formats(value, at: member.key)
      case "sizes": sizes = try Self.sizes(value, at: member.key, limits: limits)
      case "scales": scales = try Self.scales(value, at: member.key)
      case "locales":
        try Self.checkLocales(value, at: member.key)
        locales = value
      default:
        throw Self.unknown(member, allowsID: allowsID)
      }
    }
  }

  private static func unknown(_ member: JSON.Member, allowsID: Bool) -> InputError {
    var error = InputError.unknownMember(
      member, in: "", allowed: allowsID ? names : Array(names.dropFirst()))
    if member.key == "defaults" { error.hint = "the defaults stand on the first line" }
    return error
  }

  private static func id(_ json: JSON, at path: String) throws(InputError) -> String {
    let id = try json.string(at: path)
    if CardID.isValid(id) { return id }
    if id.utf8.count > CardID.bytesMax {
      throw json.outOfRange(expected: "an id of at most \(CardID.bytesMax) bytes", path: path)
    }
    throw json.outOfRange(expected: "an id", path: path, hint: CardID.hint)
  }

  private static func checkLayers(_ json: JSON, at path: String) throws(InputError) {
    for layer in try json.members(at: path) {
      if case .object = layer.value.value { continue }
      throw layer.value.wrongType(
        expected: "an object", path: JSONPath.member(layer.key, of: path))
    }
  }

  private static func checkLocales(_ json: JSON, at path: String) throws(InputError) {
    for locale in try json.members(at: path) {
      let path = JSONPath.member(locale.key, of: path)
      guard LanguageTag.isWellFormed(locale.key) else {
        throw InputError(
          .outOfRange, path: path, message: "the locale is no language tag",
          hint: "as in \"pt-BR\"", offset: locale.keyOffset)
      }
      let reader = try JSONReader(locale.value, path: path)
      try reader.refuseUnknownMembers(allowed: ["layers", "variables"])
      if let layers = reader["layers"] { try checkLayers(layers, at: reader.path(of: "layers")) }
      _ = try reader["variables"]?.members(at: reader.path(of: "variables"))
    }
  }

  private static func formats(_ json: JSON, at path: String) throws(InputError) -> [PictureFormat] {
    try list(json, at: path) { (element, path) throws(InputError) in
      let name = try element.string(at: path)
      if let format = PictureFormat(name: name) { return format }
      throw element.outOfRange(
        expected: "one of " + PictureFormat.names.joined(separator: ", "), path: path)
    }
  }

  private static func sizes(
    _ json: JSON, at path: String, limits: Limits
  ) throws(InputError) -> [SizeName] {
    try list(json, at: path) { (element, path) throws(InputError) in
      let text = try element.string(at: path)
      do throws(InputError) {
        return try SizeName.parse(text, limits: limits)
      } catch {
        var error = error.within(path)
        error.offset = element.offset
        throw error
      }
    }
  }

  private static func scales(_ json: JSON, at path: String) throws(InputError) -> [Double] {
    try list(json, at: path) { (element, path) throws(InputError) in
      let scale = try element.number(at: path)
      if PictureScale.isAllowed(scale) { return scale }
      throw element.outOfRange(
        expected: "a scale from 1 to 3 with at most two decimals", path: path)
    }
  }

  /// Reads a list of at least one element, none of them twice.
  private static func list<Element: Equatable>(
    _ json: JSON, at path: String, element: (JSON, String) throws(InputError) -> Element
  ) throws(InputError) -> [Element] {
    let elements = try json.elements(at: path)
    if elements.isEmpty {
      throw InputError(
        .outOfRange, path: path, message: "the list is empty",
        hint: "leave it out for the default", offset: json.offset)
    }
    var list: [Element] = []
    for (index, json) in elements.enumerated() {
      let path = JSONPath.element(index, of: path)
      let value = try element(json, path)
      if list.contains(value) {
        throw InputError(
          .duplicate, path: path, message: "\(json.excerpt) stands in the list already",
          offset: json.offset)
      }
      list.append(value)
    }
    return list
  }
}
