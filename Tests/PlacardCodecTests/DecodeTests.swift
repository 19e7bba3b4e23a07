import Foundation
import PlacardCodec
import PlacardCore
import Testing

@Suite("Decoding")
struct DecodeTests {
  /// A 2×1 picture of each kind PNG knows, with the words it must decode to.
  static let kinds: [(name: String, file: [UInt8], words: [UInt32])] = [
    (
      "grey 1 bit", Crafted.png(2, 1, depth: 1, type: 0, rows: [0, 0b0100_0000]),
      [0xFF00_0000, 0xFFFF_FFFF]
    ),
    (
      "grey 4 bit", Crafted.png(2, 1, depth: 4, type: 0, rows: [0, 0x3F]),
      [0xFF33_3333, 0xFFFF_FFFF]
    ),
    (
      "grey 8 bit", Crafted.png(2, 1, depth: 8, type: 0, rows: [0, 0x80, 0x01]),
      [0xFF80_8080, 0xFF01_0101]
    ),
    (
      "grey 16 bit", Crafted.png(2, 1, depth: 16, type: 0, rows: [0, 0x80, 0x00, 0xFF, 0xFF]),
      [0xFF80_8080, 0xFFFF_FFFF]
    ),
    (
      "grey and alpha", Crafted.png(2, 1, depth: 8, type: 4, rows: [0, 0xFF, 0x80, 0x40, 0xFF]),
      [0x8080_8080, 0xFF40_4040]
    ),
    (
      "RGB", Crafted.png(2, 1, depth: 8, type: 2, rows: [0, 1, 2, 3, 0xF1, 0xF2, 0xF3]),
      [0xFF01_0203, 0xFFF1_F2F3]
    ),
    (
      "RGB with a transparent colour",
      Crafted.png(
        2, 1, depth: 8, type: 2, extra: Crafted.chunk("tRNS", [0, 1, 0, 2, 0, 3]),
        rows: [0, 1, 2, 3, 0xF1, 0xF2, 0xF3]),
      [0x0000_0000, 0xFFF1_F2F3]
    ),
    (
      "RGBA 16 bit",
      Crafted.png(
        2, 1, depth: 16, type: 6,
        rows: [0, 0xFF, 0, 0x80, 0, 0x40, 0, 0xFF, 0xFF, 1, 0, 2, 0, 3, 0, 0, 0]),
      [0xFFFF_8040, 0x0000_0000]
    ),
    (
      "palette with alpha",
      Crafted.png(
        2, 1, depth: 2, type: 3,
        extra: Crafted.chunk("PLTE", [10, 20, 30, 255, 255, 255])
          + Crafted.chunk("tRNS", [255, 51]),
        rows: [0, 0b0001_0000]),
      [0xFF0A_141E, 0x3333_3333]
    ),
  ]

  @Test("every colour type of PNG", arguments: kinds.indices)
  func pngKinds(index: Int) throws {
    let kind = Self.kinds[index]
    let picture = try decode(kind.file)
    #expect(words(picture) == kind.words, "\(kind.name)")
    #expect(picture.isOpaque == kind.words.allSatisfy { $0 >> 24 == 255 }, "\(kind.name)")
  }

  @Test("an interlaced PNG")
  func interlaced() throws {
    // 8 rows of 8 grey pixels in Adam7's seven passes (PNG 3rd ed., 8.1).
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ]
    var rows: [UInt8] = []
    for (left, top, right, down) in passes {
      for y in stride(from: top, to: 8, by: down) {
        rows.append(0)
        for x in stride(from: left, to: 8, by: right) { rows.append(UInt8(8 * y + x)) }
      }
    }
    let picture = try decode(Crafted.png(8, 8, depth: 8, type: 0, interlace: 1, rows: rows))
    #expect(words(picture) == (0..<64).map { 0xFF00_0000 | UInt32($0) * 0x01_0101 })
  }

  @Test("colour is premultiplied by exact rounding, for every colour and alpha")
  func premultiplied() throws {
    var rows: [UInt8] = []
    for alpha in 0...255 {
      rows.append(0)
      for colour in 0...255 {
        rows += [UInt8(colour), UInt8(255 - colour), UInt8(colour / 2), UInt8(alpha)]
      }
    }
    let back = words(try decode(Crafted.png(256, 256, depth: 8, type: 6, rows: rows)))
    var wrong = 0
    for alpha in 0...255 {
      for colour in 0...255 {
        func exact(_ value: Int) -> UInt32 { UInt32((2 * value * alpha + 255) / 510) }
        let expected =
          UInt32(alpha) << 24 | exact(colour) << 16 | exact(255 - colour) << 8 | exact(colour / 2)
        if back[256 * alpha + colour] != expected { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test(
    "every orientation is upright, in PNG and JPEG; a WebP's EXIF turns nothing", arguments: 1...8)
  func orientations(orientation: Int) throws {
    // 48×32 in six 16-pixel blocks: each survives JPEG's chroma and says where it went.
    let colours: [[UInt32]] = [
      [0xFFFF_0000, 0xFF00_FF00, 0xFF00_00FF], [0xFFFF_FFFF, 0xFF00_0000, 0xFF80_8080],
    ]
    let bitmap = makeBitmap(48, 32) { x, y in colours[y / 16][x / 16] }
    for format in [PictureFormat.png, .jpeg, .webp] {
      let stored = orientation
      let orientation = format == .webp ? 1 : stored
      let isTurned = orientation > 4
      let plain = try encode(bitmap, format, quality: 95)
      for isLittleEndian in [false, true] {
        let exif = Crafted.exif(stored, isLittleEndian: isLittleEndian)
        let file =
          switch format {
          case .png:
            Array(plain[..<33]) + Crafted.chunk("eXIf", exif) + plain[33...]
          case .jpeg: Crafted.jpeg(plain, exif: exif)
          default: Crafted.webp(plain, 48, 32, exif: exif)
          }
        #expect(try PictureProbe.header(of: file).orientation == orientation)
        let picture = try decode(file)
        let size = isTurned ? PixelSize(width: 32, height: 48) : PixelSize(width: 48, height: 32)
        #expect(picture.size == size)
        #expect(picture.naturalSize == size)
        let pixels = words(picture)
        for row in 0..<size.height / 16 {
          for column in 0..<size.width / 16 {
            // Where the upright block lies in the stored picture (CIPA DC-008, Orientation).
            let (x, y) =
              switch orientation {
              case 1: (column, row)
              case 2: (2 - column, row)
              case 3: (2 - column, 1 - row)
              case 4: (column, 1 - row)
              case 5: (row, column)
              case 6: (row, 1 - column)
              case 7: (2 - row, 1 - column)
              default: (2 - row, column)
              }
            let found = pixels[(16 * row + 8) * size.width + 16 * column + 8]
            #expect(psnr([found], [colours[y][x]]) > 25, "\(format) block \(column) \(row)")
          }
        }
      }
    }
  }

  @Test("orientation lands every pixel, not only blocks", arguments: 1...8)
  func orientationPixels(orientation: Int) throws {
    let plain = try encode(SamplePicture.noise.make(37, 21), .png)
    let stored = words(try decode(plain))
    let exif = Crafted.exif(orientation, isLittleEndian: true)
    let picture = try decode(Array(plain[..<33]) + Crafted.chunk("eXIf", exif) + plain[33...])
    #expect(Set(words(picture)) == Set(stored))
    let width = picture.size.width
    let corner = words(picture)[0]
    let origin = [0, 0, 36, 36 + 20 * 37, 20 * 37, 0, 20 * 37, 36 + 20 * 37, 36][orientation]
    #expect(corner == stored[origin])
    let next = words(picture)[width]
    let below = [0, 37, 37, -37, -37, 1, 1, -1, -1][orientation]
    #expect(next == stored[origin + below])
  }

  @Test("shrink on load keeps covering what is asked, and no smaller step would")
  func shrink() throws {
    let bitmap = makeBitmap(401, 203) { x, y in 0xFF00_4000 | UInt32(x / 2) << 16 | UInt32(y) }
    for format in [PictureFormat.jpeg, .webp] {
      let file = try encode(bitmap, format, quality: 90)
      let cases: [(Int, Int, Int)] = [
        (401, 203, 1), (202, 102, 1), (201, 102, 2), (201, 103, 1), (101, 51, 4), (101, 52, 2),
        (51, 26, 8), (52, 26, 4), (1, 1, 8),
      ]
      for (width, height, divisor) in cases {
        let picture = try decode(file, fitting: PixelSize(width: width, height: height))
        let size = PixelSize(
          width: (401 + divisor - 1) / divisor, height: (203 + divisor - 1) / divisor)
        #expect(picture.size == size)
        #expect(picture.naturalSize == PixelSize(width: 401, height: 203))
        let middle = words(picture)[size.height / 2 * size.width + size.width / 2]
        #expect(psnr([middle], [0xFF64_4065]) > 30)
      }
    }
  }

  @Test("shrink on load asks about the upright sides")
  func shrinkTurned() throws {
    let plain = try encode(SamplePicture.card.make(400, 100), .jpeg)
    let file = Crafted.jpeg(plain, exif: Crafted.exif(6, isLittleEndian: false))
    let picture = try decode(file, fitting: PixelSize(width: 50, height: 200))
    #expect(picture.size == PixelSize(width: 50, height: 200))
    #expect(picture.naturalSize == PixelSize(width: 100, height: 400))
  }

  @Test("the same file decodes to the same pixels on many threads")
  func threads() throws {
    for format in PictureFormat.allCases {
      let file = try encode(SamplePicture.card.make(96, 64), format)
      let expected = words(try decode(file))
      let results = Results()
      let threads = (0..<4).map { _ in
        Thread {
          for _ in 0..<3 { results.add((try? decode(file)).map { words($0) }) }
        }
      }
      for thread in threads { thread.start() }
      let all = results.wait(for: 12)
      #expect(all.allSatisfy { $0 == expected })
    }
  }

  @Test("ancillary chunks, a damaged profile among them, change no pixel")
  func ancillary() throws {
    let plain = try encode(SamplePicture.card.make(20, 20), .png)
    let extra =
      Crafted.chunk("iCCP", [1, 2, 3]) + Crafted.chunk("sRGB", [0])
      + Crafted.chunk("tEXt", Array("Comment\0hello".utf8)) + Crafted.chunk("zzZz", [0])
    let file = Array(plain[..<33]) + extra + plain[33...]
    #expect(words(try decode(file)) == words(try decode(plain)))
  }

  @Test("a grey JPEG")
  func greyJPEG() throws {
    let file = try #require(Data(base64Encoded: Fixtures.greyJPEG))
    let picture = try decode([UInt8](file))
    #expect(picture.size == PixelSize(width: 8, height: 8))
    #expect(words(picture).allSatisfy { psnr([$0], [0xFF64_6464]) > 40 })
  }

  @Test("a CMYK JPEG with Adobe's inverted inks")
  func inks() throws {
    let file = try #require(Data(base64Encoded: Fixtures.cmykJPEG))
    let picture = try decode([UInt8](file))
    // Cyan 200, magenta 100, yellow 50, black 30 of 255.
    #expect(words(picture).allSatisfy { psnr([$0], [0xFF31_89B5]) > 36 })
  }
}

/// Pixels that threads hand in.
final class Results {
  private let lock = NSCondition()
  private var list: [[UInt32]?] = []

  func add(_ pixels: [UInt32]?) {
    lock.withLock {
      list.append(pixels)
      lock.signal()
    }
  }

  func wait(for count: Int) -> [[UInt32]?] {
    lock.withLock {
      while list.count < count { lock.wait() }
      return list
    }
  }
}

// SAFETY: `list` is touched only while `lock` is held.
extension Results: @unchecked Sendable {}
