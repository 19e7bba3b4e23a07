import Foundation
import PlacardCore
import PlacardRender
import Testing

@Suite("Text pixels")
struct TextPixelsTests {
  static let size = PixelSize(width: 400, height: 160)

  static func layer(_ content: TextContent, rotation: Double = 0) -> SceneLayer {
    SceneLayer(
      name: "title", frame: Rect(x: 20, y: 10, width: 360, height: 140), rotation: rotation,
      content: .text(content))
  }

  static func content(_ text: String, size: Double = 28, color: Paint = .color(.black))
    -> TextContent
  {
    TextContent(text: text, style: TextStyle(families: ["Inter"], size: size, color: color))
  }

  /// Pixels, and notes, of texts each drawn alone on white by `renderer`.
  static func draw(_ layer: SceneLayer, scale: Double = 1, with renderer: Renderer? = nil) throws
    -> (pixels: Pixels, notes: [RenderNote])
  {
    let scene = Scene(size: size, scale: scale, background: .color(.white), layers: [layer])
    let pixelSize = scene.pixelSize
    var bitmap = Bitmap(width: pixelSize.width, height: pixelSize.height)
    let renderer = try renderer ?? Renderer(fonts: TestFonts.all.get())
    let notes = try renderer.draw(
      scene, baseLayerCount: 0,
      pictures: { (_) throws(RenderError) in throw RenderError(.missingAsset, "no picture") },
      into: &bitmap)
    return (
      Pixels(
        width: pixelSize.width, bytes: bitmap.withBytes { Array($0) }),
      notes
    )
  }

  struct Pixels: Equatable {
    var width: Int
    var bytes: [UInt8]

    /// From the first to the last column and row that are not white; nil for a white picture.
    var ink: (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
      var columns: ClosedRange<Int>?
      var rows: ClosedRange<Int>?
      for place in stride(from: 0, to: bytes.count, by: 4)
      where bytes[place] < 200 || bytes[place + 1] < 200 || bytes[place + 2] < 200 {
        let column = place / 4 % width
        let row = place / 4 / width
        columns = min(columns?.lowerBound ?? column, column)...max(columns?.upperBound ?? 0, column)
        rows = min(rows?.lowerBound ?? row, row)...row
      }
      guard let columns, let rows else { return nil }
      return (columns, rows)
    }

    func has(where matches: (_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Bool) -> Bool {
      stride(from: 0, to: bytes.count, by: 4).contains {
        matches(bytes[$0 + 2], bytes[$0 + 1], bytes[$0])
      }
    }
  }

  @Test("Text stands at its side of the box, start and end following its direction")
  func alignment() throws {
    func left(_ text: String, _ align: TextContent.Align) throws -> Int {
      var content = Self.content(text)
      content.align = align
      return try #require(try Self.draw(Self.layer(content)).pixels.ink).columns.lowerBound
    }
    #expect((20...24).contains(try left("Hill", .left)))
    #expect((20...24).contains(try left("Hill", .start)))
    #expect(try left("Hill", .right) > 320)
    #expect(try left("Hill", .end) > 320)
    #expect((160...190).contains(try left("Hill", .center)))
    #expect(try left("שלום", .start) > 300)
    #expect((20...24).contains(try left("שלום", .end)))
    #expect((20...24).contains(try left("שלום", .left)))
  }

  @Test("The block of lines stands at the top, the middle or the bottom")
  func verticalAlignment() throws {
    func rows(_ align: TextContent.VerticalAlign) throws -> ClosedRange<Int> {
      var content = Self.content("H")
      content.verticalAlign = align
      return try #require(try Self.draw(Self.layer(content)).pixels.ink).rows
    }
    // A line is 33.59375 px high; half its leading of −0.4 px is floored to −1, the ascent is 27 px
    // and the capital 20.4 px high.
    let found = try [rows(.top), rows(.middle), rows(.bottom)]
    #expect(found == [15...35, 68...88, 121...141])
  }

  @Test("Lines past the box go with an ellipsis, pass it, or are clipped")
  func overflow() throws {
    var content = Self.content("One\nTwo\nThree\nFour\nFive\nSix\nSeven")
    var found = try Self.draw(Self.layer(content))
    #expect(found.notes.map(\.kind) == [.overflow(linesShown: 4, linesTotal: 7)])
    #expect(try #require(found.pixels.ink).rows.upperBound < 150)
    content.overflow = .visible
    found = try Self.draw(Self.layer(content))
    #expect(found.notes.isEmpty)
    #expect(try #require(found.pixels.ink).rows.upperBound > 152)
    content.overflow = .clip
    found = try Self.draw(Self.layer(content))
    #expect(found.notes.map(\.kind) == [.overflow(linesShown: 4, linesTotal: 7)])
    #expect((146...149).contains(try #require(found.pixels.ink).rows.upperBound))
  }

  @Test("A line taller than its box is drawn all the same")
  func tallLine() throws {
    let found = try Self.draw(
      SceneLayer(
        name: "title", frame: Rect(x: 20, y: 40, width: 300, height: 10),
        content: .text(Self.content("Hi\nho"))))
    #expect(found.pixels.ink != nil)
    #expect(
      found.notes == [
        RenderNote(layer: "title", kind: .overflow(linesShown: 1, linesTotal: 2))
      ])
  }

  @Test("A character that no font has is drawn as a box and noted once with its place")
  func missingGlyph() throws {
    let found = try Self.draw(Self.layer(Self.content("ab\u{12000}c\u{12000}")))
    #expect(
      found.notes == [
        RenderNote(layer: "title", kind: .missingGlyph(scalar: "\u{12000}", position: 2))
      ])
    #expect(try #require(found.pixels.ink).columns.upperBound > 80)
  }

  @Test("Controls and invisible characters are neither drawn nor noted")
  func invisible() throws {
    let found = try Self.draw(Self.layer(Self.content("\u{7}\u{200B}\u{FEFF}\u{2060}\u{1}")))
    #expect(found.notes.isEmpty)
    #expect(found.pixels.ink == nil)
  }

  @Test("A family without a bold face is noted, one with it is not")
  func missingFace() throws {
    var content = Self.content("Hi")
    content.style.families = ["DejaVu Serif"]
    content.style.weight = 700
    #expect(
      try Self.draw(Self.layer(content)).notes.map(\.kind) == [
        .missingFace(family: "DejaVu Serif", weight: 700, slant: .normal)
      ])
    content.style.families = ["Inter"]
    content.style.slant = .normal
    #expect(try Self.draw(Self.layer(content)).notes.isEmpty)
  }

  @Test("Emoji are coloured, unless text presentation is asked for and there is a plain glyph")
  func emoji() throws {
    let isYellow = { (red: UInt8, _: UInt8, blue: UInt8) in red > 200 && blue < 120 }
    #expect(try Self.draw(Self.layer(Self.content("😀"))).pixels.has(where: isYellow))
    let isRed = { (red: UInt8, green: UInt8, _: UInt8) in red > 180 && green < 90 }
    #expect(try Self.draw(Self.layer(Self.content("❤\u{FE0F}"))).pixels.has(where: isRed))
    #expect(try !Self.draw(Self.layer(Self.content("❤\u{FE0E}"))).pixels.has(where: isRed))
  }

  @Test("Underline, overline and line-through lie where Chromium puts them")
  func decorations() throws {
    func rows(_ decoration: TextStyle.Decoration) throws -> ClosedRange<Int> {
      var content = Self.content("\u{A0}\u{A0}\u{A0}")
      content.style.decoration = decoration
      return try #require(try Self.draw(Self.layer(content)).pixels.ink).rows
    }
    // The baseline is row 36, the ascent 27 px: 2 px below it, 2 px above the ascent, 10 px above it.
    #expect(try rows(.underline) == 38...39)
    #expect(try rows(.overline) == 7...8)
    #expect(try rows(.lineThrough) == 26...27)
  }

  @Test("An underline leaves gaps around descenders")
  func skipInk() throws {
    func covered(_ text: String) throws -> Int {
      var content = Self.content(text, size: 40)
      content.style.decoration = .underline
      let pixels = try Self.draw(Self.layer(content)).pixels
      let row = (0..<Self.size.height).max { left, right in
        ink(pixels, row: left) < ink(pixels, row: right)
      }
      return ink(pixels, row: try #require(row))
    }
    func ink(_ pixels: Pixels, row: Int) -> Int {
      (0..<pixels.width).count { pixels.bytes[4 * (row * pixels.width + $0)] < 128 }
    }
    let plain = try covered("nnn")
    let gapped = try covered("ngn")
    #expect(gapped < plain - 6)
  }

  @Test("A shadow is drawn below the text at its offset and colour")
  func shadow() throws {
    var content = Self.content("H", size: 60)
    content.style.shadows = [
      Shadow(x: 100, y: 0, blur: 0, color: Color(red: 255, green: 0, blue: 0))
    ]
    let pixels = try Self.draw(Self.layer(content)).pixels
    let ink = try #require(pixels.ink)
    #expect(pixels.has { red, green, _ in red == 255 && green == 0 })
    #expect(ink.columns.upperBound > 150)
    content.style.shadows[0].blur = 12
    let blurred = try Self.draw(Self.layer(content)).pixels
    #expect(!blurred.has { red, green, _ in red == 255 && green == 0 })
    #expect(blurred.has { red, green, _ in red > 230 && green < 190 })
  }

  @Test("A gradient fills the box behind the letters")
  func gradient() throws {
    let stops = [
      GradientStop(color: Color(red: 255, green: 0, blue: 0), position: nil),
      GradientStop(color: Color(red: 0, green: 0, blue: 255), position: nil),
    ]
    let paint = Paint.linear(LinearGradient(direction: .angle(90), stops: stops))
    let pixels = try Self.draw(
      Self.layer(Self.content("HHHHHHHHHHH", size: 44, color: paint))
    ).pixels
    #expect(pixels.has { red, _, blue in red > 200 && blue < 50 })
    #expect(pixels.has { red, _, blue in red < 80 && blue > 180 })
  }

  @Test("Turned by half a circle a text is its own mirror")
  func rotation() throws {
    let upright = try #require(try Self.draw(Self.layer(Self.content("Hill"))).pixels.ink)
    let turned = try #require(
      try Self.draw(Self.layer(Self.content("Hill"), rotation: 180)).pixels.ink)
    #expect(abs(399 - upright.columns.lowerBound - turned.columns.upperBound) <= 1)
    #expect(abs(159 - upright.rows.lowerBound - turned.rows.upperBound) <= 1)
  }

  @Test("Every scale breaks the same lines", arguments: [1.0, 1.5, 2, 3])
  func scales(_ scale: Double) throws {
    let content = Self.content("The quick brown fox jumps over the lazy dog, twice a day")
    let ink = try #require(try Self.draw(Self.layer(content), scale: scale).pixels.ink)
    let reference = try #require(try Self.draw(Self.layer(content)).pixels.ink)
    for (found, wanted) in [
      (ink.columns.lowerBound, reference.columns.lowerBound),
      (ink.columns.upperBound, reference.columns.upperBound),
      (ink.rows.lowerBound, reference.rows.lowerBound),
      (ink.rows.upperBound, reference.rows.upperBound),
    ] {
      #expect(abs(Double(found) / scale - Double(wanted)) <= 1.5)
    }
  }
}
