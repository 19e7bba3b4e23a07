import Foundation
import PlacardCodec
import PlacardCore
import Synchronization
import Testing

@Suite("JPEG, WebP and AVIF encoding")
struct LossyEncodeTests {
  @Test("a card keeps its looks", arguments: [PictureFormat.jpeg, .webp, .avif], Effort.allCases)
  func quality(format: PictureFormat, effort: Effort) throws {
    let bitmap = makeBitmap(160, 90) { x, y in
      if y / 12 % 3 == 1 && x / 9 % 2 == 0 { return 0xFFF0_F0F0 }
      return 0xFF20_2000 | UInt32(x) << 16 | UInt32(y)
    }
    let back = try decode(try encode(bitmap, format, effort, quality: 85))
    #expect(back.size == bitmap.size)
    #expect(back.isOpaque)
    #expect(psnr(words(back), words(bitmap)) > 34)
  }

  @Test("quality and effort do what they say", arguments: [PictureFormat.jpeg, .webp, .avif])
  func sizes(format: PictureFormat) throws {
    let bitmap = SamplePicture.card.make(200, 120)
    let low = try encode(bitmap, format, .balanced, quality: 30).count
    let high = try encode(bitmap, format, .balanced, quality: 95).count
    #expect(low < high)
    let fast = try encode(bitmap, format, .fast, quality: 80).count
    let small = try encode(bitmap, format, .small, quality: 80).count
    #expect(small < fast)
  }

  @Test("an AVIF is smaller than the JPEG of a card, and is the same from any encoder and thread")
  func avif() throws {
    let bitmap = SamplePicture.card.make(211, 123)
    for effort in Effort.allCases {
      let first = try encode(bitmap, .avif, effort, quality: 60)
      #expect(first.count < (try encode(bitmap, .jpeg, effort, quality: 85).count))
      var encoder = Encoder()
      for size in [(300, 40), (5, 7)] {
        _ = try encoder.encode(
          SamplePicture.noise.make(size.0, size.1),
          as: EncodeSettings(format: .avif, effort: effort, quality: 20), filter: .none)
      }
      let settings = EncodeSettings(format: .avif, effort: effort, quality: 60)
      #expect(try encoder.encode(bitmap, as: settings, filter: .none) == first)
      let results = Mutex<[[UInt8]?]>([])
      let threads = (0..<3).map { _ in
        Thread {
          let file = try? encode(SamplePicture.card.make(211, 123), .avif, effort, quality: 60)
          results.withLock { $0.append(file) }
        }
      }
      for thread in threads { thread.start() }
      while results.withLock({ $0.count }) < 3 { Thread.sleep(forTimeInterval: 0.002) }
      #expect(results.withLock { $0.allSatisfy { $0 == first } })
    }
  }

  @Test("odd sizes down to one pixel keep their colours", arguments: Effort.allCases)
  func oddSizes(effort: Effort) throws {
    for (width, height) in [(1, 1), (1, 9), (13, 1), (7, 5), (65, 33)] {
      let bitmap = makeBitmap(width, height) { _, _ in 0xFF30_90C0 }
      let back = try decode(try encode(bitmap, .avif, effort, quality: 80))
      #expect(back.size == bitmap.size)
      #expect(psnr(words(back), words(bitmap)) > 38, "\(width)×\(height)")
    }
  }

  @Test("only the small JPEG is progressive")
  func progressive() throws {
    let bitmap = SamplePicture.card.make(64, 64)
    func frame(_ effort: Effort) throws -> UInt8? {
      let file = try encode(bitmap, .jpeg, effort)
      let start = file.indices.dropLast().first {
        file[$0] == 0xFF && (0xC0...0xC2).contains(file[$0 + 1])
      }
      return start.map { file[$0 + 1] }
    }
    #expect(try frame(.fast) == 0xC0)
    #expect(try frame(.balanced) == 0xC0)
    #expect(try frame(.small) == 0xC2)
  }

  @Test("JPEG lays transparency on white")
  func white() throws {
    let clear = try decode(try encode(makeBitmap(16, 16) { _, _ in 0 }, .jpeg, quality: 95))
    #expect(words(clear).allSatisfy { $0 == 0xFFFF_FFFF })
    let half = try decode(
      try encode(makeBitmap(16, 16) { _, _ in 0x8000_0000 }, .jpeg, quality: 95))
    #expect(words(half).allSatisfy { abs(Int($0 & 0xFF) - 127) < 3 })
  }

  @Test(
    "WebP and AVIF keep alpha exactly and colour nearly", arguments: [PictureFormat.webp, .avif])
  func alpha(format: PictureFormat) throws {
    let bitmap = makeBitmap(64, 48) { x, y in
      let alpha = UInt32(4 * x + 3)
      return alpha << 24 | alpha / 2 << 16 | alpha / 4 << 8
    }
    for effort in Effort.allCases {
      let back = try decode(try encode(bitmap, format, effort, quality: 90))
      #expect(!back.isOpaque)
      let pairs = zip(words(back), words(bitmap))
      #expect(pairs.allSatisfy { $0 >> 24 == $1 >> 24 })
      #expect(psnr(words(back), words(bitmap)) > 34)
    }
  }

  @Test("a side past the format's maximum is a clear error")
  func tooLong() throws {
    let wide = makeBitmap(16_384, 1) { _, _ in 0xFF00_0000 }
    let error = codecError { _ = try encode(wide, .webp) }
    #expect(error?.code == .encoder)
    #expect(error?.description.contains("16383") == true)
    let longer = makeBitmap(32_769, 1) { _, _ in 0xFF00_0000 }
    #expect(codecError { _ = try encode(longer, .avif) }?.description.contains("32768") == true)
    let tall = makeBitmap(1, 65_501) { _, _ in 0xFF00_0000 }
    #expect(codecError { _ = try encode(tall, .jpeg) }?.code == .encoder)
  }

  @Test("the versions name every library and do not change within a run")
  func versions() {
    let text = CodecVersions.text
    for name in [
      "libdeflate 1.", "libjpeg-turbo 2.", "libspng 0.", "libwebp 1.", "libavif 0.", "aom [",
      "giflib 5.", "lcms 2", "sample ",
    ] {
      #expect(text.contains(name))
    }
    #expect(text == CodecVersions.text)
  }
}
