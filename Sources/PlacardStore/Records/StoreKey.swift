internal import PlacardCore

/// The bytes under which things are stored. LMDB takes 1 to 511.
enum StoreKey {
  /// Leaves room for a number behind a name.
  private static let nameBytesMax = 448

  static func digest(_ digest: Digest) -> [UInt8] { digest.bytes }

  /// A name of any length: itself while it is short, else its beginning and its digest. The two
  /// never meet, since only the second is exactly `nameBytesMax` long.
  static func name(_ name: String) -> [UInt8] {
    let bytes = Array(name.utf8)
    return isShort(bytes.count) ? bytes : shortened(bytes)
  }

  /// Lends the key of `name`, without a copy while it is short.
  @inline(__always)
  static func withName<R>(_ name: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    var name = name
    return name.withUTF8 { text in
      if isShort(text.count) { return body(UnsafeRawBufferPointer(text)) }
      return shortened(Array(text)).withUnsafeBytes(body)
    }
  }

  /// `number` of `name`; numbers of one name follow each other in order.
  static func numbered(_ name: String, _ number: UInt64) -> [UInt8] {
    series(name) + self.number(number)
  }

  /// What all numbers of `name`, and no other keys, begin with.
  static func series(_ name: String) -> [UInt8] {
    let bytes = self.name(name)
    return [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
  }

  static func number(_ number: UInt64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  /// A name within a numbered set, as a card in a build's history.
  static func number(_ number: UInt64, name: String) -> [UInt8] {
    self.number(number) + self.name(name)
  }

  /// That a card owns an object.
  static func owner(of hash: ContentHash, _ key: RenderKey) -> [UInt8] {
    hash.digest.bytes + key.digest.bytes
  }

  private static func isShort(_ count: Int) -> Bool { count > 0 && count < nameBytesMax }

  private static func shortened(_ bytes: [UInt8]) -> [UInt8] {
    let room = nameBytesMax - Digest.byteCount
    var key = Array(bytes.prefix(room))
    key.append(contentsOf: repeatElement(0, count: room - key.count))
    return key + Digest(of: bytes).bytes
  }
}
