internal import Glibc
internal import PlacardCore
internal import PlacardStore

/// What a loop has answered lately: raw request target → stored picture. A repeat skips parsing,
/// hashing and look-ups.
///
/// Targets are compared in full, so a collision cannot serve another picture. Four ways a set, the
/// one that was filled longest ago is replaced.
struct FrontTable: ~Copyable {
  struct Entry {
    fileprivate var hash: UInt64 = 0
    fileprivate var target = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    fileprivate var targetCount = 0
    fileprivate var filledAt: UInt32 = 0
    var kind = PictureAnswer.immutable
    /// What the target leads to depends on Accept: see the entries for it and each case.
    var isNegotiated = false
    var content: ContentHash
    /// Of the store when the address was looked up; another may lead elsewhere.
    var epoch: UInt64 = 0
    /// The last second in which it is taken to lead where it led.
    var believedUntil: Int64 = 0
    /// From this second on a use is noted again.
    var noteUseAt: Int64 = 0
    /// The snapshot that `object` points into.
    var transactionID: UInt64 = 0
    var object: ObjectView?
  }

  private static let setCount = 4_096
  private static let wayCount = 4
  /// Longer targets are looked up each time: a table must not fill with what nobody repeats.
  private static let targetBytesMax = 1_024

  private let entries: UnsafeMutablePointer<Entry>
  private let seed: UInt64
  private var clock: UInt32 = 0

  init() {
    entries = .allocate(capacity: Self.setCount * Self.wayCount)
    let nothing = Entry(content: ContentHash(Digest(of: [UInt8]())))
    entries.initialize(repeating: nothing, count: Self.setCount * Self.wayCount)
    var random = SystemRandomNumberGenerator()
    // Nobody outside can choose targets that meet in one set.
    seed = random.next() | 1
  }

  deinit {
    for index in 0..<Self.setCount * Self.wayCount { entries[index].target.deallocate() }
    entries.deinitialize(count: Self.setCount * Self.wayCount)
    entries.deallocate()
  }

  /// The entry of `target`, where it is negotiated in the case `accepted`; nil when there is none.
  /// Good until the next `fill`.
  func find(
    _ target: UnsafeRawBufferPointer, _ accepted: AcceptedFormat? = nil
  ) -> UnsafeMutablePointer<Entry>? {
    let hash = hash(target) ^ salt(accepted)
    let first = Self.wayCount * Int(truncatingIfNeeded: hash % UInt64(Self.setCount))
    for index in first..<first + Self.wayCount where entries[index].hash == hash {
      let entry = entries + index
      if isEqual(entry, target) { return entry }
    }
    return nil
  }

  /// Of equal targets no two cases have equal sums: the sum tells what the bytes do not.
  private func salt(_ accepted: AcceptedFormat?) -> UInt64 {
    UInt64(accepted?.rawValue ?? 0) << 1
  }

  /// Notes what `target` leads to, and tells whether its use is to be noted too.
  mutating func fill(
    _ target: UnsafeRawBufferPointer, _ note: FrontNote, content: ContentHash, object: ObjectView,
    epoch: UInt64, now: Int64, transactionID: UInt64
  ) -> Bool {
    guard target.count <= Self.targetBytesMax else { return true }
    if note.accepted != nil { markNegotiated(target) }
    let entry = take(target, hash(target) ^ salt(note.accepted), content)
    entry.pointee.isNegotiated = false
    entry.pointee.kind = note.kind
    entry.pointee.object = object
    entry.pointee.epoch = epoch
    // Spread out, or what was looked up in one second is looked up again in one second.
    entry.pointee.believedUntil = min(
      note.until ?? .max,
      note.believedSeconds.map {
        now &+ $0 &+ Int64(entry.pointee.hash >> 32 % UInt64(4 * max($0, 1)))
      } ?? .max)
    entry.pointee.transactionID = transactionID
    return isUseDue(entry, now: now)
  }

  /// Notes that `target` is to be looked for with its case. It is believed at no time, so that the
  /// check which every target passes leads to it.
  private mutating func markNegotiated(_ target: UnsafeRawBufferPointer) {
    let entry = take(target, hash(target), ContentHash(Digest(of: [UInt8]())))
    entry.pointee.isNegotiated = true
    entry.pointee.object = nil
    entry.pointee.believedUntil = .min
  }

  /// The entry of `target`, or one that is made its own.
  private mutating func take(
    _ target: UnsafeRawBufferPointer, _ hash: UInt64, _ content: ContentHash
  ) -> UnsafeMutablePointer<Entry> {
    let first = Self.wayCount * Int(truncatingIfNeeded: hash % UInt64(Self.setCount))
    var chosen = first
    for index in first..<first + Self.wayCount {
      if entries[index].hash == hash, isEqual(entries + index, target) {
        chosen = index
        break
      }
      if entries[index].filledAt < entries[chosen].filledAt { chosen = index }
    }
    let entry = entries + chosen
    let isNew = entry.pointee.hash != hash || entry.pointee.content != content
    if isNew { entry.pointee.noteUseAt = 0 }
    copy(target, into: entry)
    clock &+= 1
    entry.pointee.hash = hash
    entry.pointee.filledAt = clock
    entry.pointee.content = content
    return entry
  }

  /// Forgets everything.
  func clear() {
    for index in 0..<Self.setCount * Self.wayCount { entries[index].hash = 0 }
  }

  /// Whether a use of the entry is to be noted; then not again before the next hour.
  func isUseDue(_ entry: UnsafeMutablePointer<Entry>, now: Int64) -> Bool {
    guard now >= entry.pointee.noteUseAt else { return false }
    entry.pointee.noteUseAt = (now / 3_600 + 1) * 3_600
    return true
  }

  private func isEqual(_ entry: UnsafeMutablePointer<Entry>, _ target: UnsafeRawBufferPointer)
    -> Bool
  {
    guard entry.pointee.targetCount == target.count, let own = entry.pointee.target.baseAddress,
      let other = target.baseAddress
    else { return false }
    return memcmp(own, other, target.count) == 0
  }

  private func copy(_ target: UnsafeRawBufferPointer, into entry: UnsafeMutablePointer<Entry>) {
    if entry.pointee.target.count < target.count {
      entry.pointee.target.deallocate()
      entry.pointee.target = .allocate(
        byteCount: max(128, target.count + target.count / 4), alignment: 8)
    }
    entry.pointee.target.copyMemory(from: target)
    entry.pointee.targetCount = target.count
  }

  /// A keyed 64-bit hash: eight bytes at a time, folded by multiplication.
  private func hash(_ target: UnsafeRawBufferPointer) -> UInt64 {
    var sum = seed ^ UInt64(truncatingIfNeeded: target.count)
    var offset = 0
    while offset &+ 8 <= target.count {
      sum = fold(sum ^ target.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var tail: UInt64 = 0
    while offset < target.count {
      tail = tail << 8 | UInt64(target[offset])
      offset &+= 1
    }
    return fold(sum ^ tail) | 1
  }

  private func fold(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15 ^ seed)
    return product.high ^ product.low
  }
}
