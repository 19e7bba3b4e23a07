internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `placard render`: one picture into a file.
enum RenderCommand {
  static let spec = CommandSpec(
    name: "render", summary: "draw one picture into a file", operands: "TEMPLATE",
    operandCount: 1...1,
    options: [
      .site,
      OptionSpec("-o", "FILE", "where the picture goes; - is standard output", required: true),
      OptionSpec("--layers", "JSON", #"overrides, as in {"title":{"text":"Hello"}}"#),
      OptionSpec("--variables", "JSON", #"values of variables, as in {"author":"Ada"}"#),
      OptionSpec(
        "--set", "LAYER.PROPERTY=VALUE",
        "one override; a number, true, [1, 2] or {} where the value is one",
        repeatable: true),
      OptionSpec(
        "--format", "FORMAT", "png, jpeg, webp or avif (default: by FILE's ending; png without)"),
      OptionSpec("--quality", "N", "1 to 100, for jpeg, webp and avif"),
      OptionSpec("--size", "SIZE", "another size: og, story or another preset, or WxH"),
      OptionSpec("--width", "PX", "another width in CSS px"),
      OptionSpec("--height", "PX", "another height in CSS px"),
      OptionSpec("--scale", "N", "device pixels a CSS px, 1 to 3"),
      OptionSpec("--effort", "EFFORT", "fast, balanced or small"),
      .store,
    ],
    example:
      "placard render blog-post --site sites/journal --set title.text=Hello -o hello.png",
    details: """
      TEMPLATE is an id of the site or the path of a template file, whose pictures' paths then start
      at the site's folder. The bytes are those that a build or the server makes of the same card.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let output = arguments.required("-o")
    var options = OneShot.Options(
      site: arguments.required("--site"), template: arguments.operands[0],
      request: try request(arguments), format: try format(arguments, output))
    options.store = arguments.value("--store")
    options.quality = try arguments.integer("--quality", in: 1...100)
    if let name = arguments.value("--effort") {
      guard let effort = Effort(name: name) else {
        throw UsageError("--effort takes fast, balanced or small, not “\(name)”")
      }
      options.effort = effort
    }
    let (picture, notes) = try OneShot.render(options)
    for note in notes { console.note("note: " + note) }
    if output == "-" {
      _ = try picture.body.withUnsafeBytes { try StandardOutput.write($0) }
    } else {
      try write(picture.body, to: output)
      console.note(
        "\(output): \(picture.size.width)×\(picture.size.height) \(picture.format.name), "
          + "\(Amount.bytes(picture.body.count)), \(picture.hash.hex)")
    }
    return .done
  }

  private static func format(_ arguments: ParsedArguments, _ output: String) throws(UsageError)
    -> PictureFormat
  {
    if let name = arguments.value("--format") {
      if let format = PictureFormat(name: name) { return format }
      let near = NearestName.of(name, among: PictureFormat.names)
      throw UsageError(
        "--format takes png, jpeg, webp or avif, not “\(name)”"
          + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    guard output != "-", let suffix = FilePath.suffix(output) else { return .png }
    guard let format = PictureFormat(name: suffix.lowercased()) else {
      throw UsageError("no format ends in .\(suffix); say which one with --format")
    }
    return format
  }

  /// A file is replaced as a whole; a device or a pipe is written to as it is.
  private static func write(_ bytes: [UInt8], to path: String) throws {
    guard FileStatus.of(path)?.kind == .other else {
      try FileBytes.replace(path, with: bytes)
      return
    }
    let file = try FileDescriptor.open(path, .writing)
    try bytes.withUnsafeBytes { try file.write($0) }
  }

  private static func request(_ arguments: ParsedArguments) throws -> CardRequest {
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
