import PlacardCodec
import PlacardCore
import Testing

@Suite("Spliced PNG")
struct PNGBandsTests {
  static let ranges = [0..<40, 0..<1, 39..<40, 0..<13, 13..<40, 13..<27, 20..<21]

  /// `base` with its rows in `rows` drawn anew.
  static func card(_ base: borrowing Bitmap, rows: Range<Int>, seed: UInt64) -> Bitmap {
    var numbers = SeededNumbers(seed: seed)
    let words = words(base)
    let width = base.width
    let colour = UInt32.random(in: .min ... .max, using: &numbers) | 0xFF00_0000
    return makeBitmap(width, base.height) { x, y in
      guard rows.contains(y) else { return words[y * width + x] }
      return Int.random(in: 0..<6, using: &numbers) == 0 ? colour : words[y * width + x]
    }
  }

  @Test("a card decodes exactly, for every filter, effort and range", arguments: PNGFilter.allCases)
  func exact(filter: PNGFilter) throws {
    var encoder = Encoder()
    for picture in [SamplePicture.card, .noise, .glass] {
      let base = picture.make(61, 40)
      for rows in Self.ranges {
        for effort in Effort.allCases {
          let bands = try PNGBands(base: base, rows: rows, effort: effort, filter: filter)
          let card = Self.card(base, rows: rows, seed: 5)
          let file = try encoder.encode(card, with: bands)
          #expect(
            words(try decode(file)) == words(card), "\(picture) \(rows) \(effort)")
          // Three IDAT chunks: the bands were used. Without fixed rows they know of no alpha.
          if picture != .glass || rows != 0..<40 { #expect(file.count(of: "IDAT") == 3) }
        }
      }
    }
  }

  @Test("streams join wherever their last bit falls")
  func joints() throws {
    var encoder = Encoder()
    for height in 3..<60 {
      let base = SamplePicture.card.make(48 + height, height)
      let rows = height / 3..<2 * height / 3 + 1
      let bands = try PNGBands(base: base, rows: rows, effort: .balanced, filter: .none)
      for seed in 0..<6 {
        let card = Self.card(base, rows: rows, seed: UInt64(seed))
        #expect(words(try decode(try encoder.encode(card, with: bands))) == words(card))
      }
    }
  }

  @Test("a band of many deflate blocks")
  func manyBlocks() throws {
    let slope = SamplePicture.card.make(300, 330)
    let noise = words(SamplePicture.noise.make(300, 330))
    let plain = words(slope)
    // Stored, fixed and dynamic blocks in turn.
    let base = makeBitmap(300, 330) { x, y in
      y / 60 % 2 == 0 ? plain[y * 300 + x] : noise[y * 300 + x]
    }
    for effort in Effort.allCases {
      let bands = try PNGBands(base: base, rows: 100..<310, effort: effort, filter: .up)
      let card = Self.card(base, rows: 100..<310, seed: 3)
      var encoder = Encoder()
      #expect(words(try decode(try encoder.encode(card, with: bands))) == words(card))
    }
  }

  @Test("pngcheck finds nothing to complain about", .enabled(if: PNGCheck.isInstalled))
  func pngcheck() throws {
    var encoder = Encoder()
    for rows in Self.ranges {
      for filter in [PNGFilter.none, .paeth, .adaptive] {
        let base = SamplePicture.card.make(61, 40)
        let bands = try PNGBands(base: base, rows: rows, effort: .balanced, filter: filter)
        let file = try encoder.encode(Self.card(base, rows: rows, seed: 1), with: bands)
        #expect(try PNGCheck.complaint(about: file) == nil)
      }
    }
  }

  @Test("the same base, rows and card give the same bytes from any bands and encoder")
  func deterministic() throws {
    let base = SamplePicture.card.make(80, 50)
    let card = Self.card(base, rows: 10..<30, seed: 2)
    func file(warmUp: Bool) throws -> [UInt8] {
      let bands = try PNGBands(base: base, rows: 10..<30, effort: .balanced, filter: .adaptive)
      var encoder = Encoder()
      if warmUp {
        _ = try encoder.encode(Self.card(base, rows: 10..<30, seed: 9), with: bands)
        let settings = EncodeSettings(format: .png, effort: .small, quality: 0)
        _ = try encoder.encode(SamplePicture.glass.make(99, 99), as: settings, filter: .paeth)
      }
      return try encoder.encode(card, with: bands)
    }
    #expect(try file(warmUp: false) == file(warmUp: true))
  }

  @Test("a card that does not keep the base's rows, size or opacity is encoded whole")
  func whole() throws {
    let base = SamplePicture.card.make(80, 50)
    let bands = try PNGBands(base: base, rows: 10..<30, effort: .balanced, filter: .up)
    let baseWords = words(base)
    var encoder = Encoder()
    let cards: [(Int, Int, (Int, Int) -> UInt32)] = [
      (80, 50, { x, y in x == 79 && y == 9 ? 0xFF00_0000 : baseWords[y * 80 + x] }),
      (80, 50, { x, y in x == 0 && y == 30 ? 0xFF00_0000 : baseWords[y * 80 + x] }),
      (80, 50, { x, y in y == 12 ? 0x8000_0000 : baseWords[y * 80 + x] }),
      (80, 51, { x, y in baseWords[y % 50 * 80 + x] }),
    ]
    for (width, height, pixel) in cards {
      let card = makeBitmap(width, height, pixel)
      let file = try encoder.encode(card, with: bands)
      #expect(file == (try encode(card, .png, .balanced, filter: .up)))
      #expect(words(try decode(file)) == words(card))
    }
  }

  @Test("a card with few colours takes a palette, one with many keeps the bands")
  func palette() throws {
    let base = SamplePicture.sixteenColours.make(60, 40)
    let bands = try PNGBands(base: base, rows: 10..<30, effort: .balanced, filter: .none)
    var encoder = Encoder()
    let few = try encoder.encode(base, with: bands)
    #expect(few == (try encode(base, .png, .balanced)))
    #expect(few[25] == 3)

    let baseWords = words(base)
    let many = makeBitmap(60, 40) { x, y in
      (10..<30).contains(y) ? 0xFF00_0000 | UInt32(60 * y + x) : baseWords[60 * y + x]
    }
    let file = try encoder.encode(many, with: bands)
    #expect(file[25] == 2)
    #expect(file.count(of: "IDAT") == 3)
    #expect(words(try decode(file)) == words(many))
  }

  @Test("bands cost little more than a whole encoding")
  func size() throws {
    let base = SamplePicture.card.make(400, 210)
    let card = Self.card(base, rows: 60..<120, seed: 4)
    let bands = try PNGBands(base: base, rows: 60..<120, effort: .balanced, filter: .none)
    var encoder = Encoder()
    let spliced = try encoder.encode(card, with: bands).count
    let plain = try encode(card, .png, .balanced).count
    #expect(spliced < plain + plain / 10)
  }
}

extension [UInt8] {
  /// How often the bytes of `text` occur.
  fileprivate func count(of text: String) -> Int {
    let wanted = Array(text.utf8)
    return indices.dropLast(wanted.count - 1)
      .count { self[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
