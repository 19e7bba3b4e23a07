internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardServer
internal import PlacardSystem

/// `placard serve`: the edge server, until a signal ends it.
enum ServeCommand {
  static let spec = CommandSpec(
    name: "serve", summary: "serve the store's pictures over HTTP",
    options: [
      .site, .store,
      OptionSpec(
        "--listen", "HOST:PORT", "where to listen (default: 127.0.0.1:8080; port 0 takes any)"),
      OptionSpec(
        "--base-url", "URL", "what imageUrl begins with, in place of site.json's baseUrl"),
      OptionSpec(
        "--signing-keys", "FILE", "the keys of signed addresses (default: <store>/signing-keys)"),
      OptionSpec("--loops", "N", "threads that serve (default: one a processor)"),
      .jobs,
    ],
    example: "placard serve --site sites/journal --listen 127.0.0.1:8080",
    details: """
      SIGTERM and SIGINT end it: what is under way is answered, at most ten seconds long. SIGHUP
      reads the site's template files and the signing keys again.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    var options = EdgeOptions(
      site: arguments.required("--site"), store: arguments.value("--store"),
      listen: arguments.value("--listen") ?? "127.0.0.1:8080")
    options.baseURL = arguments.value("--base-url").map {
      $0.hasSuffix("/") ? String($0.dropLast()) : $0
    }
    options.signingKeys = arguments.value("--signing-keys")
    if let count = try arguments.integer("--loops", in: 1...64) { options.loopCount = count }
    if let count = try arguments.integer("--jobs", in: 1...256) { options.workerCount = count }
    // Before the first thread: a signal ends the server when its answers are out.
    Signals.block()
    let server: EdgeServer
    do throws(EdgeServer.Failure) {
      server = try EdgeServer.start(options)
    } catch {
      switch error {
      case .pipeline(let error): throw error
      case .http(let error) where error.code == .badAddress:
        throw UsageError(error.description)
      case .http(let error):
        console.trouble(error.description + holder(of: error, options.listen))
        return .inputOutput
      }
    }
    if let key = server.newAdminKey {
      console.note(
        """
        This store had no key for its operator. Here is one, shown this once and kept in
        \(key.path), which only you can read:
          \(key.text)
        """)
    }
    console.note("serving http://\(server.address)")
    var isServing = true
    while isServing {
      switch Signals.wait(seconds: 1) {
      case .interrupt, .terminate: isServing = false
      case .hangUp:
        server.importTemplates()
        server.reloadSigningKeys()
      case nil: server.tend()
      }
    }
    console.note("stopping")
    server.stop()
    return .done
  }

  /// Who has the port, as far as this user may see.
  private static func holder(of error: HTTPError, _ listen: String) -> String {
    guard error.code == .addressInUse,
      let port = listen.split(separator: ":").last.flatMap({ Int($0) }),
      let process = ListeningProcess.find(port: port)
    else { return "" }
    return " (\(process.name), process \(process.id), has it)"
  }
}
