import Foundation
import Glibc
import PlacardCore
import PlacardStore
import PlacardTesting
import Synchronization
import Testing

@Suite("What keys use")
struct UsageCommandTests {
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.write(
      "site.json",
      """
      {"fonts": ["fonts/DejaVuSans.ttf"], "limits": {"storeMapBytes": 268435456},
       "plans": {"free": {"rendersPerMonth": 100}}}
      """)
    return site
  }

  private func run(_ site: TestSite, _ words: [String]) throws -> Ran {
    try site.start(words).wait()
  }

  private func makeKey(_ site: TestSite, _ options: String...) throws -> String {
    let ran = try run(site, ["keys", "create", "--name", "n", "--store", "store"] + options)
    try #require(ran.status == 0, "\(ran.errors)")
    return String(ran.text.dropLast())
  }

  @Test("A killed server has counted every render that it answered, and none that it lost")
  func killed() throws {
    let site = try site()
    let key = try makeKey(site)
    let server = try site.start(
      ["serve", "--site", ".", "--store", "store", "--listen", "127.0.0.1:0"])
    let isUp = try server.wait(until: { server.errorsSoFar.contains("serving http://127.0.0.1:") })
    try #require(isUp)
    let line = server.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }
    let port = try #require(line?.split(separator: ":").last.flatMap { Int($0) })
    let fresh = Mutex(0)
    let process = server.id
    DispatchQueue.concurrentPerform(iterations: 4) { client in
      for round in 0..<1_000 {
        let body = #"{"templateId": "plain", "variables": {"title": "\#(client) \#(round)"}}"#
        guard let asking = try? Client(port: port),
          (try? asking.send(
            "POST /api/generate HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(key)\r\n"
              + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")) != nil,
          let answer = try? asking.receive(), answer.status == 200
        else { return }
        let count = fresh.withLock {
          $0 += 1
          return $0
        }
        // In the middle of all the others' requests.
        if count == 60 { kill(process, SIGKILL) }
      }
    }
    #expect(server.wait().end == .killed(signal: SIGKILL))
    let answered = fresh.withLock { $0 }
    #expect(answered >= 60)
    let store = try Store.open(at: site.path + "/store", create: false)
    let reader = try store.reader()
    try reader.renew()
    var generated: UInt64 = 0
    try reader.snapshot.forEachCard { _, card in
      generated += card.origin == .generated ? 1 : 0
      return true
    }
    let charged = try reader.snapshot.usages().reduce(0) { $0 + $1.count }
    #expect(charged == generated && charged >= answered)
  }

  @Test("A plan that the site has not is refused with the nearest that it has")
  func plans() throws {
    let site = try site()
    let create = ["keys", "create", "--name", "n", "--store", "store", "--plan"]
    for options in [[], ["--site", "."]] {
      let ran = try run(site, create + ["fre"] + options)
      #expect(ran.status == 2)
      #expect(ran.errors.hasPrefix("placard: site.json has no plan “fre”; did you mean free?\n"))
      #expect(try run(site, create + ["free"] + options).status == 0)
    }
    let none = try run(TestSite(), create + ["free"])
    #expect(none.status == 2)
    #expect(none.errors.hasPrefix("placard: site.json has no plan “free”; it has none\n"))
  }

  @Test("usage lists keys by month against their plans, for people and for machines")
  func usage() throws {
    let site = try site()
    _ = try makeKey(site, "--plan", "free")
    let empty = try site.run("usage", "--store", "store")
    #expect(empty.status == 0 && empty.text.isEmpty)
    #expect(empty.errors == "no fresh renders were counted\n")
    let id: String
    do {
      let store = try Store.open(at: site.path + "/store", create: false)
      let reader = try store.reader()
      try reader.renew()
      id = try #require(try reader.keys().first?.id)
      reader.reset()
      let writer = try store.writer()
      try writer.addUsage(id, UsageDay(UsageMonth(year: 2026, month: 6), day: 30), 7)
      try writer.addUsage(id, UsageDay(UsageMonth(year: 2026, month: 7), day: 1), 2)
      try writer.addUsage(id, UsageDay(UsageMonth(year: 2026, month: 7), day: 2), 3)
      try writer.commit()
    }
    let all = try site.run("usage", "--store", "store")
    #expect(
      all.text == "2026-07  \(id)  5 of 100  free  n\n2026-06  \(id)  7 of 100  free  n\n")
    let one = try site.run("usage", "--store", "store", "--month", "2026-06", "--json")
    #expect(
      one.text.filter { !$0.isWhitespace }
        == #"[{"month":"2026-06","keyId":"\#(id)","name":"n","plan":"free","used":7,"limit":100}]"#)
    let slip = try site.run("usage", "--store", "store", "--month", "June")
    #expect(slip.status == 2 && slip.errors.contains("as in 2026-07"))
    #expect(try site.run("verify", "--store", "store").status == 0)
  }
}
