import PlacardCore
import PlacardStore
import Testing

@Suite("Pictures and their cards")
struct PictureTests {
  let place = TemporaryStore()

  @Test("A stored picture lies ready to be sent", arguments: [0, 1, 700, 2_000, 5_000, 300_000])
  func readyToSend(byteCount: Int) throws {
    var random = SeededRandom(seed: UInt64(byteCount))
    let body = random.bytes(byteCount)
    let store = try place.open()
    let writer = try store.writer()
    let hash = try writer.putObject(format: .jpeg, width: 1200, height: 630, body: body)
    try writer.commit()
    #expect(hash == ContentHash(of: body))
    let reader = try store.reader()
    try reader.renew()
    let object = try #require(try reader.object(hash))
    let fields =
      "Content-Type: image/jpeg\r\nContent-Length: \(byteCount)\r\n"
      + "X-Content-Type-Options: nosniff\r\nETag: \"\(hash.hex)\"\r\n\r\n"
    #expect(Array(object.fieldsAndBody) == Array(fields.utf8) + body)
    #expect(Array(object.fieldsOnly) == Array(fields.utf8))
    #expect(Array(object.notModifiedFields) == Array("ETag: \"\(hash.hex)\"\r\n\r\n".utf8))
    #expect(Array(object.etag) == Array("\"\(hash.hex)\"".utf8))
    #expect(Array(object.body) == body)
    #expect(object.format == .jpeg)
    #expect(object.size == PixelSize(width: 1200, height: 630))
    #expect(try problems(of: store).map(\.what) == [])
  }

  @Test("A picture keeps its place while others come and go, however small it is")
  func keepsItsPlace() throws {
    var random = SeededRandom(seed: 3)
    let store = try place.open()
    let writer = try store.writer()
    let hash = try writer.putObject(format: .png, width: 1, height: 1, body: [1, 2, 3])
    try writer.commit()
    let reader = try store.reader()
    try reader.renew()
    let before = try #require(try reader.object(hash)?.body.baseAddress)
    for _ in 0..<20 {
      for _ in 0..<10 { try writer.putObject(.random(&random, byteCount: 100)) }
      try writer.commit()
      try reader.renew()
    }
    #expect(try reader.object(hash)?.body.baseAddress == before)
  }

  @Test("Putting a picture twice leaves the first")
  func putTwice() throws {
    var random = SeededRandom(seed: 4)
    let artifact = Artifact.random(&random, byteCount: 9_000)
    let writer = try place.open().writer()
    #expect(try writer.putObject(artifact))
    #expect(try !writer.putObject(artifact))
  }

  @Test("An origin rises and never falls")
  func origins() throws {
    var random = SeededRandom(seed: 5)
    let artifact = Artifact.random(&random, byteCount: 100)
    let key = RenderKey(random.digest())
    let writer = try place.open().writer()
    try writer.putObject(artifact)
    for (origin, expected) in [
      (.missed, .missed), (.generated, .generated), (.missed, .generated), (.built, .built),
      (.generated, .built),
    ] as [(CardOrigin, CardOrigin)] {
      #expect(try writer.putCard(key, CardEntry(artifact, origin))?.origin == expected)
    }
  }

  @Test("The first answer to a key stays while its picture does")
  func firstAnswerStays() throws {
    var random = SeededRandom(seed: 6)
    let first = Artifact.random(&random, byteCount: 100)
    let second = Artifact.random(&random, byteCount: 200)
    let key = RenderKey(random.digest())
    let store = try place.open()
    let writer = try store.writer()
    try writer.putObject(first)
    try writer.putObject(second)
    try writer.putCard(key, CardEntry(first, .built))
    #expect(try writer.putCard(key, CardEntry(second, .built))?.contentHash == first.hash)
    try writer.dropDamagedObject(first.hash)
    #expect(try writer.putCard(key, CardEntry(second, .built))?.contentHash == second.hash)
    try writer.commit()
    #expect(try problems(of: store).isEmpty)
  }

  @Test("A card of a picture that is not there is not stored")
  func cardWithoutPicture() throws {
    var random = SeededRandom(seed: 7)
    let key = RenderKey(random.digest())
    let writer = try place.open().writer()
    let artifact = Artifact.random(&random, byteCount: 10)
    #expect(try writer.putCard(key, CardEntry(artifact, .built)) == nil)
    #expect(try writer.pendingSnapshot().card(key) == nil)
  }

  @Test("A printed address leads to its picture and keeps it from eviction")
  func requests() throws {
    var random = SeededRandom(seed: 8)
    let artifact = Artifact.random(&random, byteCount: 1_000)
    let key = RenderKey(random.digest())
    let entry = RequestEntry(
      renderKey: key, contentHash: artifact.hash, templateID: Digest(of: "blog"),
      revision: TemplateRevision(random.digest()))
    let target = Digest(of: "/api/render?templateId=blog")
    let store = try place.open()
    let writer = try store.writer()
    #expect(try !writer.putRequest(target, entry))
    try writer.putObject(artifact)
    try writer.putCard(key, CardEntry(artifact, .missed))
    #expect(try writer.putRequest(target, entry))
    #expect(try writer.evictMissed(bytesMax: 0, now: 1) == 0)
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.request(target) == entry)
    #expect(try reader.card(key)?.origin == .generated)
    #expect(try reader.request(Digest(of: "/")) == nil)
  }

  @Test("The use of a card is noted once an hour")
  func use() throws {
    var random = SeededRandom(seed: 9)
    let artifact = Artifact.random(&random, byteCount: 1_000)
    let key = RenderKey(random.digest())
    let store = try place.open()
    let writer = try store.writer()
    try writer.putObject(artifact)
    try writer.putCard(key, CardEntry(artifact, .missed, hour: 5, inputs: [9, 9]))
    try writer.touchCard(key, hour: 7)
    try writer.touchCard(key, hour: 6)
    try writer.touchCard(RenderKey(random.digest()), hour: 6)
    try writer.commit()
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.card(key)?.lastUseHour == 7)
    #expect(try reader.card(key)?.inputs == [9, 9])
    #expect(try problems(of: store).isEmpty)
  }

  @Test("A reader sees one state until it takes the next, and nothing that is not committed")
  func isolation() throws {
    var random = SeededRandom(seed: 10)
    let store = try place.open()
    let writer = try store.writer()
    let old = try store.reader()
    let new = try store.reader()
    try old.renew()
    var hashes: [ContentHash] = []
    for round in 0..<10 {
      let artifact = Artifact.random(&random, byteCount: 3_000)
      hashes.append(artifact.hash)
      try writer.putObject(artifact)
      try new.renew()
      #expect(try new.object(artifact.hash) == nil)
      let id = try writer.commit()
      try new.renew()
      #expect(new.transactionID == id)
      #expect(try new.object(artifact.hash)?.body.count == 3_000)
      #expect(try old.object(artifact.hash) == nil)
      #expect(try new.statistics().objectCount == round + 1)
    }
    #expect(try old.statistics().objectCount == 0)
    try old.renew()
    for hash in hashes { #expect(try old.object(hash) != nil) }
  }

  @Test("A full map is an error that loses nothing and heals when room is made")
  func full() throws {
    var random = SeededRandom(seed: 11)
    let store = try place.open(mapBytes: 2 << 20)
    let writer = try store.writer()
    var committed: [ContentHash] = []
    var found: StoreError?
    while found == nil && committed.count < 1_000 {
      let artifact = Artifact.random(&random, byteCount: 40_000)
      do {
        try writer.putObject(artifact)
        try writer.putCard(RenderKey(random.digest()), CardEntry(artifact, .missed))
        try writer.commit()
        committed.append(artifact.hash)
      } catch {
        found = error
      }
    }
    #expect(found?.code == .mapFull)
    #expect(committed.count > 20)
    #expect(writer.pendingOperations == 0)
    let reader = try store.reader()
    try reader.withSnapshot { snapshot throws(StoreError) in
      for hash in committed { #expect(try snapshot.object(hash)?.body.count == 40_000) }
    }
    #expect(try problems(of: store).isEmpty)
    try writer.evictMissed(bytesMax: 800_000, now: 0)
    #expect(try writer.sweepCondemned(now: 120).objects > 10)
    try writer.putObject(.random(&random, byteCount: 30_000))
    try writer.commit()
    #expect(try problems(of: store).isEmpty)
  }

  @Test("Changes in a queue are made in one go")
  func changes() throws {
    var random = SeededRandom(seed: 12)
    let store = try place.open()
    let writer = try store.writer()
    var changes: [StoreChange] = []
    var keys: [RenderKey] = []
    for _ in 0..<50 {
      let artifact = Artifact.random(&random, byteCount: 500)
      let key = RenderKey(random.digest())
      keys.append(key)
      changes.append(.card(key, CardEntry(artifact, .generated)))
      changes.append(.object(artifact))
      changes.append(
        .usage(keyID: "k", UsageDay(UsageMonth(year: 2026, month: 7), day: 9), count: 1))
    }
    try writer.apply(changes)
    #expect(writer.pendingBytes == 25_000)
    #expect(writer.pendingOperations == 150)
    try writer.commit()
    #expect(writer.pendingOperations == 0)
    let reader = try store.reader()
    try reader.renew()
    for key in keys { #expect(try reader.card(key)?.origin == .generated) }
    #expect(try reader.usage("k", UsageMonth(year: 2026, month: 7)) == 50)
  }
}
