internal import PlacardCore
internal import PlacardStore
package import PlacardSystem

extension Generator {
  /// What a build with `options` would make, how many bytes and seconds that would take, and which
  /// cards it would take away. Nothing is written.
  package static func plan(
    _ options: BuildOptions, progress: BuildProgress, stop: StopFlag
  ) throws(PipelineError) -> BuildPlan {
    var options = options
    options.isDryRun = true
    let start = MonotonicInstant.now()
    let folder = try SiteFolder.open(options.site)
    let feed = ManifestFeed(
      limits: folder.configuration.limits, progress: progress, shard: options.shard)
    try feed.check(options.manifests)
    let place = try BuildPlace.open(options, folder)
    let run = try begin(options, folder, place, progress, stop)
    defer { run.writer.stop() }
    let ledger = PlanLedger()
    let made = try make(run, feed, ledger: ledger)
    let reader: StoreReader
    do throws(StoreError) {
      reader = try place.store.reader()
      try reader.renew()
    } catch {
      throw .store(error)
    }
    let worker = RenderWorker(
      context: run.context, shelf: run.shelf, filters: FilterTable(), bands: BandsTable(),
      reader: reader)
    var plan = try ledger.plan(jobs: min(options.jobs, Processors.count), worker)
    plan.report = made.report
    plan.unknownCount = made.unknownCount
    if !options.keepsAbsentCards, !made.hasNamelessCard {
      do throws(StoreError) {
        (plan.removedCount, plan.removedIDs) = try reader.snapshot.unseenPages(
          made.seen, idsMax: 100)
      } catch {
        throw .store(error)
      }
    }
    plan.report.seconds = MonotonicInstant.now().seconds(since: start)
    return plan
  }
}
