import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("verify and gc")
struct VerifyTests {
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest(
      (0..<30).map {
        #"{"id": "c\#($0)", "templateId": "plain", "formats": ["png", "webp"], "#
          + #""variables": {"title": "no. \#($0)"}}"#
      })
    #expect(try site.build().rendered == 60)
    return site
  }

  struct Found: Decodable {
    struct Problem: Decodable {
      var table: String
      var key: String
      var what: String
    }
    var objects: Int
    var bytes: Int
    var records: Int
    var problems: Int
    var found: [Problem]
  }

  private func verify(_ site: TestSite, _ store: String) throws -> (Ran, Found?) {
    let ran = try site.run("verify", "--store", store, "--json")
    return (ran, try? JSONDecoder().decode(Found.self, from: Data(ran.output)))
  }

  @Test("A sound store, in words and as JSON")
  func sound() throws {
    let site = try site()
    let ran = try site.run("verify", "--store", ".placard")
    #expect(ran.status == 0 && ran.errors.isEmpty)
    #expect(ran.text.hasPrefix("60 pictures ("))
    #expect(ran.text.hasSuffix(" records checked: all sound\n"))
    let (json, found) = try verify(site, ".placard")
    #expect(json.status == 0 && found?.objects == 60 && found?.problems == 0)
    #expect(found?.found.isEmpty == true)
  }

  @Test("A single flipped bit of any picture is found, and building again after gc mends it")
  func flippedPictures() throws {
    let site = try site()
    let data = try site.read(".placard/data.mdb")
    try FileManager.default.createDirectory(
      atPath: site.path + "/copy", withIntermediateDirectories: true)
    var random = SystemRandomNumberGenerator()
    for hash in try site.objects().sorted().shuffled().prefix(12) {
      let digest = try #require(Digest(hex: Array(hash.utf8)))
      let body = try #require(try site.body(ContentHash(digest)))
      let places = Self.offsets(of: body, in: data)
      #expect(!places.isEmpty)
      let offset = Int.random(in: 0..<body.count, using: &random)
      let bit = UInt8.random(in: 0..<8, using: &random)
      // Pages that have been given up hold old copies of small values.
      var flipped = data
      for place in places { flipped[place + offset] ^= 1 << bit }
      try site.write("copy/data.mdb", flipped)
      let (ran, found) = try verify(site, "copy")
      #expect(ran.status == 1)
      #expect(found?.problems == 1 && found?.found.map(\.table) == ["objects"])
      #expect(found?.found.map(\.key) == [hash])
      let words = try site.run("verify", "--store", "copy")
      #expect(words.status == 1)
      #expect(words.errors == "objects \(hash): its bytes have another hash\n")
      #expect(words.text.hasSuffix(" records checked: 1 damaged\n"))
      // The records alone are sound.
      #expect(try site.run("verify", "--store", "copy", "--quick").status == 0)
    }
  }

  @Test("A flipped bit anywhere else is found or does no damage, and never ends verify itself")
  func flippedAnywhere() throws {
    let site = try site()
    let data = try site.read(".placard/data.mdb")
    try FileManager.default.createDirectory(
      atPath: site.path + "/copy", withIntermediateDirectories: true)
    let sound = try site.run("verify", "--store", ".placard").text
    var random = SystemRandomNumberGenerator()
    var foundCount = 0
    for _ in 0..<30 {
      // Page heads and the nodes' offsets behind them: what LMDB follows without a check.
      let page = Int.random(in: 0..<data.count / 4_096, using: &random)
      let offset = page * 4_096 + Int.random(in: 8..<80, using: &random)
      let bit = UInt8.random(in: 0..<8, using: &random)
      var flipped = data
      flipped[offset] ^= 1 << bit
      try site.write("copy/data.mdb", flipped)
      let ran = try site.run("verify", "--store", "copy")
      let place = "bit \(bit) of byte \(offset)"
      switch ran.end {
      case .exited(0): #expect(ran.text == sound, "\(place) hides something")
      case .exited(1): #expect(ran.text.hasSuffix(" damaged\n"), "\(place)")
      case .exited(4):
        // What was found before the end stands above the one sentence on the end.
        let lines = ran.errors.split(separator: "\n")
        #expect(lines.last?.hasPrefix("placard: store: ") == true, "\(place): \(ran.errors)")
        #expect(lines.filter { $0.hasPrefix("placard: ") }.count == 1, "\(place): \(ran.errors)")
      default: Issue.record("\(place) ended verify with \(ran.end): \(ran.errors)")
      }
      foundCount += ran.end == .exited(0) ? 0 : 1
    }
    #expect(foundCount > 0)
  }

  private static func offsets(of bytes: [UInt8], in data: [UInt8]) -> [Int] {
    let (all, wanted) = (Data(data), Data(bytes))
    var offsets: [Int] = []
    while let found = all.range(of: wanted, in: (offsets.last.map { $0 + 1 } ?? 0)..<all.count) {
      offsets.append(found.lowerBound)
    }
    return offsets
  }

  @Test("gc keeps everything by default, and takes what no kept build shows when asked")
  func collection() throws {
    let site = try site()
    try site.manifest([#"{"id": "only", "templateId": "bare"}"#])
    #expect(try site.build().rendered == 1)
    let kept = try site.run("gc", "--store", ".placard")
    #expect(kept.status == 0)
    #expect(
      kept.text == "0 pictures deleted (0 B), 0 more go in two minutes; 0 cards forgotten\n")
    #expect(try site.objects().count == 61)
    let json = try site.run("gc", "--store", ".placard", "--keep-builds", "1", "--json")
    #expect(json.status == 0)
    let report = try JSONDecoder().decode([String: Int].self, from: Data(json.output))
    #expect(report["cards"] == 60 && report["condemnedObjects"] == 60)
    #expect(report["deletedObjects"] == 0)
    // Two minutes are not over: whoever is being sent them gets all of them.
    #expect(try site.objects().count == 61)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    #expect(Array(try site.pages().keys) == ["only"])
    #expect(try site.build().rendered == 0)
  }

  @Test("compact gives the room of deleted pictures back, and all that is kept is there")
  func compaction() throws {
    let site = try site()
    try site.manifest([#"{"id": "only", "templateId": "bare"}"#])
    #expect(try site.build().rendered == 1)
    #expect(
      try site.run("gc", "--store", ".placard", "--keep-builds", "1").status == 0)
    do {
      let store = try Store.open(at: site.path + "/.placard", create: false)
      let writer = try store.writer()
      // As two minutes later.
      let swept = try writer.sweepCondemned(now: Int64(Date().timeIntervalSince1970) + 1_000)
      #expect(swept.objects == 60)
    }
    let before = try site.read(".placard/data.mdb").count
    let ran = try site.run("compact", "--store", ".placard", "--json")
    #expect(ran.status == 0)
    let report = try JSONDecoder().decode([String: Int].self, from: Data(ran.output))
    let after = try site.read(".placard/data.mdb").count
    #expect(report == ["bytesBefore": before, "bytesAfter": after] && after < before)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    #expect(try site.build().rendered == 0)
    let again = try site.run("compact", "--store", ".placard")
    #expect(again.status == 0 && again.text.hasSuffix(" now\n"))
  }
}
