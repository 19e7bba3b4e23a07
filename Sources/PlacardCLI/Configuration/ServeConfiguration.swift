internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// What a file given to `serve --config` says: the command's options by the names that JSON has for
/// them. All of it may be absent.
struct ServeConfiguration {
  var site: String?
  var store: String?
  var listen: String?
  var baseURL: String?
  var signingKeys: String?
  var accessLog: String?
  var isMetricsOpen: Bool?
  var isOffline: Bool?
  var loops: Int?
  var jobs: Int?

  static let loopRange = 1...64
  static let jobRange = 1...256

  static let memberNames = [
    "site", "store", "listen", "baseUrl", "signingKeys", "accessLog", "metricsOpen",
    "offline", "loops", "jobs",
  ]

  private static let bytesMax = 1_000_000

  init() {}

  /// Reads the file at `path`; errors have its name, their line and their column.
  static func read(_ path: String) throws(PipelineError) -> ServeConfiguration {
    guard FileStatus.of(path) != nil else {
      throw .input(
        InputError(
          .missing, message: "there is no file \(path)",
          hint: "--config takes a file of JSON with the options of serve"))
    }
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try FileBytes.read(path, bytesMax: bytesMax) } catch {
      throw .system(error)
    }
    do throws(InputError) {
      return try ServeConfiguration(JSONReader(JSONParser.parse(bytes)), FilePath.parent(path))
    } catch {
      throw .input(bytes.withUnsafeBytes { error.located(in: $0, named: path) })
    }
  }

  /// Paths that are not absolute begin at `folder`.
  private init(_ reader: JSONReader, _ folder: String) throws(InputError) {
    try reader.refuseUnknownMembers(allowed: Self.memberNames)
    func path(_ name: String) throws(InputError) -> String? {
      guard let text = try Self.text(reader, name) else { return nil }
      return FilePath.join(folder, text)
    }
    site = try path("site")
    store = try path("store")
    signingKeys = try path("signingKeys")
    // Standard output has no folder.
    accessLog = try reader.optionalString("accessLog") == "-" ? "-" : path("accessLog")
    listen = try Self.text(reader, "listen")
    baseURL = try Self.baseURL(reader)
    isMetricsOpen = try reader.optionalBool("metricsOpen")
    isOffline = try reader.optionalBool("offline")
    loops = try reader.optionalInteger("loops", in: Self.loopRange)
    jobs = try reader.optionalInteger("jobs", in: Self.jobRange)
  }

  private static func text(_ reader: JSONReader, _ name: String) throws(InputError) -> String? {
    guard let json = reader[name] else { return nil }
    let text = try json.string(at: reader.path(of: name))
    if text.isEmpty || text.utf8.contains(0) {
      throw json.outOfRange(expected: "some text", path: reader.path(of: name))
    }
    return text
  }

  private static func baseURL(_ reader: JSONReader) throws(InputError) -> String? {
    guard let json = reader["baseUrl"] else { return nil }
    let path = reader.path(of: "baseUrl")
    if let url = BaseURL.normalized(try json.string(at: path)) { return url }
    throw json.outOfRange(
      expected: "an http or https address", path: path,
      hint: "as in \"https://cards.example.org\", without query and fragment")
  }
}
