import Foundation
import PlacardCore
import PlacardTesting
import Synchronization
import Testing

@Suite("Templates changed under load") struct EditUnderLoadTests {
  /// Which revision of the template has been answered for, and what became of it.
  private final class Progress: Sendable {
    /// The newest change that has been answered, from 0.
    let answered = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
    let trouble = Mutex<[String]>([])
    /// The tags of pictures that were served.
    let seen = Mutex<Set<String>>([])
    let askedCount = Atomic<Int>(0)

    func report(_ what: String) {
      trouble.withLock { if $0.count < 5 { $0.append(what) } }
    }
  }

  private static let changeCount = 40

  /// The canvas of change `index`: its width tells which one it is.
  private static func definition(_ index: Int) -> String {
    Definition.plain("#3366cc", width: 41 + index)
  }

  /// Asks for the template's picture again and again; none may be older than the newest change that
  /// had been answered when it was asked for.
  private static func ask(_ port: Int, _ target: String, _ progress: Progress) throws {
    let client = try Client(port: port)
    let request = RunningServer.request("GET", target)
    while !progress.isOver.load(ordering: .acquiring) {
      let leastWidth = 41 + progress.answered.load(ordering: .acquiring)
      try client.send(request)
      let answer = try client.receive()
      guard answer.status == 200, let size = answer.pngSize else {
        progress.report("\(answer.status) \(answer.text.prefix(200))")
        continue
      }
      if size.width < leastWidth {
        progress.report("width \(size.width) after \(leastWidth) was answered")
      }
      progress.seen.withLock { _ = $0.insert(answer.etag) }
      progress.askedCount.wrappingAdd(1, ordering: .relaxed)
    }
  }

  /// Runs `work` on threads of its own until `body` has ended; then waits for them.
  private func beside(
    _ works: [@Sendable () throws -> Void], _ progress: Progress, _ body: () throws -> Void
  ) throws {
    let group = DispatchGroup()
    for work in works {
      group.enter()
      let thread = Thread {
        do { try work() } catch { progress.report("\(error)") }
        group.leave()
      }
      thread.start()
    }
    defer {
      progress.isOver.store(true, ordering: .releasing)
      group.wait()
    }
    try body()
  }

  @Test("No request that is sent after a change's answer gets older bytes, and none fails")
  func load() throws {
    let server = try RunningServer(TestSite(["limits": ["missesPerMinuteMax": 0]]))
    let id = try server.makeTemplate(Self.definition(0))
    let first = try server.get("/api/render?templateId=\(id)")
    let progress = Progress()
    let port = server.port
    let picture = "/i/\(first.etag.trimmingCharacters(in: ["\""])).png"
    // A stranger's picture is answered first and stored then.
    try eventually { try server.get(picture).status == 200 }
    // One target that all ask for, one of each connection's own, and one that never changes.
    var works: [@Sendable () throws -> Void] = (0..<6).map { index in
      let own = index % 2 == 0 ? "" : "&variables=%7B%22title%22:%22\(index)%22%7D"
      return { try Self.ask(port, "/api/render?templateId=\(id)\(own)", progress) }
    }
    works.append {
      let client = try Client(port: port)
      while !progress.isOver.load(ordering: .acquiring) {
        try client.send(RunningServer.request("GET", picture))
        let answer = try client.receive()
        if answer.body != first.body { progress.report("the old picture: \(answer.status)") }
      }
    }
    try beside(works, progress) {
      for index in 1...Self.changeCount {
        let answer = try server.templates(
          "PUT", "/\(id)", body: #"{"jsonData": \#(Self.definition(index))}"#)
        #expect(answer.status == 200)
        progress.answered.store(index, ordering: .releasing)
      }
    }
    #expect(progress.trouble.withLock { $0 } == [])
    #expect(progress.askedCount.load(ordering: .relaxed) > 0)
    let last = try server.get("/api/render?templateId=\(id)")
    #expect(last.pngSize?.width == 41 + Self.changeCount)
    for tag in progress.seen.withLock({ $0 }) {
      try eventually {
        let answer = try server.get("/i/\(tag.trimmingCharacters(in: ["\""])).png")
        return answer.status == 200 && answer.etag == tag
      }
    }
  }

  @Test("A change's answer waits for the turns that began before it")
  func longTurns() throws {
    let server = try RunningServer(TestSite())
    let id = try server.makeTemplate(Self.definition(0))
    let target = "/api/render?templateId=\(id)"
    let count = 200
    for index in 1...12 {
      try eventually {
        try server.get(target).fields["cache-status"]?.contains("hit") == true
      }
      // Spellings that the loop has not seen keep it within one turn for long. They are more than it
      // reads at once, so that it reads again in the same turn, and then finds what came meanwhile.
      let client = try Client(port: server.port)
      let blank = String(repeating: "x", count: 600)
      let many = (0..<count).flatMap {
        RunningServer.request("GET", "\(target)&x=\(index).\($0)\(blank)")
      }
      try client.send(many)
      let answer = try server.templates(
        "PUT", "/\(id)", body: #"{"jsonData": \#(Self.definition(index))}"#)
      #expect(answer.status == 200)
      try client.send(RunningServer.request("GET", target))
      for _ in 0..<count { #expect(try client.receive().status == 200) }
      #expect(try client.receive().pngSize?.width == 41 + index)
    }
  }

  @Test("No request that is sent after a deletion's answer gets a picture")
  func deletions() throws {
    let server = try RunningServer(TestSite())
    for round in 0..<10 {
      let id = try server.makeTemplate(Self.definition(round))
      let target = "/api/render?templateId=\(id)"
      #expect(try server.get(target).status == 200)
      let progress = Progress()
      let port = server.port
      let works = (0..<4).map { _ -> @Sendable () throws -> Void in
        {
          let client = try Client(port: port)
          while !progress.isOver.load(ordering: .acquiring) {
            let isGone = progress.answered.load(ordering: .acquiring) == 1
            try client.send(RunningServer.request("GET", target))
            let status = try client.receive().status
            if isGone, status != 404 { progress.report("\(status) after the deletion") }
            if status != 200, status != 404 { progress.report("\(status)") }
          }
        }
      }
      try beside(works, progress) {
        let answer = try server.templates("DELETE", "/\(id)")
        #expect(answer.status == 204)
        progress.answered.store(1, ordering: .releasing)
        usleep(5_000)
      }
      #expect(progress.trouble.withLock { $0 } == [])
    }
  }
}
