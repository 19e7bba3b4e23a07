import Foundation
import PlacardCodec
import PlacardCore
import Testing

@Suite("PNG encoding")
struct PNGEncodeTests {
  static let sizes = [(1, 1), (1, 7), (2, 3), (7, 5), (8, 8), (15, 4), (17, 9), (33, 31), (64, 20)]

  @Test("every filter and effort gives back the pixels exactly", arguments: SamplePicture.allCases)
  func roundTrip(picture: SamplePicture) throws {
    var encoder = Encoder()
    for (width, height) in Self.sizes {
      let bitmap = picture.make(width, height)
      for filter in PNGFilter.allCases {
        for effort in Effort.allCases {
          let settings = EncodeSettings(format: .png, effort: effort, quality: 0)
          let file = try encoder.encode(bitmap, as: settings, filter: filter)
          let back = try decode(file)
          #expect(back.size == bitmap.size)
          #expect(words(back) == words(bitmap), "\(width)×\(height) \(filter) \(effort)")
        }
      }
    }
  }

  @Test("the colour type is a palette up to 256 colours, else RGB or RGBA")
  func colourTypes() throws {
    func type(_ bitmap: borrowing Bitmap) throws -> [UInt8] {
      Array(try encode(bitmap, .png)[24...25])
    }
    #expect(try type(SamplePicture.card.make(100, 60)) == [8, 2])
    #expect(try type(SamplePicture.glass.make(100, 60)) == [8, 6])
    #expect(try type(SamplePicture.oneColour.make(9, 9)) == [1, 3])
    #expect(try type(SamplePicture.coloursWithAlpha.make(40, 40)) == [4, 3])
    #expect(try type(SamplePicture.sixteenColours.make(60, 40)) == [4, 3])
    #expect(try type(makeBitmap(16, 16) { 0xFF00_0000 | UInt32(16 * $1 + $0) }) == [8, 3])
    #expect(try type(makeBitmap(257, 1) { x, _ in 0xFF00_0000 | UInt32(x) }) == [8, 2])
  }

  @Test("the chosen filter stands in every row of a fixed filter")
  func filterBytes() throws {
    let bitmap = SamplePicture.noise.make(20, 40)
    for filter in PNGFilter.allCases where filter != .adaptive {
      // Noise does not deflate: libdeflate stores it, and each row's filter byte stands open.
      let file = try encode(bitmap, .png, filter: filter)
      let rows = try #require(Inflated.stored(file))
      #expect(rows.count == 40 * 61)
      for row in 0..<40 { #expect(rows[row * 61] == filter.rawValue) }
    }
  }

  @Test("pngcheck finds nothing to complain about", .enabled(if: PNGCheck.isInstalled))
  func pngcheck() throws {
    for picture in SamplePicture.allCases {
      for filter in PNGFilter.allCases {
        let file = try encode(picture.make(37, 23), .png, .balanced, filter: filter)
        #expect(try PNGCheck.complaint(about: file) == nil)
      }
    }
  }

  @Test("two encoders and a used one write the same bytes", arguments: PictureFormat.allCases)
  func sameBytes(format: PictureFormat) throws {
    for effort in Effort.allCases {
      let settings = EncodeSettings(format: format, effort: effort, quality: 80)
      for picture in SamplePicture.allCases {
        let bitmap = picture.make(61, 43)
        var first = Encoder()
        var used = Encoder()
        _ = try used.encode(SamplePicture.noise.make(90, 50), as: settings, filter: .paeth)
        _ = try used.encode(SamplePicture.sixteenColours.make(9, 50), as: settings, filter: .none)
        let file = try first.encode(bitmap, as: settings, filter: .adaptive)
        #expect(try first.encode(bitmap, as: settings, filter: .adaptive) == file)
        #expect(try used.encode(bitmap, as: settings, filter: .adaptive) == file)
      }
    }
  }

  @Test("the trial picks the candidate with the smallest file", arguments: Effort.allCases)
  func trial(effort: Effort) throws {
    for picture in [SamplePicture.card, .noise, .glass] {
      let bitmap = picture.make(120, 60)
      let sizes = try PNGFilter.candidates(for: effort).map {
        try encode(bitmap, .png, effort, filter: $0).count
      }
      let chosen = try PNGFilter.trial(of: bitmap, effort: effort)
      #expect(try encode(bitmap, .png, effort, filter: chosen).count == sizes.min())
    }
  }

  @Test("a colour above its alpha is clamped, not wrapped")
  func overflow() throws {
    let bitmap = makeBitmap(300, 2) { x, y in
      0x0400_00FF | UInt32(x) << 8 & 0xFF00 | UInt32(y) << 16
    }
    let back = words(try decode(try encode(bitmap, .png)))
    #expect(back.allSatisfy { $0 >> 24 == 4 && $0 & 0xFF == 4 })
  }
}

/// What lies in a PNG whose deflate stream has only stored blocks.
enum Inflated {
  static func stored(_ file: [UInt8]) -> [UInt8]? {
    guard
      let idat = file.indices.dropLast(4).first(where: {
        file[$0..<$0 + 4].elementsEqual("IDAT".utf8)
      })
    else { return nil }
    var out: [UInt8] = []
    var offset = idat + 6
    while file[offset] & 0b110 == 0 {
      let isLast = file[offset] & 1 == 1
      let count = Int(file[offset + 1]) | Int(file[offset + 2]) << 8
      out += file[offset + 5..<offset + 5 + count]
      offset += 5 + count
      if isLast { return out }
    }
    return nil
  }
}

/// An independent judge of PNG files, where the machine has it.
enum PNGCheck {
  static let path = "/usr/bin/pngcheck"
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// What pngcheck says; nil when it is content.
  static func complaint(about file: [UInt8]) throws -> String? {
    let place = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png")
    try Data(file).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-q", place.path()]
    let words = Pipe()
    process.standardOutput = words
    try process.run()
    let text = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 && text.isEmpty ? nil : text
  }
}
