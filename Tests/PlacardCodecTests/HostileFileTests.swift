import Foundation
import PlacardCodec
import PlacardCore
import Testing

@Suite("Hostile and broken files")
struct HostileFileTests {
  /// Small files of every road through the decoders.
  static func smallFiles() throws -> [(name: String, file: [UInt8])] {
    var files: [(String, [UInt8])] = []
    for format in PictureFormat.allCases {
      for picture in [SamplePicture.card, .glass, .sixteenColours] {
        for effort in [Effort.fast, .small] {
          let file = try encode(picture.make(19, 11), format, effort, filter: .paeth)
          files.append(("\(format) \(picture) \(effort)", file))
        }
      }
    }
    let jpeg = try encode(SamplePicture.card.make(16, 8), .jpeg)
    let webp = try encode(SamplePicture.card.make(16, 8), .webp)
    let exif = Crafted.exif(6, isLittleEndian: true)
    files.append(("jpeg exif", Crafted.jpeg(jpeg, exif: exif)))
    files.append(("webp exif", Crafted.webp(webp, 16, 8, exif: exif)))
    for name in SampleFiles.names { files.append((name, try SampleFiles.bytes(name))) }
    files.append(
      ("png 16 bit", Crafted.png(2, 1, depth: 16, type: 0, rows: [0, 1, 2, 3, 4])))
    return files
  }

  @Test("a file cut short at any length is an error")
  func truncated() throws {
    for (name, file) in try Self.smallFiles() {
      #expect(throws: Never.self, "\(name)") { try decode(file) }
      for count in 0..<file.count {
        let error = codecError { _ = try decode(Array(file[..<count])) }
        #expect(
          error?.code == .truncated || error?.code == .damaged, "\(name) cut to \(count) bytes")
      }
    }
  }

  @Test("flipped and replaced bytes never crash, and never give another size than the header's")
  func mutated() throws {
    let seed = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 20_260_301
    var numbers = SeededNumbers(seed: seed)
    var limits = Limits()
    limits.sourcePixelsMax = 100_000
    for (name, file) in try Self.smallFiles() {
      for _ in 0..<80 {
        var broken = file
        for _ in 0...Int.random(in: 0..<4, using: &numbers) {
          let place = Int.random(in: 0..<broken.count, using: &numbers)
          switch Int.random(in: 0..<4, using: &numbers) {
          case 0: broken[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
          case 1: broken[place] = UInt8.random(in: .min ... .max, using: &numbers)
          case 2: broken.remove(at: place)
          default: broken.insert([0, 0xFF, 0x80][place % 3], at: place)
          }
          if broken.isEmpty { break }
        }
        guard let header = try? PictureProbe.header(of: broken, limits: limits) else { continue }
        if let picture = try? decode(broken, limits: limits) {
          #expect(picture.naturalSize == header.uprightSize, "\(name), seed \(seed)")
        }
      }
    }
  }

  @Test("a PNG with repaired checksums and random chunk data never crashes")
  func mutatedPNG() throws {
    let seed = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 77
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<400 {
      let type: UInt8 = [0, 2, 3, 4, 6, 7].randomElement(using: &numbers) ?? 0
      let depth: UInt8 = [1, 2, 4, 8, 16, 3].randomElement(using: &numbers) ?? 8
      func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
      }
      let palette = noise(3 * Int.random(in: 0...257, using: &numbers))
      let transparency = noise(Int.random(in: 0...300, using: &numbers))
      let extra = Crafted.chunk("PLTE", palette) + Crafted.chunk("tRNS", transparency)
      let file = Crafted.png(
        5, 4, depth: depth, type: type, interlace: UInt8.random(in: 0...1, using: &numbers),
        extra: Bool.random(using: &numbers) ? extra : [],
        rows: noise(Int.random(in: 0...200, using: &numbers)))
      if let picture = try? decode(file) {
        #expect(picture.size == PixelSize(width: 5, height: 4), "seed \(seed)")
      }
    }
  }

  @Test(
    "a chunk that claims gigabytes is refused by the walk", arguments: ["tEXt", "IDAT", "iCCP"])
  func chunkBomb(type: String) throws {
    let file =
      Crafted.pngSignature + Crafted.ihdr(1, 1, depth: 8, type: 0)
      + Crafted.chunk(type, Array(repeating: 0, count: 40), claims: 0x7FFF_FFFF)
      + Crafted.chunk("IDAT", Crafted.storedZlib([0, 0])) + Crafted.chunk("IEND", [])
    let error = codecError { _ = try PictureProbe.header(of: file) }
    #expect(error?.code == .truncated)
    #expect(error?.message.contains("claims 2147483647 bytes") == true)
  }

  @Test("2,000 scans are refused before decoding; the limit itself passes")
  func scans() throws {
    let progressive = try encode(SamplePicture.card.make(16, 16), .jpeg, .small)
    let error = codecError { _ = try decode(Crafted.jpeg(progressive, scans: 2_000)) }
    #expect(error?.code == .limit)
    let many = Crafted.jpeg(progressive, scans: 100)
    #expect(try PictureProbe.header(of: many).width == 16)
    #expect(
      codecError { _ = try PictureProbe.header(of: Crafted.jpeg(progressive, scans: 101)) }?
        .code == .limit)
  }

  @Test("a picture of one column and 500,000,000 rows is refused")
  func tall() {
    let file = Crafted.png(1, 500_000_000, depth: 1, type: 0, rows: [])
    let error = codecError { _ = try decode(file) }
    #expect(error?.code == .limit)
    #expect(error?.description.contains("1×500000000") == true)
    #expect(error?.hint?.contains("16383") == true)
  }

  @Test("each limit passes at its value and not one past it")
  func limits() throws {
    for format in PictureFormat.allCases {
      let file = try encode(SamplePicture.card.make(30, 20), format)
      func code(_ change: (inout Limits) -> Void) -> CodecError.Code? {
        var limits = Limits()
        change(&limits)
        return codecError { _ = try decode(file, limits: limits) }?.code
      }
      #expect(code { $0.sourceBytesMax = file.count } == nil)
      #expect(code { $0.sourceBytesMax = file.count - 1 } == .limit)
      #expect(code { $0.sourceSidePixelsMax = 30 } == nil)
      #expect(code { $0.sourceSidePixelsMax = 29 } == .limit)
      #expect(code { $0.sourcePixelsMax = 600 } == nil)
      #expect(code { $0.sourcePixelsMax = 599 } == .limit)
    }
    func isAllowed(_ width: Int, _ height: Int) -> Bool {
      let file = Crafted.png(width, height, depth: 1, type: 0, rows: [])
      return codecError { _ = try PictureProbe.header(of: file) } == nil
    }
    #expect(isAllowed(16_383, 3_051))
    #expect(!isAllowed(16_384, 1))
    #expect(isAllowed(10_000, 5_000))
    #expect(!isAllowed(10_001, 5_000))
    #expect(!isAllowed(0, 5))
    #expect(!isAllowed(0xFFFF_FFFF, 0xFFFF_FFFF))
  }

  @Test("headers that contradict the data are errors")
  func lies() throws {
    let png = Crafted.png(4, 4, depth: 8, type: 0, rows: [0, 1, 2, 3, 4])
    #expect(codecError { _ = try decode(png) }?.code == .damaged)

    var jpeg = try encode(SamplePicture.card.make(16, 16), .jpeg)
    let frame = try #require(
      jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg[frame + 5] = 0x20
    #expect(codecError { _ = try decode(jpeg) }?.code == .damaged)

    let webp = try encode(SamplePicture.card.make(16, 16), .webp)
    let canvas = Crafted.riff(Crafted.vp8x(17, 16, flags: 0) + webp[12...])
    #expect(codecError { _ = try decode(canvas) }?.code == .damaged)
  }

  @Test("a JPEG frame that another follows is refused")
  func twoFrames() throws {
    let file = try encode(SamplePicture.card.make(16, 16), .jpeg)
    let start = try #require(
      file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    let segment = file[start..<start + 2 + Int(file[start + 3])]
    let twice = Array(file[..<start]) + segment + file[start...]
    #expect(codecError { _ = try PictureProbe.header(of: twice) }?.code == .damaged)
  }

  @Test("garbage EXIF is ignored, not followed")
  func exif() throws {
    let plain = try encode(SamplePicture.card.make(8, 8), .jpeg)
    var blocks: [[UInt8]] = [
      [], Array("II".utf8), Array("II*\0".utf8) + Crafted.littleEndian(-1),
      Array("II*\0".utf8) + Crafted.littleEndian(8) + [0xFF, 0xFF],
    ]
    blocks += [0, 9, 65_535].map { Crafted.exif($0, isLittleEndian: true) }
    let sound = Crafted.exif(6, isLittleEndian: false)
    blocks += (0..<40).map { Array(sound[..<min($0, 30)]) }
    for block in blocks {
      let header = try PictureProbe.header(of: Crafted.jpeg(plain, exif: block))
      #expect(header.orientation == 1)
    }
  }
}

@Suite("Recognising files")
struct PictureProbeTests {
  @Test("headers tell format, size and animation")
  func headers() throws {
    for format in PictureFormat.allCases {
      let header = try PictureProbe.header(of: try encode(SamplePicture.glass.make(13, 9), format))
      #expect(header.format.rawValue == format.name)
      #expect(header.width == 13 && header.height == 9)
      #expect(header.orientation == 1)
      #expect(!header.isAnimated)
    }
  }

  @Test(
    "other formats are named",
    arguments: [
      ("BM..........", "BMP"), ("II*\0........", "TIFF"),
      ("MM\0*........", "TIFF"), ("\0\0\u{1}\0........", "ICO"),
      ("\0\0\0\u{0C}ftypheic", "HEIC"), ("\0\0\0\u{10}ftypmp42\0\0\0\0", "mp42"),
      ("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
      ("<?xml version='1.0'?>\n<!-- drawn by hand -->\n<svg/>", "SVG"),
      ("\u{FEFF} <SVG>", "SVG"), ("<!DOCTYPE html><p>Not found", "HTML"), ("%PDF-1.7", "PDF"),
    ])
  func foreign(text: String, name: String) {
    let error = codecError { _ = try PictureProbe.header(of: Array(text.utf8)) }
    #expect(error?.code == .unsupportedFormat)
    #expect(error?.message.contains(name) == true)
    #expect(
      error?.hint == "PNG, JPEG, WebP, GIF, AVIF and, from the site's folder, SVG are allowed")
  }

  @Test("what nobody knows is refused as such")
  func unknown() {
    let error = codecError { _ = try PictureProbe.header(of: Array("hello, world".utf8)) }
    #expect(error?.code == .unsupportedFormat)
    #expect(codecError { _ = try PictureProbe.header(of: []) }?.code == .truncated)
  }

  @Test("an animated PNG is its still picture, an animated WebP its first frame on its canvas")
  func animations() throws {
    let plain = try encode(SamplePicture.card.make(8, 8), .png)
    let control = Crafted.chunk("acTL", Crafted.bigEndian(2) + Crafted.bigEndian(0))
    let apng = Array(plain[..<33]) + control + plain[33...]
    #expect(try PictureProbe.header(of: apng).isAnimated)
    #expect(words(try decode(apng)) == words(try decode(plain)))

    let still = try encode(SamplePicture.card.make(4, 3), .webp)
    let frame = Crafted.webpFrame(still, left: 2, top: 4, 4, 3)
    let webp = Crafted.riff(
      Crafted.vp8x(8, 8, flags: 2) + Crafted.riffChunk("ANIM", [0, 0, 0, 0, 0, 0]) + frame + frame)
    #expect(try PictureProbe.header(of: webp).isAnimated)
    let picture = try decode(webp)
    #expect(picture.size == PixelSize(width: 8, height: 8))
    #expect(!picture.isOpaque)
    let inner = words(try decode(still))
    let expected = (0..<64).map { index in
      let (x, y) = (index % 8 - 2, index / 8 - 4)
      return (0..<4).contains(x) && (0..<3).contains(y) ? inner[4 * y + x] : 0
    }
    #expect(words(picture) == expected)

    let outside = Crafted.riff(
      Crafted.vp8x(8, 8, flags: 2) + Crafted.riffChunk("ANIM", [0, 0, 0, 0, 0, 0])
        + Crafted.webpFrame(still, left: 6, top: 0, 4, 3))
    #expect(codecError { _ = try decode(outside) }?.code == .damaged)
  }

  @Test("JPEG codings that browsers do not read are refused by name")
  func codings() throws {
    let file = try encode(SamplePicture.card.make(8, 8), .jpeg)
    let frame = try #require(
      file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xC0 })
    for (marker, name) in [(0xC9, "arithmetic"), (0xC3, "lossless"), (0xC5, "hierarchical")] {
      var other = file
      other[frame + 1] = UInt8(marker)
      let error = codecError { _ = try PictureProbe.header(of: other) }
      #expect(error?.code == .unsupportedFeature)
      #expect(error?.message.contains(name) == true)
    }
    var deep = file
    deep[frame + 4] = 12
    #expect(codecError { _ = try PictureProbe.header(of: deep) }?.code == .unsupportedFeature)
  }

  @Test("bytes behind the picture are not read")
  func trailing() throws {
    for format in PictureFormat.allCases {
      let file = try encode(SamplePicture.card.make(8, 8), format)
      #expect(words(try decode(file + [1, 2, 3])) == words(try decode(file)))
    }
  }
}
