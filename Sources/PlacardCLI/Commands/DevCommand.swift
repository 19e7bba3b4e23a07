internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardServer
internal import PlacardSystem

/// `placard dev`: serve, watch, build, and have the browser show it, until a signal ends it.
enum DevCommand {
  static let spec = CommandSpec(
    name: "dev", summary: "serve a site, and build it anew whenever its files change",
    operands: "MANIFEST…", operandCount: 1...Int.max,
    options: [
      .site, .store,
      OptionSpec(
        "--listen", "HOST:PORT", "where to listen (default: 127.0.0.1:8080; port 0 takes any)"),
      OptionSpec(
        "--base-url", "URL", "what imageUrl begins with, in place of site.json's baseUrl"),
      OptionSpec(
        "--dev-open", nil, "let everybody see /dev (default: this machine)"),
      .offlineServer, .jobs,
    ],
    example: "placard dev manifests/journal.jsonl --site sites/journal",
    details: """
      It serves as placard serve does, and builds as placard build does. The page /dev shows the
      cards, those that changed last first, with what failed and what they were drawn in spite of;
      a card's large picture shows the boxes of its layers (B) and safe areas (S). Open pages follow
      every build by themselves.

      Watched are the site's folder, the manifests, the folders that they take cards from, and fonts
      elsewhere. A build that fails says why here and on the page, and the pictures stay. Where
      site.json or fonts change the server starts anew by itself. SIGINT and SIGTERM end it.
      """)

  /// How often files are looked at.
  private static let tickSeconds = 0.05

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try options(arguments)
    // One that is not there is a slip in the command; one that goes later is an error of the builds.
    try ManifestFiles.check(options.manifests)
    // Before the first thread: a signal ends the server when its answers are out.
    Signals.block()
    let session: DevSession
    do throws(EdgeServer.Failure) {
      session = try DevSession.start(options) { show($0, console) }
    } catch {
      switch error {
      case .pipeline(let error): throw error
      case .http(let error) where error.code == .badAddress:
        throw UsageError(error.description)
      case .http(let error):
        console.trouble(
          error.description + ServeCommand.holder(of: error, options.edge.listen))
        return .inputOutput
      }
    }
    if let key = session.newAdminKey {
      console.note(ServeCommand.words(on: key, session.address))
    }
    console.note("serving http://\(session.address)")
    console.note("the cards are at http://\(session.address)/dev")
    var isServing = true
    while isServing {
      switch Signals.wait(seconds: tickSeconds) {
      case .interrupt, .terminate: isServing = false
      case .hangUp, nil: session.tick()
      }
    }
    console.note("stopping")
    session.stop()
    return .done
  }

  private static func options(_ arguments: ParsedArguments) throws -> DevSession.Options {
    var edge = EdgeOptions(
      site: arguments.required("--site"), store: arguments.value("--store"),
      listen: arguments.value("--listen") ?? "127.0.0.1:8080")
    edge.baseURL = arguments.value("--base-url").map {
      $0.hasSuffix("/") ? String($0.dropLast()) : $0
    }
    edge.isOffline = arguments.has("--offline")
    var options = DevSession.Options(edge: edge, manifests: arguments.operands)
    options.isOpen = arguments.has("--dev-open")
    options.jobs = try arguments.integer("--jobs", in: ServeConfiguration.jobRange)
    if let jobs = options.jobs { options.edge.workerCount = jobs }
    return options
  }

  private static func show(_ event: DevSession.Event, _ console: Console) {
    switch event {
    case .building(let files):
      console.note(files.isEmpty ? "building" : "changed: " + listed(files))
    case .progress(let line): console.note(line)
    case .built(let words): show(words, console)
    case .failed(let text):
      console.trouble(text)
      console.note("the pictures stay as they were")
    case .restarted: console.note("the server has started anew, with other settings or fonts")
    case .stopped(.pipeline(let error)):
      console.trouble("the server does not start: \(error)")
    case .stopped(.http(let error)): console.trouble("the server does not start: \(error)")
    case .trouble(let text): console.trouble(text)
    }
  }

  private static func show(_ words: BuildWords, _ console: Console) {
    for line in words.failureLines.prefix(shownMax) { console.note(line) }
    if words.failureLines.count > shownMax {
      console.note("\(Amount.count(words.failureLines.count - shownMax)) more failed; see /dev")
    }
    for (card, texts) in words.notes.sorted(by: { $0.key < $1.key }).prefix(shownMax) {
      for text in texts { console.note("note: \(card): \(text)") }
    }
    var text = "\(Amount.count(words.cards)) cards, \(Amount.count(words.pictures)) pictures: "
    text += "\(Amount.count(words.rendered)) rendered, \(Amount.count(words.reused)) reused, "
    text += "\(Amount.count(words.failed)) failed in \(Amount.seconds(words.seconds))"
    if let build = words.build { text += "; build \(build)" }
    console.note(text)
  }

  private static let shownMax = 10

  private static func listed(_ files: [String]) -> String {
    let shown = files.prefix(3).joined(separator: ", ")
    return files.count > 3 ? shown + " and \(files.count - 3) more" : shown
  }
}
