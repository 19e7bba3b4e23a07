internal import CCurl
internal import Glibc
internal import PlacardCore

/// Bytes that came, and what is needed to ask whether they have changed.
package struct FetchedBytes: Sendable {
  package var bytes: [UInt8]
  package var etag: String?
  /// The date of Last-Modified, as it was sent (RFC 9110 §8.8.2).
  package var lastModified: String?

  package init(bytes: [UInt8], etag: String?, lastModified: String? = nil) {
    self.bytes = bytes
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What became of a fetch that did not fail.
package enum FetchOutcome: Sendable {
  case fetched(FetchedBytes)
  /// The server says that the bytes with the given entity tag, or of the given date, still hold.
  case notModified
}

/// Fetches bytes over http and https: one easy handle of libcurl, for one thread.
///
/// Redirects are followed by hand, so that every hop is parsed and judged like the first; proxies,
/// netrc, cookies, compression and Unix sockets are off.
package struct Fetcher: ~Copyable {
  private let handle: UnsafeMutableRawPointer

  /// libcurl wants one initialisation before any thread uses it, and none of its clean-up ever.
  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  /// Makes a handle. Throws `library` when libcurl cannot start or has no memory.
  package static func open() throws(FetchError) -> Fetcher {
    guard isLibraryReady, let handle = curl_easy_init() else {
      throw FetchError(.library, address: "", "libcurl does not start")
    }
    return Fetcher(handle: handle)
  }

  private init(handle: UnsafeMutableRawPointer) { self.handle = handle }

  deinit { curl_easy_cleanup(handle) }

  /// Fetches `address` within `policy`; `knownETag` and `knownLastModified` make it
  /// conditional (RFC 9110 §13.1.2, §13.1.3): both are sent, and a server that knows tags goes by the
  /// tag.
  ///
  /// A redirect that keeps within `fetchHopsMax` is not an error.
  package mutating func fetch(
    _ address: String, policy: FetchPolicy, knownETag: String? = nil,
    knownLastModified: String? = nil
  ) throws(FetchError) -> FetchOutcome {
    let start = Self.milliseconds()
    var next = address
    for _ in 0...policy.limits.fetchHopsMax {
      let hop = try RemoteAddress.parse(next, policy: policy)
      let left = policy.limits.fetchMilliseconds - (Self.milliseconds() - start)
      guard left > 0 else {
        throw FetchError(.timedOut, address: address, "it took too long to answer")
      }
      let transfer = try Transfer.run(
        hop, on: handle, policy: policy, millisecondsLeft: left, knownETag: knownETag,
        knownLastModified: knownLastModified)
      switch transfer.status {
      case 200:
        return .fetched(
          FetchedBytes(
            bytes: transfer.body, etag: transfer.etag, lastModified: transfer.lastModified))
      case 304 where knownETag != nil || knownLastModified != nil: return .notModified
      case 301, 302, 303, 307, 308:
        guard let target = transfer.redirect else {
          throw FetchError(
            .status(transfer.status), address: address, "it redirects to no address")
        }
        next = target
      default:
        throw FetchError(
          .status(transfer.status), address: address,
          "the server answers with status \(transfer.status)")
      }
    }
    throw FetchError(
      .tooManyHops, address: address,
      "it redirects more than \(policy.limits.fetchHopsMax) times")
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
