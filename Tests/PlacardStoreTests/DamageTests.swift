import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("Damage")
struct DamageTests {
  @Test("A flipped bit anywhere in a picture's record is found by the check")
  func flippedPictures() throws {
    var random = SeededRandom(seed: 21)
    let place = TemporaryStore()
    var artifacts: [Artifact] = []
    do {
      let writer = try place.open().writer()
      for byteCount in [40, 900, 5_000, 40_000] {
        let artifact = Artifact.random(&random, byteCount: byteCount)
        artifacts.append(artifact)
        try writer.putObject(artifact)
        try writer.putCard(RenderKey(random.digest()), CardEntry(artifact, .built))
      }
      try writer.commit()
    }
    let data = try place.data()
    for artifact in artifacts {
      let body = try #require(offset(of: artifact.body.prefix(40), in: data))
      let fields = try #require(
        offset(of: Array("Content-Type".utf8), in: data, before: body, atMost: 250))
      // Checksum, header, fields, body.
      let record = fields - 40..<body + artifact.body.count
      var places = Array(record.lowerBound..<body)
      for _ in 0..<24 { places.append(Int.random(in: body..<record.upperBound, using: &random)) }
      for offset in places {
        var flipped = data
        flipped[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try place.setData(flipped)
        let found = try problems(of: try place.open(create: false))
        #expect(found.map(\.object) == [artifact.hash], "at \(offset) of \(record)")
        if found.isEmpty { return }
      }
    }
  }

  @Test("A flipped bit in a picture's head is never served, and putting it again heals it")
  func flippedHead() throws {
    var random = SeededRandom(seed: 22)
    let place = TemporaryStore()
    let artifact = Artifact.random(&random, byteCount: 5_000)
    do {
      let writer = try place.open().writer()
      try writer.putObject(artifact)
      try writer.commit()
    }
    let data = try place.data()
    let body = try #require(offset(of: artifact.body.prefix(40), in: data))
    let fields = try #require(
      offset(of: Array("Content-Type".utf8), in: data, before: body, atMost: 250))
    for offset in fields - 40..<body {
      var flipped = data
      flipped[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try place.setData(flipped)
      let store = try place.open(create: false)
      let reader = try store.reader()
      #expect(
        try code {
          try reader.renew()
          _ = try reader.object(artifact.hash)
        } == .damaged)
      reader.reset()
      let writer = try store.writer()
      #expect(try writer.putObject(artifact))
      try writer.commit()
      let body = try reader.withSnapshot { (snapshot) throws(StoreError) in
        try snapshot.object(artifact.hash).map { Array($0.body) }
      }
      #expect(body == artifact.body)
    }
  }

  @Test("A picture whose bytes are damaged can be drawn anew")
  func heal() throws {
    var random = SeededRandom(seed: 23)
    let place = TemporaryStore()
    let artifact = Artifact.random(&random, byteCount: 5_000)
    let key = RenderKey(random.digest())
    do {
      let writer = try place.open().writer()
      try writer.beginBuild()
      try writer.putObject(artifact)
      try writer.putCard(key, CardEntry(artifact, .built))
      try writer.putDependencies(.test)
      try writer.stage(
        StagedPage(
          page: PageRecord(id: "a", variants: [PageVariant(key, artifact.hash)]),
          line: LineRecord("line")))
      _ = try writer.publish(BuildPublication(seen: ["a"]))
    }
    var data = try place.data()
    data[try #require(offset(of: artifact.body.suffix(40), in: data))] ^= 1
    try place.setData(data)
    let store = try place.open()
    let found = try problems(of: store)
    let hash = try #require(found.first?.object)
    let writer = try store.writer()
    #expect(try writer.dropDamagedObject(hash))
    try writer.commit()
    let line = try store.reader().withSnapshot { (snapshot) throws(StoreError) in
      try snapshot.line("a")
    }
    #expect(line == nil)
    try writer.putObject(artifact)
    try writer.putCard(key, CardEntry(artifact, .built))
    try writer.commit()
    #expect(try problems(of: store).isEmpty)
  }

  @Test("A flipped bit in any byte of a small record is found when it is read")
  func flippedRecords() throws {
    var random = SeededRandom(seed: 24)
    let place = TemporaryStore()
    let artifact = Artifact.random(&random, byteCount: 100)
    let key = RenderKey(random.digest())
    let secret = random.digest()
    let marker = random.bytes(24)
    let template = TemplateRecord(
      id: "blog", name: "Blog", jsonData: marker, revision: TemplateRevision(random.digest()),
      source: .file(path: "templates/blog.json", digest: random.digest()), updatedAt: 7)
    let apiKey = APIKeyRecord(
      id: "k-1", name: "Site", plan: "free", scopes: ["generate"], prefix: "pk_unmistakable",
      createdAt: 5)
    do {
      let writer = try place.open().writer()
      try writer.putObject(artifact)
      try writer.putCard(key, CardEntry(artifact, .built, inputs: Array(marker.reversed())))
      try writer.putTemplate(template)
      try writer.putKey(secret, apiKey)
      try writer.commit()
    }
    let data = try place.data()
    try flip(marker, headBytes: 34, tailBytes: 113, in: data, at: place) { snapshot in
      _ = try snapshot.template("blog")
    }
    try flip(Array(marker.reversed()), headBytes: 53, tailBytes: 0, in: data, at: place) {
      _ = try $0.card(key)
    }
    try flip(Array("pk_unmistakable".utf8), headBytes: 51, tailBytes: 10, in: data, at: place) {
      _ = try $0.key(secret)
    }
  }

  @Test("No flipped bit of a tree hides a row: the check says so, or dies in its own process")
  func flippedAnywhere() async throws {
    var random = SeededRandom(seed: 25)
    let place = TemporaryStore()
    do {
      let writer = try place.open().writer()
      for _ in 0..<300 {
        let artifact = Artifact.random(&random, byteCount: 300)
        try writer.putObject(artifact)
        try writer.putCard(RenderKey(random.digest()), CardEntry(artifact, .built))
      }
      try writer.commit()
    }
    let data = try place.data()
    // Branch and leaf pages of the tables: the ones LMDB follows without a check of its own.
    let pages = stride(from: 2 * 4096, to: data.count, by: 4096).filter { page in
      data[page + 10] & 0x03 != 0 && data[page + 12] > 16
    }
    #expect(pages.count > 10)
    for _ in 0..<12 {
      let page = try #require(pages.randomElement(using: &random))
      let used = Int(data[page + 12]) + Int(data[page + 13]) << 8
      var flipped = data
      // Among the offsets of the page's nodes.
      let place2 = TemporaryStore()
      let offset = Int.random(in: page + 16..<page + max(used, 18), using: &random)
      flipped[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try place2.setData(flipped)
      let path: String = place2.path
      await #expect(processExitsWith: .failure) { [path = path as String] in
        // A tree that leads in circles is damage too.
        alarm(60)
        let store = try Store.open(
          at: path, create: false, options: StoreOptions(mapBytes: 256 << 20))
        let report = try StoreCheck.run(store) { _ in }
        // Where LMDB keeps what no tree leads to any more, a flip does no damage.
        let isNothingHidden = report.problems > 0 || report.records >= 900
        exit(isNothingHidden ? 1 : 0)
      }
    }
  }

  /// Flips a bit in each byte of the record around `marker`, and reads it, which must be an error.
  private func flip(
    _ marker: [UInt8], headBytes: Int, tailBytes: Int, in data: [UInt8], at place: TemporaryStore,
    _ read: (Snapshot) throws -> Void
  ) throws {
    let found = try #require(offset(of: marker[...], in: data))
    var errors = 0
    for offset in found - headBytes..<found + marker.count + tailBytes {
      var flipped = data
      flipped[offset] ^= 0x10
      try place.setData(flipped)
      let reader = try place.open(create: false).reader()
      try reader.renew()
      do {
        _ = try read(reader.snapshot)
        Issue.record("byte \(offset - found) was flipped and not missed")
      } catch let error as StoreError {
        #expect(error.code == .damaged)
        errors += 1
      }
    }
    #expect(errors == headBytes + marker.count + tailBytes)
  }

  private func offset(
    of bytes: some Collection<UInt8>, in data: [UInt8], before end: Int? = nil,
    atMost distance: Int? = nil
  ) -> Int? {
    let last = (end ?? data.count) - bytes.count
    let first = max(0, distance.map { (end ?? data.count) - $0 } ?? 0)
    guard first <= last, let head = bytes.first else { return nil }
    return (first...last).first { index in
      data[index] == head && data[index..<index + bytes.count].elementsEqual(bytes)
    }
  }
}
