internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardServer
internal import PlacardSystem

/// `placard serve`: the edge server, until a signal ends it.
enum ServeCommand {
  static let spec = CommandSpec(
    name: "serve", summary: "serve the store's pictures over HTTP",
    options: [
      OptionSpec("--site", "DIR", "the site's folder; needed here or in the file of --config"),
      .store,
      OptionSpec(
        "--config", "FILE", "these options as JSON; those given here go before it (see below)"),
      OptionSpec(
        "--listen", "HOST:PORT", "where to listen (default: 127.0.0.1:8080; port 0 takes any)"),
      OptionSpec(
        "--base-url", "URL", "what imageUrl begins with, in place of site.json's baseUrl"),
      OptionSpec(
        "--signing-keys", "FILE", "the keys of signed addresses (default: <store>/signing-keys)"),
      OptionSpec(
        "--access-log", "FILE|-", "add a line of JSON for every answer; - is standard output"),
      OptionSpec(
        "--metrics-open", nil,
        "let everybody read /metrics (default: this machine, or a key with the scope admin)"),
      .offlineServer,
      OptionSpec(
        "--studio-files", "DIR",
        "read the studio's pages from DIR, anew for each request, to work on them"),
      OptionSpec("--loops", "N", "threads that serve (default: one a processor)"),
      .jobs,
    ],
    example: "placard serve --site sites/journal --listen 127.0.0.1:8080",
    details: """
      SIGTERM and SIGINT end it: what is under way is answered, at most ten seconds long. SIGHUP
      reads the site's template files and the signing keys again, and opens the access log anew.
      API keys and templates that change in the store need no signal.

      A file for --config: {"site": "/srv/journal", "store": "/var/lib/placard", "listen":
      "127.0.0.1:8080", "baseUrl": "https://cards.example.org", "signingKeys": "signing-keys",
      "accessLog": "/var/log/placard/access.log", "metricsOpen": false, "offline": false,
      "loops": 2, "jobs": 2}.
      All members may be left out; paths begin at the file's folder.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try options(arguments)
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
      console.note(words(on: key, server.address))
    }
    console.note("serving http://\(server.address)")
    var isServing = true
    while isServing {
      switch Signals.wait(seconds: 1) {
      case .interrupt, .terminate: isServing = false
      case .hangUp:
        server.reopenAccessLog()
        server.importTemplates()
        server.reloadSigningKeys()
      case nil: server.tend()
      }
    }
    console.note("stopping")
    server.stop()
    return .done
  }

  /// What the arguments say, then the file they name, then what is usual.
  private static func options(_ arguments: ParsedArguments) throws -> EdgeOptions {
    let file = try arguments.value("--config").map(ServeConfiguration.read) ?? .init()
    guard let site = arguments.value("--site") ?? file.site else {
      throw UsageError("serve needs --site DIR, or --config FILE that names one")
    }
    var options = EdgeOptions(
      site: site, store: arguments.value("--store") ?? file.store,
      listen: arguments.value("--listen") ?? file.listen ?? "127.0.0.1:8080")
    options.baseURL = arguments.value("--base-url").map {
      $0.hasSuffix("/") ? String($0.dropLast()) : $0
    }
    options.baseURL = options.baseURL ?? file.baseURL
    options.signingKeys = arguments.value("--signing-keys") ?? file.signingKeys
    options.accessLog = arguments.value("--access-log") ?? file.accessLog
    options.metricsAreOpen = arguments.has("--metrics-open") || file.isMetricsOpen ?? false
    options.isOffline = arguments.has("--offline") || file.isOffline ?? false
    options.studioFolder = arguments.value("--studio-files")
    let loops = try arguments.integer("--loops", in: ServeConfiguration.loopRange)
    let jobs = try arguments.integer("--jobs", in: ServeConfiguration.jobRange)
    if let count = loops ?? file.loops { options.loopCount = count }
    if let count = jobs ?? file.jobs { options.workerCount = count }
    return options
  }

  /// Of the operator's key that a start has made.
  static func words(on key: AdminKey, _ address: String) -> String {
    """
    This store had no key for its operator. Here is one, shown this once and kept in
    \(key.path), which only you can read:
      \(key.text)
    It opens the studio: http://\(address)/studio
    """
  }

  /// Who has the port, as far as this user may see.
  static func holder(of error: HTTPError, _ listen: String) -> String {
    guard error.code == .addressInUse,
      let port = listen.split(separator: ":").last.flatMap({ Int($0) }),
      let process = ListeningProcess.find(port: port)
    else { return "" }
    return " (\(process.name), process \(process.id), has it)"
  }
}
