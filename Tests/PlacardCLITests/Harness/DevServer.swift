import Foundation
import Testing

/// A running `placard dev` on a port that was free.
struct DevServer {
  let running: Running
  let port: Int

  /// Starts it over `manifest` and waits until it serves.
  init(_ site: TestSite, _ options: String..., manifest: String = "cards.jsonl") throws {
    running = try site.start(
      ["dev", manifest, "--site", ".", "--listen", "127.0.0.1:0", "--jobs", "1"] + options)
    let running = running
    let isUp = try running.wait(until: { running.errorsSoFar.contains("/dev\n") })
    try #require(isUp, "\(running.errorsSoFar)")
    let line = running.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }
    port = try #require(line?.split(separator: ":").last.flatMap { Int($0) })
  }

  func get(_ target: String, host: String = "127.0.0.1") throws -> Got {
    try PlacardCLITests.get(target, port: port, host: host)
  }

  /// What `/dev/state` says; nil while the server is being started anew.
  func state() -> [String: Any]? { try? get("/dev/state").json() }

  /// Waits until the last build has come to its end and `condition` holds of what is said of it.
  func settle(_ condition: ([String: Any]) throws -> Bool) throws {
    let came = try running.wait(until: {
      guard let state = state(), state["isBuilding"] as? Bool == false else { return false }
      return try condition(state)
    })
    try #require(came, "\(running.errorsSoFar)")
  }

  /// Waits until the build of that number, or a later one, is published.
  func settle(build number: Int) throws {
    try settle { state in
      let report = state["report"] as? [String: Any]
      return (report?["build"] as? Int ?? 0) >= number
    }
  }

  /// The ids that `/dev/cards` lists.
  func ids(_ query: String = "") throws -> [String] {
    let cards = try get("/dev/cards?q=" + query).json()["cards"] as? [[String: Any]]
    return try #require(cards).compactMap { $0["id"] as? String }
  }

  /// Ends it as Ctrl-C does.
  func stop() -> Ran {
    running.send(SIGINT)
    return running.wait()
  }
}
