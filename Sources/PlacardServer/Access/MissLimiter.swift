internal import PlacardCore
internal import PlacardHTTP
internal import PlacardSystem
internal import Synchronization

/// How many unsigned misses one client may cause: a bucket for each IPv4 address and each IPv6
/// network of 64 bits, which holds a minute's misses and is filled steadily.
final class MissLimiter: Sendable {
  /// A client, and when its bucket is full again; a bucket that is full need not be known.
  private struct Bucket {
    var client = InternetAddress(high: 0, low: 0)
    var fullAt: UInt64 = 0
  }

  private static let minuteNanoseconds: UInt64 = 60_000_000_000
  private static let setCount = 4_096
  /// Where a set is full, the fullest bucket of it is forgotten, which costs least.
  private static let wayCount = 4

  private let buckets: Mutex<[Bucket]>
  /// What one miss takes out of a bucket, in time to fill it again; nil where there is no limit.
  private let missNanoseconds: UInt64?

  /// - Parameter missesPerMinuteMax: 0 for any number.
  init(missesPerMinuteMax: Int) {
    let limit = UInt64(clamping: missesPerMinuteMax)
    missNanoseconds = limit == 0 ? nil : Self.minuteNanoseconds / limit
    buckets = Mutex(
      limit == 0 ? [] : Array(repeating: Bucket(), count: Self.setCount * Self.wayCount))
  }

  /// Counts a miss of `peer`: nil when it may have it, else after how many seconds.
  func refusal(of peer: PeerAddress, now: MonotonicInstant) -> Int? {
    guard let missNanoseconds else { return nil }
    let client = Self.client(peer)
    let first = Self.wayCount * Int(truncatingIfNeeded: Self.hash(client) % UInt(Self.setCount))
    return buckets.withLock { buckets in
      var chosen = first
      for index in first..<first + Self.wayCount {
        if buckets[index].client == client {
          chosen = index
          break
        }
        if buckets[index].fullAt < buckets[chosen].fullAt { chosen = index }
      }
      if buckets[chosen].client != client { buckets[chosen] = Bucket(client: client) }
      let fullAt = max(buckets[chosen].fullAt, now.nanoseconds) &+ missNanoseconds
      let wait = fullAt &- now.nanoseconds
      guard wait > Self.minuteNanoseconds else {
        buckets[chosen].fullAt = fullAt
        return nil
      }
      return Int((wait - Self.minuteNanoseconds) / 1_000_000_000) + 1
    }
  }

  private static func client(_ peer: PeerAddress) -> InternetAddress {
    let address = InternetAddress(high: peer.high, low: peer.low)
    return address.isIPv4 ? address : address.masked(64)
  }

  /// Keyed by the process: nobody outside can choose addresses that meet in one set.
  private static func hash(_ client: InternetAddress) -> UInt {
    UInt(bitPattern: client.hashValue)
  }
}
