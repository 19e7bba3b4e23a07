import Foundation
import PlacardCore
import PlacardStore
import PlacardSystem
import Testing

@Suite("Opening a store")
struct OpeningTests {
  let place = TemporaryStore()

  @Test("A store is made where none is, and found again")
  func createAndReopen() throws {
    do {
      let store = try place.open()
      let writer = try store.writer()
      try writer.putFile(
        FileEntry(
          path: "a.ttf", status: #require(.of(place.dataPath)), digest: Digest(of: "font")))
      try writer.commit()
    }
    let reader = try place.open(create: false).reader()
    try reader.renew()
    #expect(try reader.file("a.ttf")?.digest == Digest(of: "font"))
    #expect(try reader.file("a.ttf")?.path == "a.ttf")
    #expect(try reader.file("b.ttf") == nil)
  }

  @Test("Where there is no store, none is made unasked")
  func missing() throws {
    #expect(try code { _ = try place.open(create: false) } == .missing)
    #expect(!FileManager.default.fileExists(atPath: place.path))
    try place.setData([])
    #expect(try code { _ = try place.open(create: false) } == .missing)
    #expect(try code { _ = try place.open(create: true) } == nil)
  }

  @Test("What is not a store is said not to be one")
  func notAStore() throws {
    try place.setData(Array(repeating: 0x41, count: 100_000))
    #expect(try code { _ = try place.open() } == .notAStore)
    #expect(
      try code { _ = try Store.open(at: place.dataPath, create: true) } == .notAStore)
    #expect(try place.data() == Array(repeating: 0x41, count: 100_000))
  }

  @Test("Another program's LMDB file is not a store")
  func anotherProgram() throws {
    _ = try place.open()
    try replace("meta", with: "mela")
    #expect(try code { _ = try place.open() } == .notAStore)
  }

  @Test("A store without one of its tables is damaged")
  func missingTable() throws {
    _ = try place.open()
    try replace("sessions", with: "sessionz")
    #expect(try code { _ = try place.open() } == .damaged)
  }

  @Test("A later schema is left alone")
  func newerSchema() throws {
    _ = try place.open()
    try setSchema(3, checksumIsRight: true)
    #expect(try code { _ = try place.open() } == .newerVersion)
  }

  @Test("A store of the schema before is given the table that it lacks")
  func upgrade() throws {
    var random = SeededRandom(seed: 61)
    let artifact = Artifact.random(&random, byteCount: 100)
    do {
      let writer = try place.open().writer()
      try writer.putObject(artifact)
      try writer.commit()
    }
    // As many letters, so that no byte of the file moves.
    try replace("dependencies", with: "dependencieS")
    try setSchema(1, checksumIsRight: true)
    let store = try place.open(create: false)
    let writer = try store.writer()
    try writer.putDependencies(.test)
    try writer.commit()
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.snapshot.dependencies() == [.test])
    #expect(try reader.object(artifact.hash) != nil)
  }

  @Test("A schema version that was not written is damage")
  func damagedSchema() throws {
    _ = try place.open()
    try setSchema(3, checksumIsRight: false)
    #expect(try code { _ = try place.open() } == .damaged)
  }

  @Test("A head of which one page is zeros is damaged")
  func damagedHead() throws {
    _ = try place.open()
    var data = try place.data()
    for index in 0..<4096 { data[index] = 0 }
    try place.setData(data)
    #expect(try code { _ = try place.open() } == .damaged)
  }

  @Test("A file that was cut off anywhere is damaged, and stays as it was", arguments: [1, 3, 9])
  func truncated(tenths: Int) throws {
    var random = SeededRandom(seed: 7)
    do {
      let writer = try place.open().writer()
      for _ in 0..<20 { try writer.putObject(.random(&random, byteCount: 20_000)) }
      try writer.commit()
    }
    let data = try place.data()
    let rest = Array(data.prefix(max(data.count * tenths / 10, 3 * 4096)))
    try place.setData(rest)
    #expect(try code { _ = try place.open() } == .damaged)
    #expect(try place.data() == rest)
  }

  @Test("Pages that were taken and given back in one commit are not missed")
  func shorterFile() throws {
    var random = SeededRandom(seed: 8)
    do {
      let writer = try place.open().writer()
      let artifact = Artifact.random(&random, byteCount: 400_000)
      try writer.putObject(artifact)
      try writer.dropDamagedObject(artifact.hash)
      try writer.putFile(
        FileEntry(path: "a", status: #require(.of(place.dataPath)), digest: artifact.hash.digest))
      try writer.commit()
    }
    let store = try place.open(create: false)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("A process opens a store once")
  func openTwice() throws {
    let store = try place.open()
    #expect(try code { _ = try place.open() } == .inUse)
    #expect(try code { _ = try Store.compact(at: place.path) } == .inUse)
    withExtendedLifetime(store) {}
  }

  @Test("A process has one writer, and the next after it")
  func oneWriter() throws {
    let store = try place.open()
    do {
      let writer = try store.writer()
      try writer.addUsage("k", UsageDay(UsageMonth(year: 2026, month: 1), day: 1), 1)
      #expect(try code { _ = try store.writer() } == .inUse)
      withExtendedLifetime(writer) {}
    }
    let reader = try store.reader()
    #expect(try code { _ = try store.writer() } == nil)
    try reader.renew()
    #expect(try reader.usage("k", UsageMonth(year: 2026, month: 1)) == 0)
  }

  @Test("A second build is told which process has the first")
  func buildLock() throws {
    _ = try place.open()
    do {
      let lock = try BuildLock.acquire(at: place.path)
      do {
        _ = try BuildLock.acquire(at: place.path)
        Issue.record("two builds hold the lock")
      } catch {
        #expect(error.code == .inUse)
        #expect(error.description.contains("process \(getpid()) "))
      }
      _ = consume lock
    }
    #expect(try code { _ = try BuildLock.acquire(at: place.path) } == nil)
  }

  @Test("Three hundred readers come and go, and one past the last slot is an error")
  func readerSlots() throws {
    let store = try place.open()
    for _ in 0..<3 {
      var readers: [StoreReader] = []
      for _ in 0..<300 {
        let reader = try store.reader()
        try reader.renew()
        readers.append(reader)
      }
      #expect(try readers[299].currentBuild() == nil)
    }
    var readers: [StoreReader] = []
    let found = try code { for _ in 0...512 { readers.append(try store.reader()) } }
    #expect(found == .readersFull)
    #expect(readers.count == 512)
  }

  private func replace(_ name: String, with other: String) throws {
    var data = try place.data()
    let wanted = Array(name.utf8)
    var count = 0
    for index in 0...(data.count - wanted.count)
    where data[index] == wanted[0] && data[index..<index + wanted.count].elementsEqual(wanted) {
      data.replaceSubrange(index..<index + wanted.count, with: other.utf8)
      count += 1
    }
    #expect(count > 0)
    try place.setData(data)
  }

  /// Writes another schema version where the file has its row: key, checksum, number.
  private func setSchema(_ version: UInt64, checksumIsRight: Bool) throws {
    var data = try place.data()
    let key = Array("schema".utf8)
    let fields = withUnsafeBytes(of: version.littleEndian) { Array($0) }
    var sum = Digest(of: [1, UInt8(key.count), 0] + key + fields).words.0
    if !checksumIsRight { sum ^= 1 }
    let value = withUnsafeBytes(of: sum.littleEndian) { Array($0) } + fields
    var count = 0
    for index in 0...data.count - 22 where data[index..<index + 6].elementsEqual(key) {
      data.replaceSubrange(index + 6..<index + 22, with: value)
      count += 1
    }
    #expect(count > 0, "the row of the schema is not in the file")
    try place.setData(data)
  }
}
