import PlacardCore
import PlacardRender
import Testing

@Suite("Spans")
struct TextSpansTests {
  private static func style(_ size: Double, lineHeight: Double = 1.2, red: UInt8 = 0) -> TextStyle {
    TextStyle(
      families: ["Inter"], size: size, color: .color(Color(red: red, green: 0, blue: 0)),
      lineHeight: lineHeight)
  }

  private static func content(
    _ spans: [(String, TextStyle)], in paragraph: TextStyle = style(20)
  ) -> TextContent {
    TextContent(
      text: spans.map(\.0).joined(), style: paragraph,
      spans: spans.map { TextSpan(text: $0.0, style: $0.1) })
  }

  private static func painter() throws -> TextPainter {
    TextPainter(fonts: try TestFonts.library([TestFonts.inter]))
  }

  @Test("A line is as high as the strut and the boxes on it, on one baseline")
  func lineBoxes() throws {
    // Inter's ascent is 0.96875 em, its descent 0.2412 em. 20 px: 19 and 5 px in 24: baseline 19.
    // 60 px at line height 1: 58 and 14 px in 60: half-leading −6, so 52 above and 8 below.
    let tall = Self.content([("a ", Self.style(20)), ("b", Self.style(60, lineHeight: 1))])
    let measure = try Self.painter().measure(tall, width: nil)
    #expect(measure.lines.count == 1)
    #expect(measure.baseline == 52)
    #expect(measure.height == 60)
    // A small line height does not push lines apart: the strut's 24 px remain.
    let low = Self.content([("a ", Self.style(20)), ("b", Self.style(60, lineHeight: 0.2))])
    let pressed = try Self.painter().measure(low, width: nil)
    #expect(pressed.height < 36)
    #expect(pressed.lineHeight == 24)
  }

  @Test("Only the lines on which a span stands are made higher")
  func otherLines() throws {
    let text = Self.content([
      ("one\n", Self.style(20)), ("two\n", Self.style(40)), ("three", Self.style(20)),
    ])
    let heights = try Self.painter().measure(text, width: nil).lines.map(\.height)
    #expect(heights == [24, 48, 24])
  }

  @Test("Spans that differ in colour alone break and stand like the text without them")
  func colours() throws {
    let words = "Every AVAToTa line break is a decision, and fi ligatures too"
    let painter = try Self.painter()
    for cut in stride(from: 1, to: words.count - 1, by: 3) {
      let spans = [
        (String(words.prefix(cut)), Self.style(20)),
        (String(words.dropFirst(cut)), Self.style(20, red: 200)),
      ]
      for width in [60.0, 133, 240] {
        let plain = try painter.measure(
          TextContent(text: words, style: Self.style(20)), width: width)
        let spanned = try painter.measure(Self.content(spans), width: width)
        #expect(spanned.lines.map(\.range) == plain.lines.map(\.range), "\(cut) \(width)")
        for (one, other) in zip(spanned.lines, plain.lines) {
          // An inline box begins on a 64th of a px.
          #expect(abs(one.width - other.width) <= 1 / 64, "\(cut) \(width)")
        }
      }
    }
  }

  @Test("The largest size that fits is found, in steps of half a px, spans in proportion")
  func shrinking() throws {
    let painter = try Self.painter()
    let text = Self.content(
      [
        ("A title ", Self.style(64)), ("that is far", Self.style(96)),
        (" too long", Self.style(64)),
      ],
      in: Self.style(64))
    for (width, height) in [(300.0, 120.0), (180, 200), (640, 70), (90, 400)] {
      let found = try painter.largestSize(of: text, from: 10, width: width, height: height)
      func fits(_ size: Double) throws -> Bool {
        var tried = text
        tried.style.size = size
        for index in tried.spans.indices { tried.spans[index].style.size *= size / 64 }
        let measure = try painter.measure(tried, width: width)
        let words = try painter.measure(tried, width: 10_000).lines.count == 1
        let longest =
          try ["A", "title", "that", "is", "far", "too", "long"].map { word in
            let isLarge = ["that", "is", "far"].contains(word)
            return try painter.measure(
              TextContent(text: word, style: Self.style(isLarge ? size * 1.5 : size)), width: nil
            ).width
          }.max() ?? 0
        return words && measure.height <= height + 0.5 && longest <= width
      }
      #expect(try fits(found), "\(width)×\(height): \(found)")
      #expect(try !fits(found + 0.5), "\(width)×\(height): \(found)")
    }
  }

  @Test("Justified lines are as wide as their box, the last of a paragraph as wide as it is")
  func justified() throws {
    var text = TextContent(
      text: "Words that are spread over the whole of their box\nand these as well, but not the end",
      style: Self.style(20), align: .justify)
    text.spans = [TextSpan(text: text.text, style: Self.style(20, red: 9))]
    let lines = try Self.painter().measure(text, width: 150).lines
    let ends = Set([49, text.text.unicodeScalars.count])
    for line in lines {
      if ends.contains(line.range.upperBound) {
        #expect(line.width < 150)
      } else {
        #expect(line.width == 150, "\(line)")
      }
    }
    #expect(lines.count > 4)
  }

  @Test("Hundreds of spans, empty ones and spans of one letter each end")
  func many() throws {
    let painter = try Self.painter()
    let letters = (0..<200).map { place in
      (place % 7 == 0 ? "" : "x", Self.style(Double(4 + place % 40)))
    }
    let measure = try painter.measure(Self.content(letters), width: 100)
    #expect(measure.lines.count > 10)
    #expect(measure.lines.last?.range.upperBound == letters.filter { !$0.0.isEmpty }.count)
  }

  @Test("Texts that nothing can fit end too", arguments: [0.0, 0.5, 3])
  func nothingFits(side: Double) throws {
    let painter = try Self.painter()
    var text = TextContent(
      text: String(repeating: "W", count: 4_096), style: Self.style(2_000), fit: .shrink, sizeMin: 1
    )
    #expect(try painter.largestSize(of: text, from: 1, width: side, height: side) == 1)
    text.style.letterSpacing = -1_000
    #expect(try painter.largestSize(of: text, from: 1, width: side, height: side) >= 1)
    text.text = String(repeating: "a\u{300}\u{301}\u{302}", count: 800)
    #expect(try painter.measure(text, width: side).lines.count > 0)
  }
}
