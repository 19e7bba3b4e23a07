import Foundation
import PlacardStore
import PlacardTesting
import Synchronization

/// A build that cannot come to its end before `release`: the host of one of its pictures does not
/// answer until then. So it is under way for as long as a test wants, however fast the machine.
final class HeldBuild {
  static let cardCount = 1_500

  let site: TestSite
  let running: Running
  private let server: LoopbackServer
  private let gate: Gate

  private final class Gate: Sendable {
    let isOpen = Mutex(false)
  }

  /// Starts the build of `cards.jsonl`, over what `prepare` has done to the site.
  init(_ prepare: (TestSite) throws -> Void = { _ in }) throws {
    let gate = Gate()
    self.gate = gate
    server = LoopbackServer { _ in
      while !gate.isOpen.withLock({ $0 }) { usleep(2_000) }
      return answer("404 Not Found")
    }
    let origin = "127.0.0.1:\(server.port)"
    site = try TestSite(
      limits: #""storeMapBytes": 268435456, "fetchMilliseconds": 600000, "#
        + #""privateFetchOrigins": ["\#(origin)"]"#)
    try prepare(site)
    let held =
      #"{"id": "held", "templateId": "badge", "#
      + #""layers": {"logo": {"image_url": "http://\#(origin)/x.png"}}}"#
    try site.manifest(
      [held]
        + (1..<Self.cardCount).map {
          #"{"id": "c\#($0)", "templateId": "plain", "variables": {"title": "no. \#($0)"}}"#
        })
    running = try site.start(["build", "cards.jsonl", "--site", ".", "--jobs", "2"])
  }

  deinit { release() }

  /// Waits until the build has committed pictures; false when it ended before.
  func waitForPictures(_ count: Int = 1) throws -> Bool {
    try running.wait(until: { try !server.heads.isEmpty && site.objectsIfAny().count >= count })
  }

  /// Lets the build go on.
  func release() { gate.isOpen.withLock { $0 = true } }
}

extension TestSite {
  /// The pictures that are committed; none while there is no store.
  func objectsIfAny() throws -> Set<String> {
    do { return try objects() } catch let error as StoreError where error.code == .missing {
      return []
    }
  }
}
