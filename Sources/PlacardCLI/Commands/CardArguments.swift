internal import PlacardCore
internal import PlacardPipeline

/// What commands take of one card: overrides, variables, size and scale.
enum CardArguments {
  static let overrides = [
    OptionSpec("--layers", "JSON", #"overrides, as in {"title":{"text":"Hello"}}"#),
    OptionSpec("--variables", "JSON", #"values of variables, as in {"author":"Ada"}"#),
    OptionSpec(
      "--set", "LAYER.PROPERTY=VALUE",
      "one override; a number, true, [1, 2] or {} where the value is one",
      repeatable: true),
  ]

  static let sizes = [
    OptionSpec("--size", "SIZE", "another size: og, story or another preset, or WxH"),
    OptionSpec("--width", "PX", "another width in CSS px"),
    OptionSpec("--height", "PX", "another height in CSS px"),
    OptionSpec("--scale", "N", "device pixels a CSS px, 1 to 3"),
  ]

  /// The card that the arguments ask for.
  static func request(_ arguments: ParsedArguments) throws -> CardRequest {
    var layers = try json(arguments, "--layers")
    for assignment in arguments.all("--set") {
      let one = try setting(assignment)
      layers = layers.map { one.merged(over: $0, depth: 2) } ?? one
    }
    var request = CardRequest(layers: layers, variables: try json(arguments, "--variables"))
    try setSize(of: &request, arguments)
    if let text = arguments.value("--scale") {
      guard let scale = Double(text), PictureScale.isAllowed(scale) else {
        throw UsageError("--scale takes a number from 1 to 3 with at most two decimals")
      }
      request.scale = scale
    }
    return request
  }

  /// What is too large is for the site's limits to say.
  private static func setSize(of request: inout CardRequest, _ arguments: ParsedArguments) throws {
    let sides = 1...LimitName.sidePixelsMax
    request.width = try arguments.integer("--width", in: sides)
    request.height = try arguments.integer("--height", in: sides)
    guard let text = arguments.value("--size") else { return }
    guard request.width == nil, request.height == nil else {
      throw UsageError("--size says both width and height; leave --width and --height out")
    }
    var limits = Limits()
    limits.outputSidePixelsMax = LimitName.sidePixelsMax
    limits.outputPixelsMax = .max
    do throws(InputError) {
      let size = try SizeName.parse(text, limits: limits).size
      request.width = size.width
      request.height = size.height
    } catch {
      throw UsageError(
        "--size takes a preset or WxH, not “\(text)”" + (error.hint.map { "; \($0)" } ?? ""))
    }
  }

  private static func json(_ arguments: ParsedArguments, _ name: String) throws -> JSON? {
    guard let text = arguments.value(name) else { return nil }
    let bytes = Array(text.utf8)
    do throws(InputError) {
      return try JSONParser.parse(bytes)
    } catch {
      throw PipelineError.input(bytes.withUnsafeBytes { error.located(in: $0, named: name) })
    }
  }

  /// `title.fontSize=48` as `{"title": {"fontSize": 48}}`. What reads as a JSON number, true,
  /// false, array or object is one, except where the property is the text or a code's data.
  private static func setting(_ text: String) throws(UsageError) -> JSON {
    guard let equals = text.firstIndex(of: "="),
      let dot = text[..<equals].firstIndex(of: "."),
      dot != text.startIndex, text.index(after: dot) < equals
    else { throw UsageError("--set takes LAYER.PROPERTY=VALUE, not “\(text)”") }
    let layer = String(text[..<dot])
    let property = String(text[text.index(after: dot)..<equals])
    let value = String(text[text.index(after: equals)...])
    return .object([layer: .object([property: typed(value, of: property)])])
  }

  private static func typed(_ value: String, of property: String) -> JSON {
    guard property != "text", property != "data",
      let parsed = try? JSONParser.parse(Array(value.utf8))
    else {
      return .text(value)
    }
    switch parsed.value {
    case .number, .bool, .array, .object: return parsed
    default: return .text(value)
    }
  }
}
