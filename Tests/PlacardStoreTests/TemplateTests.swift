import PlacardCore
import PlacardStore
import Testing

@Suite("Templates, assets, keys")
struct TemplateTests {
  let place = TemporaryStore()

  @Test("A changed template keeps what it was; one that says the same changes nothing")
  func versions() throws {
    let writer = try place.open().writer()
    let first = try writer.putTemplate(template("one", at: 5))
    #expect(first.version == 1)
    let stamp = try writer.pendingSnapshot().templatesStamp()
    #expect(try writer.putTemplate(template("one", at: 6)) == first)
    #expect(try writer.pendingSnapshot().templatesStamp() == stamp)
    let second = try writer.putTemplate(template("two", at: 7))
    #expect(second.version == 2)
    #expect(second.createdAt == 5)
    #expect(try writer.pendingSnapshot().templatesStamp() > stamp)
    #expect(try writer.deleteTemplate("blog"))
    #expect(try !writer.deleteTemplate("blog"))
    #expect(try writer.putTemplate(template("three", at: 8)).version == 3)
    let snapshot = try writer.pendingSnapshot()
    #expect(try snapshot.templateVersions("blog") == [first, second])
    #expect(try snapshot.templateVersion("blog", 2) == second)
    #expect(try snapshot.templateVersions("blo") == [])
    #expect(try snapshot.templates().map(\.name) == ["three"])
  }

  @Test("A deleted template of a file leaves something behind, one of the API nothing")
  func burial() throws {
    let store = try place.open()
    let writer = try store.writer()
    try writer.putTemplate(template("by the API", at: 1))
    #expect(try writer.buryTemplate("blog", now: 2))
    #expect(try writer.pendingSnapshot().deletedTemplate("blog") == nil)
    var record = template("of a file", at: 3)
    record.source = .file(path: "templates/blog.json", digest: Digest(of: "f"))
    let stored = try writer.putTemplate(record)
    #expect(stored.version == 2)
    let stamp = try writer.pendingSnapshot().templatesStamp()
    #expect(try writer.buryTemplate("blog", now: 4))
    #expect(try !writer.buryTemplate("blog", now: 5))
    let snapshot = try writer.pendingSnapshot()
    #expect(try snapshot.templatesStamp() > stamp)
    #expect(try snapshot.template("blog") == nil)
    #expect(try snapshot.templates().isEmpty)
    let tombstone = try #require(try snapshot.deletedTemplate("blog"))
    #expect(tombstone.source == .deleted(path: "templates/blog.json", digest: Digest(of: "f")))
    #expect(tombstone.updatedAt == 4 && tombstone.version == 2)
    #expect(try snapshot.deletedTemplates() == [tombstone])
    #expect(try snapshot.templateVersion("blog", 2) == stored)
    try writer.commit()
    #expect(try problems(of: store).isEmpty)
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.statistics().templateCount == 0)
    reader.reset()
    // An edit of the API is based on a file still.
    record.source = .api
    record.baseFileDigest = Digest(of: "f")
    #expect(try writer.putTemplate(record).version == 3)
    #expect(try writer.pendingSnapshot().deletedTemplate("blog") == nil)
    #expect(try writer.buryTemplate("blog", now: 6))
    #expect(
      try writer.pendingSnapshot().deletedTemplate("blog")?.source
        == .deleted(path: "", digest: Digest(of: "f")))
    #expect(try !writer.deleteTemplate("blog"))
    #expect(try writer.pendingSnapshot().deletedTemplate("blog") == nil)
    #expect(try writer.pendingSnapshot().templateVersions("blog").map(\.version) == [1, 2, 3])
  }

  @Test("A template that differs only in where it came from is no new version")
  func adoption() throws {
    let writer = try place.open().writer()
    let first = try writer.putTemplate(template("one", at: 5))
    let stamp = try writer.pendingSnapshot().templatesStamp()
    var adopted = template("one", at: 6)
    adopted.source = .file(path: "templates/blog.json", digest: Digest(of: "f"))
    adopted.baseFileDigest = Digest(of: "f")
    let second = try writer.putTemplate(adopted)
    #expect(second.source == adopted.source && second.baseFileDigest == adopted.baseFileDigest)
    #expect(second.version == 1 && second.updatedAt == 5)
    #expect(try writer.pendingSnapshot().template("blog") == second)
    #expect(first.source == .api)
    #expect(try writer.pendingSnapshot().templatesStamp() == stamp)
    #expect(try writer.pendingSnapshot().templateVersions("blog").isEmpty)
  }

  @Test("Every field of every record comes back")
  func fields() throws {
    let store = try place.open()
    let writer = try store.writer()
    var full = template("t", at: 1)
    full.description = "Ein Bild für jede Seite 🖼"
    full.isPublic = true
    full.previewURL = "https://a.example/p.png"
    full.onMiss = .signed
    full.fallback = .default
    full.source = .file(path: "templates/blog.json", digest: Digest(of: "f"))
    full.baseFileDigest = Digest(of: "b")
    full = try writer.putTemplate(full)
    let bytes: [UInt8] = [1, 2, 3]
    let lock = AssetLock(
      url: "https://a.example/" + String(repeating: "ä", count: 1_000), etag: "\"x\"",
      lastModified: "Mon", digest: Digest(of: bytes), byteCount: 3, checkedAt: -1)
    #expect(try !writer.putAsset(lock, bytes: nil))
    #expect(try writer.putAsset(lock, bytes: bytes))
    #expect(try writer.putAsset(lock, bytes: nil))
    var key = APIKeyRecord(
      id: "k", name: "n", plan: "free", scopes: ["generate", "templates"], prefix: "pk_",
      createdAt: 3)
    key.lastUsedAt = 4
    try writer.putKey(Digest(of: "secret"), key)
    let session = SessionRecord(keyID: "k", createdAt: 1, expiresAt: 9)
    try writer.putSession(Digest(of: "token"), session)
    try writer.commit()
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.template("blog") == full)
    #expect(try reader.asset(lock.url) == lock)
    #expect(try reader.assetBytes(lock.digest) == bytes)
    #expect(try reader.key(Digest(of: "secret")) == key)
    #expect(try reader.session(Digest(of: "token")) == session)
    #expect(try reader.snapshot.assets() == [lock])
    #expect(try problems(of: store).isEmpty)
  }

  @Test("A revoked key says so, and is revoked once")
  func revoke() throws {
    let writer = try place.open().writer()
    let key = APIKeyRecord(
      id: "k", name: "n", plan: "free", scopes: [], prefix: "pk_", createdAt: 3)
    try writer.putKey(Digest(of: "secret"), key)
    #expect(try writer.revokeKey("k", now: 77))
    #expect(try !writer.revokeKey("k", now: 78))
    #expect(try !writer.revokeKey("other", now: 78))
    try writer.touchKey(Digest(of: "secret"), now: 100)
    try writer.touchKey(Digest(of: "secret"), now: 200)
    let keys = try writer.pendingSnapshot().keys()
    #expect(keys.map(\.revokedAt) == [77])
    #expect(keys.map(\.lastUsedAt) == [100])
  }

  @Test("Use is summed by key and month, and never wraps")
  func usage() throws {
    let writer = try place.open().writer()
    let july = UsageMonth(year: 2026, month: 7)
    #expect(try writer.addUsage("a", UsageDay(july, day: 31), 2) == 2)
    #expect(try writer.addUsage("a", UsageDay(july, day: 31), 3) == 5)
    #expect(try writer.addUsage("ab", UsageDay(july, day: 31), 1) == 1)
    #expect(
      try writer.addUsage("a", UsageDay(UsageMonth(year: 2026, month: 8), day: 1), .max) == .max)
    #expect(try writer.addUsage("a", UsageDay(UsageMonth(year: 2026, month: 8), day: 1), 1) == .max)
    let usages = try writer.pendingSnapshot().usages()
    #expect(usages.map(\.keyID) == ["a", "a", "ab"])
    #expect(usages.map(\.month.month) == [7, 8, 7])
  }

  @Test("Sessions end when they expire or are closed")
  func sessions() throws {
    let writer = try place.open().writer()
    for expiry in 1...4 {
      try writer.putSession(
        Digest(of: "\(expiry)"),
        SessionRecord(keyID: "k", createdAt: 0, expiresAt: Int64(expiry)))
    }
    #expect(try writer.deleteExpiredSessions(now: 2) == 2)
    #expect(try writer.deleteSession(Digest(of: "3")))
    let snapshot = try writer.pendingSnapshot()
    #expect(try snapshot.session(Digest(of: "2")) == nil)
    #expect(try snapshot.session(Digest(of: "4")) != nil)
  }

  private func template(_ name: String, at time: Int64) -> TemplateRecord {
    TemplateRecord(
      id: "blog", name: name, jsonData: Array("{}".utf8),
      revision: TemplateRevision(Digest(of: "{}")), source: .api, updatedAt: time)
  }
}
