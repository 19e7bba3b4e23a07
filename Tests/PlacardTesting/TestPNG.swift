/// Just enough of PNG for fixtures and for the pictures that failing tests leave behind: 8 bits a
/// channel, RGB or RGBA, or a palette of 1 to 8 bits without transparency; not interlaced.
package enum TestPNG {
  package struct Malformed: Error {}

  package static func decode(_ file: [UInt8]) throws -> TestImage {
    guard file.count > 33, file.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { throw Malformed() }
    func word(_ offset: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(file[offset + $1]) } }
    let (width, height) = (word(16), word(20))
    let isIndexed = file[25] == 3
    let channels = isIndexed ? 1 : file[25] == 6 ? 4 : 3
    let bits = Int(file[24])
    guard [2, 3, 6].contains(file[25]), bits == 8 || (isIndexed && [1, 2, 4].contains(bits)),
      file[28] == 0
    else { throw Malformed() }
    var offset = 8
    var data: [UInt8] = []
    var palette: [UInt8] = []
    while offset + 12 <= file.count {
      let count = word(offset)
      guard offset + 12 + count <= file.count else { throw Malformed() }
      if file[(offset + 4)..<(offset + 8)].elementsEqual("IDAT".utf8) {
        data += file[(offset + 8)..<(offset + 8 + count)]
      } else if file[(offset + 4)..<(offset + 8)].elementsEqual("PLTE".utf8) {
        palette = Array(file[(offset + 8)..<(offset + 8 + count)])
      }
      offset += 12 + count
    }
    // Two bytes of zlib's header come first.
    var rows = try Inflate.bytes(of: data, from: 2)
    let bytesPerRow = (channels * width * bits + 7) / 8
    guard rows.count == height * (1 + bytesPerRow) else { throw Malformed() }
    try unfilter(&rows, bytesPerRow: bytesPerRow, height: height, channels: channels)
    if isIndexed {
      rows = try colors(rows, width: width, height: height, bits: bits, palette)
      return TestImage(
        width: width, height: height,
        bytes: premultiplied(rows, width: width, height: height, channels: 3))
    }
    return TestImage(
      width: width, height: height,
      bytes: premultiplied(rows, width: width, height: height, channels: channels))
  }

  /// Rows of red, green, blue in place of rows of indices, each after a byte for its filter.
  private static func colors(
    _ rows: [UInt8], width: Int, height: Int, bits: Int, _ palette: [UInt8]
  ) throws -> [UInt8] {
    let bytesPerRow = (width * bits + 7) / 8
    var colors: [UInt8] = []
    for y in 0..<height {
      colors.append(0)
      for x in 0..<width {
        let byte = Int(rows[y * (bytesPerRow + 1) + 1 + x * bits / 8])
        let index = byte >> (8 - bits - x * bits % 8) & (1 << bits - 1)
        guard 3 * index + 3 <= palette.count else { throw Malformed() }
        colors += palette[(3 * index)..<(3 * index + 3)]
      }
    }
    return colors
  }

  private static func unfilter(
    _ rows: inout [UInt8], bytesPerRow: Int, height: Int, channels: Int
  ) throws {
    for y in 0..<height {
      let start = y * (bytesPerRow + 1) + 1
      let filter = rows[start - 1]
      guard filter < 5 else { throw Malformed() }
      for x in 0..<bytesPerRow {
        let left = x < channels ? 0 : Int(rows[start + x - channels])
        let above = y == 0 ? 0 : Int(rows[start + x - bytesPerRow - 1])
        let corner = x < channels || y == 0 ? 0 : Int(rows[start + x - bytesPerRow - 1 - channels])
        let guess: Int
        switch filter {
        case 1: guess = left
        case 2: guess = above
        case 3: guess = (left + above) / 2
        case 4: guess = paeth(left, above, corner)
        default: guess = 0
        }
        rows[start + x] &+= UInt8(guess)
      }
    }
  }

  private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> Int {
    let estimate = left + above - corner
    let distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
    if distances.0 <= distances.1 && distances.0 <= distances.2 { return left }
    return distances.1 <= distances.2 ? above : corner
  }

  private static func premultiplied(
    _ rows: [UInt8], width: Int, height: Int, channels: Int
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 255, count: 4 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        let from = y * (channels * width + 1) + 1 + channels * x
        let to = 4 * (y * width + x)
        let alpha = channels == 4 ? Int(rows[from + 3]) : 255
        for channel in 0..<3 {
          bytes[to + channel] = UInt8((Int(rows[from + 2 - channel]) * alpha + 127) / 255)
        }
        bytes[to + 3] = UInt8(alpha)
      }
    }
    return bytes
  }

  /// An uncompressed PNG of `image`, whose pixels are taken as opaque.
  package static func encode(_ image: TestImage) -> [UInt8] {
    var raw: [UInt8] = []
    for y in 0..<image.height {
      raw.append(0)
      for x in 0..<image.width {
        let start = 4 * (y * image.width + x)
        raw += [image.bytes[start + 2], image.bytes[start + 1], image.bytes[start]]
      }
    }
    func big(_ value: UInt32) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
    func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
      let body = Array(kind.utf8) + data
      return big(UInt32(data.count)) + body + big(crc(body))
    }
    let header = big(UInt32(image.width)) + big(UInt32(image.height)) + [8, 2, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("IDAT", [0x78, 0x01] + stored(raw) + big(adler(raw))) + chunk("IEND", [])
  }

  private static func stored(_ raw: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var offset = 0
    repeat {
      let count = min(65_535, raw.count - offset)
      let isLast = offset + count == raw.count
      let (low, high) = (UInt8(count & 255), UInt8(count >> 8))
      out += [isLast ? 1 : 0, low, high, ~low, ~high]
      out += raw[offset..<(offset + count)]
      offset += count
    } while offset < raw.count
    return out
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
