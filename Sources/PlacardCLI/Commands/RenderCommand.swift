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
    ] + CardArguments.overrides + [
      OptionSpec(
        "--format", "FORMAT", "png, jpeg, webp or avif (default: by FILE's ending; png without)"),
      OptionSpec("--quality", "N", "1 to 100, for jpeg, webp and avif"),
    ] + CardArguments.sizes + [
      OptionSpec("--effort", "EFFORT", "fast, balanced or small"),
      .store, .offline,
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
      request: try CardArguments.request(arguments), format: try format(arguments, output))
    options.store = arguments.value("--store")
    options.isOffline = arguments.has("--offline")
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
}
