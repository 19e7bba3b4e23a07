/// A table of what was expensive to make, bounded in bytes and entries; the entry longest unused
/// makes room first.
struct ByteBoundedCache<Key: Hashable, Value> {
  private struct Entry {
    let value: Value
    let byteCount: Int
    var lastUse: UInt64
  }

  private var entries: [Key: Entry] = [:]
  private var clock: UInt64 = 0
  private(set) var byteCount = 0
  let byteCountMax: Int
  let countMax: Int

  init(byteCountMax: Int, countMax: Int) {
    self.byteCountMax = byteCountMax
    self.countMax = countMax
  }

  var count: Int { entries.count }

  /// The value kept for `key`, which becomes the most recently used; nil when there is none.
  mutating func value(for key: Key) -> Value? {
    guard let index = entries.index(forKey: key) else { return nil }
    clock += 1
    entries.values[index].lastUse = clock
    return entries.values[index].value
  }

  /// Keeps `value`, unless it alone is past the bound.
  mutating func insert(_ value: Value, byteCount size: Int, for key: Key) {
    guard size <= byteCountMax, countMax > 0 else { return }
    if let old = entries.removeValue(forKey: key) { byteCount -= old.byteCount }
    while entries.count >= countMax || byteCount + size > byteCountMax {
      guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { break }
      byteCount -= oldest.value.byteCount
      entries.removeValue(forKey: oldest.key)
    }
    clock += 1
    byteCount += size
    entries[key] = Entry(value: value, byteCount: size, lastUse: clock)
  }
}
