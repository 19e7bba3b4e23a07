/// Headers of a tar (POSIX.1-2008, pax interchange format): regular files alone, mode 0644, owned by
/// nobody, so that equal contents are equal bytes.
struct TarWriter {
  static let blockBytes = 512
  private static let nameBytesMax = 100
  private static let prefixBytesMax = 155
  /// The largest size that eleven octal digits spell.
  private static let sizeMax = 0o77_777_777_777

  /// Of every file, Unix seconds.
  let mtime: Int

  init(mtime: Int64) { self.mtime = Int(min(max(mtime, 0), Int64(Self.sizeMax))) }

  /// What comes before the content of a file.
  func header(path: String, byteCount: Int) -> [UInt8] {
    precondition((0...Self.sizeMax).contains(byteCount), "a file of this world")
    if let (prefix, name) = Self.split(path) {
      return block(prefix, name, byteCount: byteCount, type: "0")
    }
    let record = Self.record("path", path)
    let short = Array(path.utf8.suffix(Self.nameBytesMax))
    return block([], Array("pax".utf8), byteCount: record.count, type: "x") + record
      + Self.padding(after: record.count) + block([], short, byteCount: byteCount, type: "0")
  }

  /// The zeros behind a content of so many bytes.
  static func padding(after byteCount: Int) -> [UInt8] {
    Array(repeating: 0, count: (blockBytes - byteCount % blockBytes) % blockBytes)
  }

  /// What ends an archive.
  static let end = [UInt8](repeating: 0, count: 2 * blockBytes)

  /// The path in the two fields that have room for it; nil where they have not.
  private static func split(_ path: String) -> (prefix: [UInt8], name: [UInt8])? {
    let bytes = Array(path.utf8)
    if bytes.count <= nameBytesMax { return ([], bytes) }
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
      let nameCount = bytes.count - index - 1
      if index <= prefixBytesMax, (1...nameBytesMax).contains(nameCount) {
        return (Array(bytes[..<index]), Array(bytes[(index + 1)...]))
      }
    }
    return nil
  }

  /// A record of an extended header: its length counts itself.
  private static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = " \(key)=\(value)\n"
    var count = rest.utf8.count + 1
    while "\(count)".utf8.count + rest.utf8.count != count { count += 1 }
    return Array("\(count)\(rest)".utf8)
  }

  private func block(
    _ prefix: [UInt8], _ name: [UInt8], byteCount: Int, type: Unicode.Scalar
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: Self.blockBytes)
    func put(_ bytes: [UInt8], at offset: Int) {
      block.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    put(name, at: 0)
    put(Self.octal(0o644, digits: 7), at: 100)
    put(Self.octal(0, digits: 7), at: 108)
    put(Self.octal(0, digits: 7), at: 116)
    put(Self.octal(byteCount, digits: 11), at: 124)
    put(Self.octal(mtime, digits: 11), at: 136)
    // The sum is taken with spaces in its own place.
    put(Array(repeating: 0x20, count: 8), at: 148)
    block[156] = UInt8(ascii: type)
    put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
    put(prefix, at: 345)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(Self.octal(sum, digits: 6) + [0, 0x20], at: 148)
    return block
  }

  private static func octal(_ number: Int, digits: Int) -> [UInt8] {
    let text = Array(String(number, radix: 8).utf8)
    return Array(repeating: UInt8(ascii: "0"), count: digits - text.count) + text
  }
}
