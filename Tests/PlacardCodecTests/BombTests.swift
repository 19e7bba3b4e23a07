import PlacardCodec
import PlacardCore
import Testing

/// Files that ask for more than they are worth, format by format.
@Suite("Bombs")
struct BombTests {
  /// Every place of `text` in `bytes`.
  private static func places(of text: String, in bytes: [UInt8]) -> [Int] {
    let wanted = Array(text.utf8)
    return bytes.indices.filter { bytes[$0...].starts(with: wanted) }
  }

  /// `file` with `replacement` at `offset`.
  private static func patched(_ file: [UInt8], _ offset: Int, _ replacement: [UInt8]) -> [UInt8] {
    Array(file[..<offset]) + replacement + file[(offset + replacement.count)...]
  }

  @Test("an AVIF that claims a huge size is refused by the walk")
  func hugeAVIF() throws {
    var file = try SampleFiles.bytes("subsampled.avif")
    let place = try #require(Self.places(of: "ispe", in: file).first)
    file = Self.patched(file, place + 8, Crafted.bigEndian(100_000) + Crafted.bigEndian(100_000))
    let error = codecError { _ = try PictureProbe.header(of: file) }
    #expect(error?.code == .limit)
    #expect(error?.description.contains("100000×100000") == true)
  }

  @Test("an AVIF whose size is not its data's is scaled to what the walk has allowed")
  func lyingAVIF() throws {
    let sound = try SampleFiles.bytes("subsampled.avif")
    for (width, height) in [(1, 1), (95, 64), (192, 128), (1_600, 300)] {
      var file = sound
      for place in Self.places(of: "ispe", in: sound) {
        file = Self.patched(file, place + 8, Crafted.bigEndian(width) + Crafted.bigEndian(height))
      }
      #expect(try decode(file).size == PixelSize(width: width, height: height))
    }
  }

  @Test("an AVIF's lists that claim billions of entries end with the file")
  func longLists() throws {
    let sound = try SampleFiles.bytes("subsampled.avif")
    let place = try #require(Self.places(of: "ipma", in: sound).first)
    let file = Self.patched(sound, place + 8, Crafted.bigEndian(0xFFFF_FFFF))
    #expect(codecError { _ = try PictureProbe.header(of: file) }?.code == .damaged)
    let meta = try #require(Self.places(of: "meta", in: sound).first)
    let claim = Self.patched(sound, meta - 4, Crafted.bigEndian(0x7FFF_FFFF))
    #expect(codecError { _ = try PictureProbe.header(of: claim) }?.code == .truncated)
  }

  @Test("a GIF's huge screen and a huge frame are refused")
  func hugeGIF() throws {
    let sound = try SampleFiles.bytes("moved.gif")
    let screen = Self.patched(sound, 6, [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(codecError { _ = try decode(screen) }?.code == .limit)
    let place = try #require(
      Self.places(of: ",", in: sound).first { sound[$0 + 1] == 10 && sound[$0 + 3] == 6 })
    let frame = Self.patched(sound, place + 5, [0x00, 0x30, 0x00, 0x30])
    #expect(codecError { _ = try PictureProbe.header(of: frame) }?.code == .limit)
    // 12,288 rows keep the limits, and the data have not so many.
    let tall = Self.patched(sound, place + 5, [96, 0, 0, 0x30])
    #expect(codecError { _ = try decode(tall) }?.code == .damaged)
  }

  @Test("a GIF of 20,000 frames is its first")
  func frames() throws {
    let sound = try SampleFiles.bytes("moved.gif")
    // The smallest frame: one pixel, codes of two bits, one block.
    let frame: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]
    var file = Array(sound.dropLast())
    for _ in 0..<20_000 { file += frame }
    #expect(words(try decode(file + [0x3B])) == words(try decode(sound)))
  }

  @Test("a profile that inflates past the limit, or is no profile, changes nothing")
  func profiles() throws {
    let plain = try encode(SamplePicture.card.make(9, 9), .png)
    let expected = words(try decode(plain))
    let zeros = [UInt8](repeating: 0, count: 70_000)
    let claims: [[UInt8]] = [
      zeros, [], Array("acsp".utf8), Array(repeating: 0xFF, count: 200),
      Crafted.bigEndian(0x7FFF_FFFF) + [UInt8](repeating: 1, count: 300),
    ]
    for claim in claims {
      let data = Array("x\0\0".utf8) + Crafted.storedZlib(claim)
      let file = Array(plain[..<33]) + Crafted.chunk("iCCP", data) + plain[33...]
      var limits = Limits()
      limits.colorProfileBytesMax = 65_536
      #expect(words(try decode(file, limits: limits)) == expected)
    }
  }

  @Test("profiles count up to their limit and not one byte past it")
  func profileLimit() throws {
    for name in ["icc.png", "icc.jpg", "icc.webp", "icc.avif"] {
      let file = try SampleFiles.bytes(name)
      var limits = Limits()
      let converted = words(try decode(file))
      func decoded(_ byteCount: Int) throws -> [UInt32] {
        limits.colorProfileBytesMax = byteCount
        return words(try decode(file, limits: limits))
      }
      // The least limit that lets the profile through, by halving.
      var (less, count) = (100, 2_000)
      while count - less > 1 {
        let middle = (less + count) / 2
        if try decoded(middle) == converted { count = middle } else { less = middle }
      }
      #expect(try decoded(count - 1) == decoded(0), "\(name)")
      #expect(try decoded(count - 1) != converted, "\(name)")
    }
  }

  @Test("profiles of random bytes behind a sound header never crash")
  func damagedProfiles() throws {
    var numbers = SeededNumbers(seed: 4_711)
    for name in ["icc.jpg", "cmyk-icc.jpg"] {
      let sound = try SampleFiles.bytes(name)
      let start = try #require(Self.places(of: "ICC_PROFILE", in: sound).first) + 14
      let length =
        Int(sound[start]) << 24 | Int(sound[start + 1]) << 16
        | Int(sound[start + 2]) << 8 | Int(sound[start + 3])
      for _ in 0..<400 {
        var file = sound
        for _ in 0..<Int.random(in: 1..<6, using: &numbers) {
          let place = start + Int.random(in: 128..<min(length, 420), using: &numbers)
          file[place] = [0, 1, 2, 0x7F, 0x80, 0xFF].randomElement(using: &numbers) ?? 0
        }
        #expect(try decode(file).size == PixelSize(width: 96, height: 64))
      }
    }
  }
}
