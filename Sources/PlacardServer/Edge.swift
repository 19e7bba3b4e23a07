internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// What the loops of a server share; all of it immutable or made for many threads.
struct Edge: Sendable {
  let context: SiteContext
  let shelf: AssetShelf
  let store: Store
  let writer: StoreWriterThread
  let onDemand: OnDemand
  /// What `imageUrl` begins with, without a slash at its end.
  let baseURL: String

  var configuration: SiteConfiguration { context.folder.configuration }
}

/// How a server is started.
package struct EdgeOptions: Sendable {
  package var site: String
  /// nil for `<site>/.placard`.
  package var store: String?
  package var listen: String
  /// In place of `site.json`'s `baseUrl`.
  package var baseURL: String?
  package var loopCount: Int
  package var workerCount: Int

  package init(site: String, store: String?, listen: String) {
    self.site = site
    self.store = store
    self.listen = listen
    loopCount = Processors.count
    workerCount = Processors.count
  }
}
