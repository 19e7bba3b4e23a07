import Foundation
import PlacardCore
import PlacardStore

/// A directory for a store, gone when the value ends.
final class TemporaryStore {
  let path: String

  init() {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("placard-store-\(UUID().uuidString)").path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var dataPath: String { path + "/data.mdb" }

  /// Small, so that a test that fills it ends soon.
  static func options(mapBytes: Int = 256 << 20) -> StoreOptions {
    StoreOptions(mapBytes: mapBytes)
  }

  func open(create: Bool = true, mapBytes: Int = 256 << 20) throws -> Store {
    try Store.open(at: path, create: create, options: Self.options(mapBytes: mapBytes))
  }

  /// The bytes of the data file.
  func data() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: dataPath))) }

  func setData(_ bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: dataPath))
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  mutating func digest() -> Digest { Digest(of: bytes(16)) }
}

extension Artifact {
  /// Bytes that are no picture; the store does not look.
  static func random(_ random: inout SeededRandom, byteCount: Int) -> Artifact {
    Artifact(
      format: .png, size: PixelSize(width: 1200, height: 630), body: random.bytes(byteCount))
  }
}

extension CardEntry {
  init(_ artifact: Artifact, _ origin: CardOrigin, hour: UInt32 = 1, inputs: [UInt8] = []) {
    self.init(
      contentHash: artifact.hash, origin: origin, lastUseHour: hour,
      byteCount: UInt32(artifact.body.count), inputs: inputs)
  }
}

extension PageVariant {
  init(_ key: RenderKey, _ hash: ContentHash, sizeName: String = "og") {
    self.init(
      format: .png, sizeName: sizeName, width: 1200, height: 630, scale: 1, renderKey: key,
      contentHash: hash)
  }
}

extension BuildPublication {
  init(seen: [String]?, finishedAt: Int64 = 20) {
    var cards: SeenCards?
    if let seen {
      cards = SeenCards()
      for id in seen { cards?.insert(id) }
    }
    self.init(
      startedAt: 10, finishedAt: finishedAt, settings: [1, 2, 3], counts: BuildCounts(),
      seen: cards)
    dependencies = [DependencyRecord.test.number]
  }
}

extension DependencyRecord {
  /// What the lines of these tests depend on.
  static let test = DependencyRecord(
    number: 1, stamp: Digest(of: "stamp"), templateID: "card", files: ["a.png"], remotes: [])
}

extension LineRecord {
  init(_ text: String) {
    self.init(
      digest: Digest(of: text), dependencies: DependencyRecord.test.number, pictureCount: 1)
  }
}

/// Everything a check finds.
func problems(of store: Store) throws -> [StoreProblem] {
  var problems: [StoreProblem] = []
  _ = try StoreCheck.run(store) { event in
    if case .problem(let problem) = event { problems.append(problem) }
  }
  return problems
}

/// The code of the store's error that `body` throws; nil when it throws none.
func code(of body: () throws -> Void) throws -> StoreError.Code? {
  do {
    try body()
    return nil
  } catch let error as StoreError {
    return error.code
  }
}

/// The published page of card `id`.
func publishedPage(_ id: String, in store: Store) throws -> PageRecord? {
  let reader = try store.reader()
  try reader.renew()
  return try reader.page(id)
}
