internal import PlacardPipeline
internal import PlacardSystem

/// A development server: it serves a site, watches its files, and has a child of its own build them
/// anew when they change. For one thread, which calls `tick` many times a second.
///
/// A build is a process of its own because one process has one writer of a store, and the server's has
/// it; so a build that is broken off or fails in whatever way leaves the server as it was. What a
/// running server has read once and for all, settings and fonts, makes the session start it anew.
package final class DevSession {
  /// What a session is started with.
  package struct Options {
    package var edge: EdgeOptions
    package var manifests: [String]
    /// Render threads of a build; nil for one a processor.
    package var jobs: Int?
    /// Whether everybody may see `/dev`, and not only this machine.
    package var isOpen = false

    package init(edge: EdgeOptions, manifests: [String]) {
      self.edge = edge
      self.manifests = manifests
    }
  }

  /// What there is to tell whoever looks on.
  package enum Event {
    /// A build begins because of these files; of none at the start.
    case building([String])
    /// How far the build is.
    case progress(String)
    case built(BuildWords)
    /// The build published nothing; what it said.
    case failed(String)
    /// The server was started anew, for other settings or fonts.
    case restarted
    /// It could not be; it is tried again after the next build.
    case stopped(EdgeServer.Failure)
    /// Something went wrong that the session goes on after.
    case trouble(String)
  }

  /// Where it listens, with the port it got.
  package let address: String
  package var newAdminKey: AdminKey? { server?.newAdminKey }

  private let options: Options
  private let board: DevBoard
  private let tell: (Event) -> Void
  private var server: EdgeServer?
  private var serverStamp: SiteStamp
  private var sources: DevSources
  private var build: DevBuild?
  /// Builds given up one after another: under a rain of changes one must come to its end.
  private var abandonedCount = 0
  private var retryAt: MonotonicInstant?
  private var lastTrouble: String?

  private static let abandonedMax = 2
  private static let retryMilliseconds = 2_000
  /// The exit status of a build that finds the store in use.
  private static let storeStatus: Int32 = 4

  private init(
    _ options: Options, _ board: DevBoard, _ server: EdgeServer, _ stamp: SiteStamp,
    _ sources: consuming DevSources, _ tell: @escaping (Event) -> Void
  ) {
    self.options = options
    self.board = board
    self.server = server
    serverStamp = stamp
    self.sources = sources
    self.tell = tell
    address = server.address
  }

  /// Starts the server and the first build.
  ///
  /// - Parameter tell: called within `tick` alone.
  package static func start(
    _ options: Options, tell: @escaping (Event) -> Void
  ) throws(EdgeServer.Failure) -> DevSession {
    let board = DevBoard(
      boot: "\(WallClock.unixSeconds())-\(MonotonicInstant.now().nanoseconds)",
      manifests: options.manifests, isOpen: options.isOpen)
    let stamp: SiteStamp
    let sources: DevSources
    do throws(PipelineError) {
      stamp = try SiteStamp(of: options.edge.site)
      sources = try DevSources.watch(options, stamp)
    } catch {
      throw .pipeline(error)
    }
    var options = options
    options.edge.dev = board
    let server = try EdgeServer.start(options.edge)
    // Whoever has the page open finds the server there again.
    options.edge.listen = server.address
    return DevSession(options, board, server, stamp, sources, tell)
  }

  /// Ends the build and the server. What is committed stays.
  package func stop() {
    build?.abandon()
    server?.stop()
    server = nil
  }

  // MARK: Ticks.

  /// Does what is to be done now, and waits for nothing but a server that is started anew.
  package func tick() {
    do throws(PipelineError) {
      try sources.look()
      try followBuild()
      if build == nil { try beginIfDue() }
    } catch {
      // The same trouble twenty times a second is told once.
      if lastTrouble != error.description { tell(.trouble(error.description)) }
      lastTrouble = error.description
    }
    server?.tend()
  }

  private func beginIfDue() throws(PipelineError) {
    if let time = retryAt, MonotonicInstant.now() >= time {
      retryAt = nil
      sources.retry()
    }
    guard sources.isDue else { return }
    let changed = sources.takeChanges()
    do throws(SystemError) {
      build = try DevBuild.start(options.manifests, options.edge, jobs: options.jobs)
    } catch {
      throw .system(error)
    }
    board.begin(changed: changed)
    tell(.building(changed))
  }

  private func followBuild() throws(PipelineError) {
    guard let build else { return }
    do throws(SystemError) {
      for line in try build.progress() { tell(.progress(line)) }
      guard let end = try build.end() else {
        if sources.isDue, !build.isAbandoned, abandonedCount < Self.abandonedMax {
          abandonedCount += 1
          build.abandon()
        }
        return
      }
      self.build = nil
      try settle(build, end)
    } catch {
      self.build = nil
      throw .system(error)
    }
    lastTrouble = nil
    try sources.widen(options, serverStamp)
  }

  private func settle(_ build: DevBuild, _ end: DevBuild.End) throws(SystemError) {
    switch end {
    case .interrupted: board.abandon()
    case .killed(let signal): fail("the build was ended by signal \(signal)")
    case .exited(let status):
      abandonedCount = 0
      if status <= 1, let words = try build.report() {
        startAnewIfNeeded()
        board.publish(words)
        tell(.built(words))
        return
      }
      let complaint = build.complaint
      fail(complaint.isEmpty ? "the build ended with status \(status)" : complaint)
      // Another build may have the store; it ends some time.
      if status == Self.storeStatus {
        retryAt = .now().adding(milliseconds: Self.retryMilliseconds)
      }
    }
  }

  private func fail(_ text: String) {
    board.fail(DevBoard.Trouble(text: text, excerpt: FileExcerpt(placeIn: text)))
    tell(.failed(text))
  }

  // MARK: The server.

  /// Starts the server anew where it has read other settings or fonts than the site has now.
  private func startAnewIfNeeded() {
    guard let stamp = try? SiteStamp(of: options.edge.site), stamp != serverStamp || server == nil
    else { return }
    server?.stop()
    // The store must be closed before it is opened again: a process may have it open once.
    server = nil
    do throws(EdgeServer.Failure) {
      server = try EdgeServer.start(options.edge)
      serverStamp = stamp
      tell(.restarted)
    } catch {
      tell(.stopped(error))
    }
  }
}
