package import PlacardCore
package import PlacardFetch
package import PlacardStore
internal import PlacardSystem

/// Brings the remote pictures of a scene into the store: each address once, then only to ask whether
/// it has changed. For one thread.
package struct AssetFetching: ~Copyable {
  private var fetcher: Fetcher
  private let shelf: AssetShelf
  private let ttlSeconds: Int

  /// Makes the fetcher. A lock younger than `ttlSeconds` is trusted unasked.
  package static func open(_ shelf: AssetShelf, ttlSeconds: Int) throws(PipelineError)
    -> AssetFetching
  {
    do throws(FetchError) {
      return AssetFetching(fetcher: try Fetcher.open(), shelf: shelf, ttlSeconds: ttlSeconds)
    } catch {
      throw .fetch(error)
    }
  }

  private init(fetcher: consuming Fetcher, shelf: AssetShelf, ttlSeconds: Int) {
    self.fetcher = fetcher
    self.shelf = shelf
    self.ttlSeconds = ttlSeconds
  }

  /// What must be written to the store before the pictures can be drawn: locks, and bytes where they
  /// are new. One that was locked within the site's `assetTtlSeconds` is not asked again, unless the
  /// shelf believes no lock.
  ///
  /// - Throws: for an address that fails and was never fetched before; offline that is any such.
  package mutating func fetch(
    _ addresses: [AssetAddress], policy: FetchPolicy, _ reader: StoreReader
  ) throws(PipelineError) -> [(lock: AssetLock, bytes: [UInt8]?)] {
    var fetched: [(lock: AssetLock, bytes: [UInt8]?)] = []
    for case .remote(let url) in addresses where !fetched.contains(where: { $0.lock.url == url }) {
      let now = WallClock.unixSeconds()
      let known = try shelf.lock(url, reader)
      if shelf.trust == .always {
        guard known == nil else { continue }
        throw .offline(url)
      }
      if let known, shelf.trust == .untilStale, now - known.checkedAt < Int64(ttlSeconds) {
        continue
      }
      do throws(FetchError) {
        switch try fetcher.fetch(
          url, policy: policy, knownETag: known?.etag, knownLastModified: known?.lastModified)
        {
        case .notModified:
          guard var lock = known else { continue }
          lock.checkedAt = now
          fetched.append((lock, nil))
        case .fetched(let answer):
          let lock = AssetLock(
            url: url, etag: answer.etag, lastModified: answer.lastModified,
            digest: Digest(of: answer.bytes), byteCount: UInt64(answer.bytes.count),
            checkedAt: now)
          fetched.append((lock, answer.bytes))
        }
      } catch {
        // What was there yesterday is better than no picture; it is asked for again in time. Who may
        // not ask has no say in when that is.
        guard var lock = known else {
          var error = error
          // As the card names it, wherever redirects led.
          error.address = url
          throw .fetch(error)
        }
        if error.code == .hostNotAllowed { continue }
        lock.checkedAt = now
        shelf.remember(lock)
      }
    }
    return fetched
  }
}
