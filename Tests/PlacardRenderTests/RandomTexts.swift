import PlacardCore

/// Texts in mixed scripts with random properties, the same for the same seed.
struct RandomTexts {
  private var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  static let size = PixelSize(width: 200, height: 120)

  private static let pieces: [String] = [
    "Hello ", "typography ", "fi", "AV", "Incomprehensibilities", "a-b/c?d ", "(word) ",
    "12.345,67 ",
    "العربية ", "سلام", "עברית ", "שלום", "日本語の文章、", "「中文」", "한국어 ", "ภาษาไทยที่ดี", "हिन्दी ", "क्षत्रिय",
    "😀", "👩🏽‍🚀", "🇩🇪", "❤\u{FE0E}", "❤\u{FE0F}", "1\u{20E3}", "e\u{301}\u{323}", "o\u{308}", "Ä̈",
    "\u{AD}", "\u{A0}",
    "\t", "\n", "\n\n", "\r\n", "  ", "\u{200B}", "\u{2028}", "\u{202E}abc\u{202C}", "\u{0}",
    "\u{7F}", "𝒳", "ﷺ", "gjpqy",
    "ÅÉÎ", "WWWWWWWWWWWWWWWWWWWWWWWWWW", "iiiiiiiiiiiiiiiiiiiiiii", "…", "–", "“quoted”",
  ]

  /// A layer somewhere on a canvas of `size`, with room around it.
  mutating func next() -> SceneLayer {
    var content = TextContent(text: "", style: style(size: number(6...40)))
    if chance(4) {
      let base = content.style
      content.spans = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        var other = style(size: number(6...40))
        if chance(2) { other = base }
        return TextSpan(text: text(count: 3), style: other)
      }
      content.text = content.spans.map(\.text).joined()
    } else {
      content.text = text(count: 12)
    }
    content.fit = chance(3) ? .shrink : .none
    content.sizeMin = number(3...20)
    content.lineCountMax = chance(2) ? Int.random(in: 1...4, using: &generator) : nil
    content.overflow = chance(2) ? .ellipsis : .clip
    content.align = pick(TextContent.Align.allCases)
    content.verticalAlign = pick(TextContent.VerticalAlign.allCases)
    content.direction = pick(TextContent.Direction.allCases)
    content.lang = pick(["en", "ja", "th", "ar", "zh-Hant"])
    let width = chance(8) ? number(0...12) : number(12...120)
    let height = chance(8) ? number(0...12) : number(12...60)
    return SceneLayer(
      name: "text",
      frame: Rect(x: number(30...60), y: number(25...40), width: width, height: height),
      padding: chance(3) ? Insets(number(0...6)) : .zero, content: .text(content))
  }

  /// Line heights at which the primary font's letters stay within their lines.
  private mutating func style(size: Double) -> TextStyle {
    TextStyle(
      families: ["Inter"], size: size, weight: pick([400, 700]),
      slant: pick([.normal, .normal, .italic]),
      color: chance(5)
        ? .linear(
          LinearGradient(
            direction: .angle(90),
            stops: [
              GradientStop(color: .black, position: nil),
              GradientStop(color: Color(red: 200, green: 0, blue: 0), position: nil),
            ])) : .color(.black),
      lineHeight: number(1.25...2), letterSpacing: chance(4) ? number(-2...6) : 0,
      decoration: chance(5) ? [.underline, .lineThrough] : [])
  }

  private mutating func text(count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &generator)).map { _ in pick(Self.pieces) }.joined()
  }

  private mutating func number(_ range: ClosedRange<Double>) -> Double {
    // Quarters: as awkward as any, and readable where a test fails.
    (Double.random(in: range, using: &generator) * 4).rounded() / 4
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  private mutating func pick<T>(_ values: [T]) -> T {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
