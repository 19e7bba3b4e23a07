import PlacardCore
import PlacardRender
import Testing

@Suite("Text lines")
struct TextLinesTests {
  let painter: TextPainter

  init() throws {
    painter = TextPainter(fonts: try TestFonts.all.get())
  }

  static func content(
    _ text: String, size: Double = 28, lang: String = "en", spacing: Double = 0
  ) -> TextContent {
    TextContent(
      text: text,
      style: TextStyle(families: ["Inter"], size: size, letterSpacing: spacing), lang: lang)
  }

  private func lines(_ content: TextContent, width: Double) throws -> [String] {
    let scalars = Array(content.text.unicodeScalars)
    return try painter.measure(content, width: width).lines.map { line in
      String(String.UnicodeScalarView(scalars[line.range])) + (line.isCut ? "…" : "")
    }
  }

  struct Breaks: Sendable, CustomTestStringConvertible {
    var text: String
    var lang = "en"
    var lines: [String]
    var testDescription: String { lines.joined(separator: " | ") }
  }

  /// What headless Chromium makes of these texts in Inter at 28 px and 360 px.
  static let breakTable = [
    Breaks(
      text: "Wow !  two  spaces   three .x  and    trailing words here to wrap along",
      lines: ["Wow !  two  spaces   three", ".x  and    trailing words", "here to wrap along"]),
    Breaks(
      text: "Pneumonoultramicroscopicsilicovolcanoconiosis is long",
      lines: ["Pneumonoultramicroscopic", "silicovolcanoconiosis is", "long"]),
    Breaks(
      text: "日本語の文章では、句読点「」や（括弧）があります。ー長音", lang: "ja",
      lines: ["日本語の文章では、句読点", "「」や（括弧）がありま", "す。ー長音"]),
    Breaks(
      text: "中文测试，标点“引号”挤压。《书名》", lang: "zh",
      lines: ["中文测试，标点“引号”挤压。", "《书名》"]),
    Breaks(
      text: "हिन्दी में लम्बा वाक्य क्ष त्र ज्ञ श्रीमान् विद्यार्थी लिखता है", lang: "hi",
      lines: ["हिन्दी में लम्बा वाक्य क्ष त्र ज्ञ श्रीमान्", "विद्यार्थी लिखता है"]),
    Breaks(
      text: "Hello שלום עולם and مرحبا بالعالم with नमस्ते दुनिया then สวัสดีชาวโลก 世界 ok",
      lines: [
        "Hello שלום עולם and مرحبا", "بالعالم with नमस्ते दुनिया then", "สวัสดีชาวโลก 世界 ok",
      ]),
  ]

  @Test("Lines break where Chromium breaks them", arguments: breakTable)
  func breaks(_ expected: Breaks) throws {
    let found = try lines(Self.content(expected.text, lang: expected.lang), width: 360)
    #expect(found == expected.lines)
  }

  @Test("Addresses break at hyphens and queries, never after a slash")
  func addresses() throws {
    let found = try lines(
      Self.content("https://example.com/a/very/long/path?query=string-and-more(really)"), width: 1)
    #expect(found.count > 3)
    let room = try painter.measure(Self.content("xxxx aaaa/b"), width: nil).width
    #expect(try lines(Self.content("xxxx aaaa/bb"), width: room) == ["xxxx", "aaaa/bb"])
    #expect(try lines(Self.content("well-known"), width: 100) == ["well-", "known"])
    #expect(try lines(Self.content("when?now"), width: 100) == ["when?", "now"])
    #expect(try lines(Self.content("xx -1"), width: 45) == ["xx", "-1"])
  }

  @Test("Line ends of every kind break, one at the end makes no line of its own")
  func newlines() throws {
    #expect(
      try lines(Self.content("One\n\nTwo\r\nThree\u{2028}Four\n"), width: 360)
        == ["One", "", "Two", "Three", "Four"])
    #expect(try lines(Self.content("\n"), width: 360) == [""])
    #expect(try lines(Self.content(""), width: 360) == [])
  }

  @Test("Spaces hang at the line's end and count for nothing there")
  func hangingSpaces() throws {
    let measure = try painter.measure(Self.content("ab          \ncd"), width: 40)
    #expect(measure.lines.count == 2)
    #expect(measure.lines[0].range == 0..<2)
    let bare = try painter.measure(Self.content("ab"), width: nil)
    #expect(measure.lines[0].width == bare.lines[0].width)
  }

  @Test("A tab reaches to the next multiple of eight spaces")
  func tabs() throws {
    let space =
      try painter.measure(Self.content("a a"), width: nil).width
      - painter.measure(Self.content("aa"), width: nil).width
    let letter = try painter.measure(Self.content("b"), width: nil).lines[0].width
    let tabbed = try painter.measure(Self.content("a\tb"), width: nil).lines[0].width
    #expect(abs(tabbed - 8 * space - letter) < 0.1)
  }

  @Test("A soft hyphen shows where a line breaks at it and nowhere else")
  func softHyphen() throws {
    let whole = try painter.measure(Self.content("co\u{AD}operation"), width: nil).lines[0].width
    let plain = try painter.measure(Self.content("cooperation"), width: nil).lines[0].width
    #expect(abs(whole - plain) < 0.01)
    let broken = try painter.measure(Self.content("co\u{AD}operation"), width: 140)
    let half = try painter.measure(Self.content("co"), width: nil).lines[0].width
    #expect(broken.lines.count == 2)
    #expect(broken.lines[0].width > half + 3)
  }

  @Test("A single grapheme stays whole in a box that is too narrow for it")
  func narrowest() throws {
    let found = try lines(Self.content("e\u{301}👨‍👩‍👧‍👦x"), width: 1)
    #expect(found == ["e\u{301}", "👨‍👩‍👧‍👦", "x"])
  }

  @Test("maxLines cuts with an ellipsis that fits, across newlines too")
  func lineCountMax() throws {
    var content = Self.content("This text is far too long for its two lines, so it ends early")
    content.lineCountMax = 2
    let measure = try painter.measure(content, width: 280)
    #expect(measure.lines.count == 2)
    #expect(measure.lineCount > 2)
    #expect(!measure.lines[0].isCut && measure.lines[1].isCut)
    #expect(measure.lines.allSatisfy { $0.width <= 280 })
    content.text = "First line\nSecond\nThird"
    #expect(try lines(content, width: 360) == ["First line", "Second…"])
    content.overflow = .clip
    #expect(try lines(content, width: 360) == ["First line", "Second"])
    content.lineCountMax = 3
    #expect(try lines(content, width: 360) == ["First line", "Second", "Third"])
  }

  @Test("A box too narrow for the ellipsis still gets it")
  func narrowEllipsis() throws {
    var content = Self.content("Hello world")
    content.lineCountMax = 1
    #expect(try lines(content, width: 3) == ["…"])
  }

  @Test("Letter spacing counts once a cluster, and not within joined scripts")
  func letterSpacing() throws {
    func growth(_ text: String, by spacing: Double) throws -> Double {
      let plain = try painter.measure(Self.content(text), width: nil).lines[0].width
      return try painter.measure(Self.content(text, spacing: spacing), width: nil).lines[0].width
        - plain
    }
    #expect(abs(try growth("abcd", by: 3) - 12) < 0.01)
    #expect(abs(try growth("e\u{301}x", by: 3) - 6) < 0.01)
    #expect(abs(try growth("مرحبا", by: 3)) < 0.01)
    #expect(abs(try growth("שלום", by: 3) - 12) < 0.01)
  }

  @Test("Full-width punctuation gives up the half between two marks")
  func spacingTrim() throws {
    func width(_ text: String) throws -> Double {
      try painter.measure(Self.content(text, lang: "ja"), width: nil).lines[0].width
    }
    // 28 px a character, less half of one for 。 before 」 and one for 「 after it.
    #expect(abs(try width("次。」「次") - 4 * 28) < 0.01)
    #expect(abs(try width("「」") - 2 * 28) < 0.01)
    #expect(abs(try width("あ「い」う") - 5 * 28) < 0.01)
  }

  @Test("Lines stand fontSize times lineHeight apart whatever fonts they hold")
  func lineHeight() throws {
    for text in ["Latin", "नमस्ते", "世界 สวัสดี"] {
      var content = Self.content(text, size: 40)
      content.style.lineHeight = 1.37
      let measure = try painter.measure(content, width: nil)
      #expect(measure.lineHeight == 54.796875)
      // Inter's ascent of 0.96875 em and descent of 0.24148 em are 39 and 10 px.
      #expect(measure.baseline == 41)
    }
  }

  @Test("A box of the measured width breaks no line anew")
  func measuredWidth() throws {
    for text in ["Hello wide world", "مرحبا بالعالم هذا", "日本語の文章、「次」", "AVATAR To Ty"] {
      for size in [13.0, 23.7, 64] {
        let content = Self.content(text, size: size)
        let free = try painter.measure(content, width: nil)
        #expect(try painter.measure(content, width: free.width).lines.count == 1)
      }
    }
  }

  @Test("The largest size that fits breaks no word and keeps to the lines allowed")
  func shrink() throws {
    var content = Self.content("Placard pre-renders social cards", size: 96)
    content.lineCountMax = 2
    let size = try painter.largestSize(of: content, from: 12, width: 400, height: 120)
    #expect((12...96).contains(size))
    content.style.size = size
    content.lineCountMax = nil
    let fitting = try painter.measure(content, width: 400)
    #expect(fitting.lines.count <= 2 && fitting.height <= 120.5)
    content.style.size = size + 0.5
    let larger = try painter.measure(content, width: 400)
    #expect(larger.lines.count > 2 || larger.height > 120.5)
    content.style.size = 20
    #expect(try painter.largestSize(of: content, from: 12, width: 4000, height: 120) == 20)
    #expect(try painter.largestSize(of: content, from: 12, width: 1, height: 1) == 12)
  }

  @Test("No line is wider than its box for the letters that a ligature has lost to the line before")
  func brokenLigatures() throws {
    let painter = TextPainter(fonts: try TestFonts.library([TestFonts.serif]))
    for width in stride(from: 8.0, through: 60, by: 0.5) {
      let content = TextContent(
        text: "fifififi ffi fluffiest", style: TextStyle(families: ["DejaVu Serif"], size: 20))
      for line in try painter.measure(content, width: width).lines where line.range.count > 1 {
        #expect(line.width <= width + 1 / 64, "\(width): \(line)")
      }
    }
  }
}
