import Foundation
import PlacardCodec
import PlacardCore
import Testing

/// Files by other programs' encoders. What browsers make of each is a picture reference; here is
/// what must hold between them.
@Suite("Files that others wrote")
struct ForeignFileTests {
  static let size = PixelSize(width: 96, height: 64)

  @Test("there are samples of every format")
  func found() throws {
    #expect(SampleFiles.names.count > 35)
    let formats = try SampleFiles.names.map {
      try PictureProbe.header(of: SampleFiles.bytes($0)).format
    }
    #expect(Set(formats) == Set(SourceFormat.allCases))
  }

  @Test("equal pictures decode alike, however they are stored")
  func alike() throws {
    let plain = words(try decode(SampleFiles.bytes("plain.png")))
    for name in [
      "baseline.jpg", "progressive.jpg", "cmyk.jpg", "cmyk-plain.jpg", "animated.webp",
      "exif-6.webp", "subsampled.avif",
    ] {
      let picture = try decode(SampleFiles.bytes(name))
      #expect(picture.size == Self.size && picture.isOpaque, "\(name)")
      // The bars' chroma is what subsampling costs.
      #expect(psnr(words(picture), plain) > 24, "\(name)")
    }
  }

  @Test("every orientation of JPEG and AVIF is upright", arguments: 2...8)
  func orientations(orientation: Int) throws {
    let jpeg = try decode(SampleFiles.bytes("exif-\(orientation).jpg"))
    let avif = try decode(SampleFiles.bytes("exif-\(orientation).avif"))
    let header = try PictureProbe.header(of: SampleFiles.bytes("exif-\(orientation).avif"))
    #expect(header.orientation == orientation)
    let isTurned = orientation > 4
    #expect(avif.size == (isTurned ? PixelSize(width: 64, height: 96) : Self.size))
    #expect(avif.size == jpeg.size)
    #expect(psnr(words(avif), words(jpeg)) > 24)
  }

  @Test("a GIF's first frame lies on its screen, which grows to hold it")
  func frames() throws {
    let moved = try decode(SampleFiles.bytes("moved.gif"))
    #expect(moved.size == PixelSize(width: 128, height: 80))
    #expect(!moved.isOpaque)
    let pixels = words(moved)
    #expect(pixels[0] == 0 && pixels[127] == 0 && pixels[79 * 128] == 0)
    #expect(pixels[6 * 128 + 10] >> 24 == 255)
    #expect(try PictureProbe.header(of: SampleFiles.bytes("moved.gif")).isAnimated)
    let grown = try decode(SampleFiles.bytes("overhanging.gif"))
    #expect(grown.size == PixelSize(width: 106, height: 70))
    let clear = try decode(SampleFiles.bytes("transparent.gif"))
    #expect(clear.size == Self.size && !clear.isOpaque)
    #expect(words(clear).contains(0))
  }

  @Test("a profile is carried to sRGB in every format alike")
  func profiles() throws {
    let plain = words(try decode(SampleFiles.bytes("plain.png")))
    let converted = words(try decode(SampleFiles.bytes("icc.png")))
    // Its red primary is sRGB's green: the first bar turns from red to green.
    #expect(plain[60 * 96 + 4] == 0xFFFF_0000)
    #expect(psnr([converted[60 * 96 + 4]], [0xFF00_FF00]) > 40)
    for name in ["icc.jpg", "icc.webp", "icc.avif"] {
      #expect(psnr(words(try decode(SampleFiles.bytes(name))), converted) > 24, "\(name)")
    }
    let grey = words(try decode(SampleFiles.bytes("grey-icc.png")))
    // Linear samples become lighter; 0 and 255 stay.
    #expect(grey.contains(0xFF00_0000) && grey.contains(0xFFFF_FFFF))
    #expect(!grey.contains { $0 & 255 != $0 >> 8 & 255 || $0 & 255 != $0 >> 16 & 255 })
    let inks = words(try decode(SampleFiles.bytes("cmyk-icc.jpg")))
    #expect(psnr(inks, words(try decode(SampleFiles.bytes("cmyk.jpg")))) < 20)
    #expect(inks.allSatisfy { $0 >> 24 == 255 })
  }

  @Test("alpha passes through a profile's conversion")
  func alpha() throws {
    let file = try SampleFiles.bytes("icc.png")
    let start = try #require(range(of: "iCCP", in: file)) - 4
    let length = Int(file[start + 2]) << 8 | Int(file[start + 3])
    let chunk = Array(file[start..<start + 12 + length])
    let rows: [UInt8] = [0, 255, 0, 0, 255, 255, 0, 0, 128, 9, 9, 9, 0]
    let picture = try decode(Crafted.png(3, 1, depth: 8, type: 6, extra: chunk, rows: rows))
    #expect(words(picture).map { $0 >> 24 } == [255, 128, 0])
    #expect(psnr(Array(words(picture)[..<2]), [0xFF00_FF00, 0x8000_8000]) > 40)
  }

  @Test("the same file gives the same pixels on every thread")
  func threads() throws {
    for name in ["icc.jpg", "cmyk-icc.jpg", "alpha.avif", "transparent.gif", "grey-icc.png"] {
      let file = try SampleFiles.bytes(name)
      let expected = words(try decode(file))
      let results = Results()
      for _ in 0..<3 {
        Thread { results.add((try? decode(file)).map { words($0) }) }.start()
      }
      #expect(results.wait(for: 3).allSatisfy { $0 == expected }, "\(name)")
    }
  }

  private func range(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }
  }
}
