internal import PlacardCore
package import PlacardHTTP
package import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// A running edge server: loops that look up, workers that render what is missing, one writer.
///
/// Whoever starts it must `stop` it.
package final class EdgeServer {
  /// Why it could not start.
  package enum Failure: Error {
    case pipeline(PipelineError)
    case http(HTTPError)
  }

  /// Where it listens, with the port it got.
  package var address: String { server.address }
  /// The admin's key that this start has made, and the file it was written to; nil when the store
  /// had one.
  package let newAdminKey: AdminKey?

  private let edge: Edge
  private let press: Press
  private let server: HTTPServer<Never>
  private var lastUpkeep = MonotonicInstant.now()
  private let upkeepSeconds: Double
  private let drainSeconds = 10
  /// One may look through a large build while others write.
  private static let deskThreadCount = 3

  private init(
    edge: Edge, press: Press, server: HTTPServer<Never>, newAdminKey: AdminKey?,
    upkeepSeconds: Double
  ) {
    self.newAdminKey = newAdminKey
    self.edge = edge
    self.press = press
    self.server = server
    self.upkeepSeconds = upkeepSeconds
  }

  // MARK: Start.

  /// Opens the site and its store, imports the templates and serves.
  package static func start(_ options: EdgeOptions) throws(Failure) -> EdgeServer {
    let parts: (edge: Edge, press: Press, newAdminKey: AdminKey?)
    do throws(PipelineError) { parts = try open(options) } catch { throw .pipeline(error) }
    var edge = parts.edge
    do throws(PipelineError) {
      edge.accessLog = try options.accessLog.map { path throws(PipelineError) in
        try AccessLog.start(path)
      }
    } catch {
      close(edge, parts.press)
      throw .pipeline(error)
    }
    var configuration = HTTPConfiguration(
      listen: options.listen, loopCount: options.loopCount,
      refusalResponse: { refusal in Problem(refusal).response })
    configuration.limits = HTTPLimits(edge.context.limits)
    edge.dev = options.dev
    if let folder = options.studioFolder { edge.studio = .folder(folder) }
    configuration.labelCount = OperationName.labelCount
    do throws(HTTPError) {
      let server = try HTTPServer<Never>.start(configuration) { [edge] context in
        EdgeHandler(edge, &context)
      }
      if edge.baseURL == nil, BaseAddress.isWildcard(server.address) {
        LogLine(.warning, "no base address").with(
          "imageUrl", BaseAddress.listening(at: server.address)
        )
        .with("hint", "give --base-url or site.json's baseUrl").write()
      }
      return EdgeServer(
        edge: edge, press: parts.press, server: server, newAdminKey: parts.newAdminKey,
        upkeepSeconds: options.upkeepSeconds)
    } catch {
      close(edge, parts.press)
      throw .http(error)
    }
  }

  private static func open(
    _ options: EdgeOptions
  ) throws(PipelineError) -> (Edge, Press, AdminKey?) {
    let folder = try SiteFolder.open(options.site)
    let limits = folder.configuration.limits
    var baseURL = folder.configuration.baseURL
    if let given = options.baseURL {
      do throws(InputError) { baseURL = try BaseAddress.parse(given) } catch {
        throw .input(error)
      }
    }
    let (store, files) = try openStore(options, folder)
    let context = try SiteContext.load(folder, files: files)
    let shelf = AssetShelf(
      folder: folder, files: files, trust: options.isOffline ? .always : .untilStale,
      namesNeighbours: false)
    let readers: LoopReaders
    do throws(StoreError) {
      readers = try LoopReaders(store, loopCount: max(options.loopCount, 1))
    } catch {
      throw .store(error)
    }
    let signingKeys = try signingKeys(options, folder)
    let writer = try StoreWriterThread.start(store, pace: .prompt)
    do throws(PipelineError) {
      let newAdminKey = try AdminKey.make(for: store, writer)
      try importTemplates(folder, writer)
      let press = try Press.start(
        context, shelf, store, workerCount: options.workerCount,
        queueMax: limits.renderQueueMax, niceness: 10)
      do throws(PipelineError) {
        let (onDemand, desk, deadlines) = try startThreads(context, shelf, store, press, writer)
        let edge = Edge(
          api: API(folder.configuration), context: context, shelf: shelf, store: store,
          readers: readers, writer: writer, onDemand: onDemand, desk: desk,
          fence: TurnFence(loopCount: max(options.loopCount, 1)), recentUse: RecentUse(),
          signingKeys: signingKeys,
          missLimiter: MissLimiter(missesPerMinuteMax: limits.missesPerMinuteMax),
          deadlines: deadlines, press: press, metricsAreOpen: options.metricsAreOpen,
          baseURL: baseURL)
        return (edge, press, newAdminKey)
      } catch {
        press.stop()
        throw error
      }
    } catch {
      writer.stop()
      throw error
    }
  }

  /// The threads beside loops, writer and press: all of them, or none where one cannot start.
  private static func startThreads(
    _ context: SiteContext, _ shelf: AssetShelf, _ store: Store, _ press: Press,
    _ writer: StoreWriterThread
  ) throws(PipelineError) -> (OnDemand, ErrandThreads, Deadlines) {
    let onDemand = try OnDemand(
      context: context, shelf: shelf, store: store, press: press, writer: writer)
    do throws(PipelineError) {
      let desk = try ErrandThreads.start(
        named: "desk", threadCount: deskThreadCount, queueMax: context.limits.renderQueueMax)
      do throws(PipelineError) {
        let deadlines = try Deadlines.start(
          delayMilliseconds: context.limits.renderMilliseconds)
        return (onDemand, desk, deadlines)
      } catch {
        desk.stop()
        throw error
      }
    } catch {
      onDemand.stop()
      throw error
    }
  }

  private static func signingKeys(
    _ options: EdgeOptions, _ folder: SiteFolder
  ) throws(PipelineError) -> SigningKeyring {
    let file =
      options.signingKeys.map { SigningKeyFile($0) }
      ?? SigningKeyFile(store: options.store ?? StorePath.standard(for: folder))
    return try SigningKeyring(file, isRequired: options.signingKeys != nil)
  }

  /// The store, and what it knows of the site's files.
  private static func openStore(
    _ options: EdgeOptions, _ folder: SiteFolder
  ) throws(PipelineError) -> (Store, FileDigests) {
    do throws(StoreError) {
      let store = try Store.open(
        at: options.store ?? StorePath.standard(for: folder), create: true,
        options: StoreOptions(mapBytes: folder.configuration.limits.storeMapBytes))
      let known = try store.reader().withSnapshot { snapshot throws(StoreError) in
        try snapshot.files()
      }
      return (store, FileDigests(known: known, believedSeconds: 1))
    } catch {
      throw .store(error)
    }
  }

  // MARK: End.

  /// Stops accepting, answers what is under way, commits, and joins every thread.
  package func stop() {
    edge.service.isStopping = true
    server.stop(drainSeconds: drainSeconds)
    server.join()
    Self.close(edge, press)
  }

  private static func close(_ edge: Edge, _ press: Press) {
    edge.desk.stop()
    edge.onDemand.stop()
    press.stop()
    edge.deadlines.stop()
    noteUse(edge)
    edge.writer.stop()
    edge.accessLog?.stop()
  }

  // MARK: Upkeep, on the thread that watches the signals.

  /// Opens the access log anew by its name.
  package func reopenAccessLog() { edge.accessLog?.reopen() }

  /// Reads the file of signing keys again. One that is refused is logged, and the keys stay.
  package func reloadSigningKeys() { edge.signingKeys.reload() }

  /// Imports the site's template files again. A file that is refused is logged; the store's own
  /// version of it is served.
  package func importTemplates() {
    do throws(PipelineError) {
      try Self.importTemplates(edge.context.folder, edge.writer)
      edge.service.templatesAreImported = true
    } catch {
      edge.service.templatesAreImported = false
      LogLine(.error, "templates not imported").with("error", error.description).write()
    }
  }

  private static func importTemplates(
    _ folder: SiteFolder, _ writer: StoreWriterThread
  ) throws(PipelineError) {
    for refusal in try TemplateImport.run(folder, on: writer).refusals {
      LogLine(.error, "template refused").with("file", refusal.file)
        .with("error", refusal.error.description).write()
    }
  }

  /// Every fifteen seconds: notes what was used, reads the signing keys again, frees the seats of
  /// readers that were killed, keeps the pictures of strangers within their bytes, and deletes pictures
  /// whose two minutes are over and sessions that have ended.
  package func tend() {
    guard MonotonicInstant.now().seconds(since: lastUpkeep) >= upkeepSeconds else { return }
    lastUpkeep = .now()
    Self.noteUse(edge)
    edge.signingKeys.reload()
    let store = edge.store
    let missedBytesMax = edge.context.limits.storedMissBytesMax
    do throws(PipelineError) {
      try edge.writer.perform { writer throws(StoreError) in
        try store.clearDeadReaders()
        let now = WallClock.unixSeconds()
        _ = try writer.evictMissed(bytesMax: missedBytesMax, now: now)
        _ = try writer.sweepCondemned(now: now)
        try writer.deleteExpiredSessions(now: now)
        _ = try writer.commit()
      }
    } catch {
      LogLine(.error, "upkeep failed").with("error", error.description).write()
    }
  }

  private static func noteUse(_ edge: Edge) {
    do throws(StoreError) {
      try edge.recentUse.flush(edge.store, edge.writer)
    } catch {
      LogLine(.error, "uses not noted").with("error", error.description).write()
    }
  }
}

extension HTTPLimits {
  /// The site's limits, as far as this layer has them.
  init(_ limits: Limits) {
    self.init()
    requestLineBytesMax = limits.requestLineBytesMax
    headerCountMax = limits.headerCountMax
    headerBytesMax = limits.headerBytesMax
    headSecondsMax = limits.headSecondsMax
    bodyBytesMax = limits.bodyBytesMax
    bodySecondsMax = limits.bodySecondsMax
    idleSecondsMax = limits.idleSecondsMax
    writeSecondsMax = limits.writeSecondsMax
    answerSecondsMax = limits.answerSecondsMax
    connectionsMax = limits.connectionsMax
  }
}
