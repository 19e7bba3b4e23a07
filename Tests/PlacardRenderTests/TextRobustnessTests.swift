import PlacardCore
import PlacardRender
import Testing

@Suite("Text robustness")
struct TextRobustnessTests {
  /// Characters that take the layout's rarer ways.
  static let pool: [Unicode.Scalar] = [
    "a", "f", "i", " ", " ", "\t", "\n", "\r", "\u{AD}", "-", "/", "?", "(", "1", "\u{0}", "\u{7F}",
    "\u{300}", "\u{301}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}",
    "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{2066}", "\u{2067}",
    "\u{2068}", "\u{2069}", "\u{FE0E}", "\u{FE0F}", "\u{FEFF}", "ש", "ם", "م", "ر", "ل", "ا", "क",
    "्", "ष", "ि", "ส", "ำ", "世", "「", "。", "」", "！", "\u{3000}", "👩", "🏽", "🇩", "❤", "😀",
    "\u{20E3}", "\u{10FFFF}", "\u{E0001}", "\u{FFFD}", "\u{12000}", "가", "ᄀ", "ᅡ", "ᆨ",
  ]

  static let widths: [Double?] = [nil, 0, -3, 1, 40, 300]

  @Test("No mixture of characters, widths and sizes traps or loses its code points")
  func mixtures() throws {
    var generator = SplitMix(state: 20_240_607)
    let painter = TextPainter(fonts: try TestFonts.all.get())
    for _ in 0..<600 {
      let scalars = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
        Self.pool.randomElement(using: &generator)
      }
      var content = TextPixelsTests.content(
        String(String.UnicodeScalarView(scalars)),
        size: [0.01, 9, 28, 300].randomElement(using: &generator) ?? 28)
      content.style.letterSpacing = [0, 3, -40].randomElement(using: &generator) ?? 0
      content.direction = TextContent.Direction.allCases.randomElement(using: &generator) ?? .auto
      let width = Self.widths.randomElement(using: &generator) ?? nil
      let measure = try painter.measure(content, width: width)
      // Lines follow one another, and only white space and line ends stand between them.
      var place = 0
      for line in measure.lines {
        #expect(line.range.lowerBound >= place)
        let between = scalars[place..<line.range.lowerBound]
        #expect(between.allSatisfy { $0.properties.isWhitespace })
        place = line.range.upperBound
      }
      #expect(scalars[place...].allSatisfy { $0.properties.isWhitespace })
      content.lineCountMax = 1
      #expect(try painter.measure(content, width: width).lines.count <= 1)
      _ = try TextPixelsTests.draw(
        SceneLayer(
          name: "any", frame: Rect(x: 0, y: 0, width: abs(width ?? 99), height: 40),
          content: .text(content)))
    }
  }

  @Test("Lengths that no picture could hold are an error")
  func tooLarge() throws {
    let painter = TextPainter(fonts: try TestFonts.all.get())
    for size in [1e6, 1e300, .infinity, .nan] {
      let error = #expect(throws: RenderError.self) {
        try painter.measure(TextPixelsTests.content("Hi", size: size), width: 100)
      }
      #expect(error?.code == .tooLarge)
    }
  }

  @Test(
    "Letters are drawn on both sides of where masks end and paths begin", arguments: [256.0, 257])
  func largeLetters(_ size: Double) throws {
    let found = try TextPixelsTests.draw(
      TextPixelsTests.layer(
        TextPixelsTests.content("I", size: size)))
    #expect(found.pixels.ink != nil)
  }

  @Test("A glyph cache keeps to its bytes, and a small one gives the same pixels")
  func cacheBound() throws {
    let byteCountMax = 40_000
    let fonts = try TestFonts.all.get()
    let small = TextPainter(fonts: fonts, glyphCacheByteCountMax: byteCountMax)
    let large = TextPainter(fonts: fonts)
    for step in 0..<60 {
      let content = TextPixelsTests.content("Sphinx 😀 मे \(step)", size: 14 + Double(step))
      let pixels = try [small, large].map { painter in
        var bitmap = Bitmap(width: 400, height: 120)
        bitmap.withMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 255) }
        let notes = try painter.draw(
          content, in: Rect(x: 4, y: 4, width: 390, height: 110), scale: 1, over: &bitmap)
        #expect(!notes.contains { if case .missingGlyph = $0.kind { true } else { false } })
        return bitmap.withBytes { Array($0) }
      }
      #expect(pixels[0] == pixels[1])
      #expect(pixels[0].contains { $0 < 128 })
      #expect(small.glyphCacheByteCount <= byteCountMax)
    }
    #expect(large.glyphCacheByteCount > byteCountMax)
  }
}
