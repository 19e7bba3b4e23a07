import PlacardCore
import PlacardPipeline
import PlacardTesting
import Testing

@Suite("Lint: texts") struct LintTextTests {
  /// Two lines of 24 px.
  private func lines(_ more: String, text: String = #"one\ntwo"#) -> String {
    #"{"name": "title", "type": "text", "text": "\#(text)", "x": 9, "y": 9, "width": 300, "#
      + #""fontSize": 20, \#(more)}"#
  }

  @Test("A text that fits its box is all there; one line too many is an error, however it is cut")
  func overflow() throws {
    for fate in ["ellipsis", "clip", "visible"] {
      let fits = try LintBench(lines(#""height": 48, "textOverflow": "\#(fate)""#))
      #expect(try fits.found(.overflow).isEmpty, "\(fate)")
      let low = try LintBench(lines(#""height": 47, "textOverflow": "\#(fate)""#))
      #expect(try low.found(.overflow) == ["overflow error title"], "\(fate)")
      let finding = try low.lint(.overflow).findings[0]
      #expect(finding.numbers.map(\.name) == ["linesShown", "linesTotal"])
      #expect(finding.numbers.map(\.value) == [1, 2])
      #expect(finding.message.hasPrefix("1 of 2 lines fit; "))
    }
  }

  @Test("More lines than maxLines are an error")
  func maxLines() throws {
    let two = try LintBench(lines(#""height": 200, "maxLines": 2"#))
    #expect(try two.found(.overflow).isEmpty)
    let one = try LintBench(lines(#""height": 200, "maxLines": 1"#))
    #expect(try one.found(.overflow) == ["overflow error title"])
  }

  @Test("Letters may reach the canvas's edge and not past it")
  func canvas() throws {
    func bench(_ y: Int) throws -> LintBench {
      try LintBench(
        #"{"name": "title", "type": "text", "text": "H", "x": 9, "y": \#(y), "width": 300, "#
          + #""height": 60, "fontSize": 50}"#)
    }
    // The H of DejaVu Sans stands on its baseline, 46 px below the top of a line of 60.
    #expect(try bench(580).found(.overflow).isEmpty)
    #expect(try bench(590).found(.overflow) == ["overflow error title"])
    let finding = try bench(-20).lint(.overflow).findings[0]
    #expect(finding.message.hasSuffix("past the canvas's top edge"))
  }

  @Test("A group that clips may hold letters and not cut them")
  func clippedGroup() throws {
    func found(_ height: Int, _ overflow: String) throws -> [String] {
      try LintBench(
        #"{"name": "g", "type": "group", "x": 9, "y": 9, "width": 400, "height": \#(height), "#
          + #""overflow": "\#(overflow)", "layers": [{"name": "title", "type": "text", "#
          + #""text": "H", "x": 0, "y": 0, "width": 300, "height": 60, "fontSize": 50}]}"#
      ).found(.overflow)
    }
    #expect(try found(50, "hidden").isEmpty)
    #expect(try found(40, "hidden") == ["overflow error title"])
    #expect(try found(40, "visible").isEmpty)
  }

  @Test("Pictures may bleed over an edge by half; codes not at all")
  func boxes() throws {
    func picture(_ x: Int) throws -> [String] {
      try LintBench(
        #"{"name": "pic", "type": "image", "x": \#(x), "y": 9, "width": 100, "height": 100, "#
          + #""image_url": "assets/logo.png"}"#
      ).found(.overflow)
    }
    #expect(try picture(-50).isEmpty)
    #expect(try picture(-51) == ["overflow error pic"])
    #expect(try picture(1200) == ["overflow error pic"])
    func code(_ x: Int) throws -> [String] {
      try LintBench(
        #"{"name": "code", "type": "qr", "x": \#(x), "y": 9, "width": 100, "height": 100, "#
          + #""data": "https://example.org"}"#
      ).found(.overflow)
    }
    #expect(try code(1100).isEmpty)
    #expect(try code(1101) == ["overflow error code"])
  }

  @Test("Text of 24 px on 1200 can be read, smaller text is warned of; other widths in proportion")
  func size() throws {
    func found(_ size: String, width: Int = 1200) throws -> [String] {
      try LintBench(
        LintBench.text("Words", #""fontSize": \#(size)"#), width: width
      ).found(.textSize)
    }
    #expect(try found("24").isEmpty)
    #expect(try found("23.5") == ["text-size warning title"])
    #expect(try found("12", width: 600).isEmpty)
    #expect(try found("11.5", width: 600) == ["text-size warning title"])
    let bench = try LintBench(LintBench.text("Words", #""fontSize": 18"#))
    #expect(try bench.found(.textSize) { $0.fontSizeMin = 18 }.isEmpty)
  }

  @Test("The smallest span counts")
  func spans() throws {
    func found(_ size: Int) throws -> [String] {
      try LintBench(
        #"{"name": "title", "type": "text", "x": 9, "y": 9, "width": 800, "height": 90, "#
          + #""fontSize": 40, "spans": [{"text": "Large "}, {"text": "x", "fontSize": \#(size)}]}"#
      ).found(.textSize)
    }
    #expect(try found(24).isEmpty)
    #expect(try found(23) == ["text-size warning title"])
  }

  @Test("A text that was shrunk too far is an error")
  func shrunk() throws {
    func bench(_ text: String) throws -> LintBench {
      try LintBench(
        #"{"name": "title", "type": "text", "x": 9, "y": 9, "width": 400, "height": 60, "#
          + #""fontSize": 48, "minFontSize": 10, "fit": "shrink", "text": "\#(text)"}"#)
    }
    #expect(try bench("Short").found(.textSize).isEmpty)
    let long = try bench(String(repeating: "many words ", count: 12))
    #expect(try long.found(.textSize) == ["text-size error title"])
    let finding = try long.lint(.textSize).findings[0]
    #expect(finding.numbers.map(\.name) == ["fontSizePx", "fontSizeMinPx", "fontSizeWantedPx"])
    #expect(finding.message.contains("shrunk from 48 px"))
  }

  @Test("A text in a stack is looked at where the stack has placed it, at the size it came to")
  func stack() throws {
    func found(_ text: String) throws -> [String] {
      try LintBench(
        #"{"name": "s", "type": "stack", "x": 9, "y": 9, "width": 300, "height": 50, "layers": ["#
          + #"{"name": "title", "type": "text", "width": 300, "height": 50, "fontSize": 40, "#
          + #""minFontSize": 9, "fit": "shrink", "text": "\#(text)"}]}"#
      ).found(.textSize)
    }
    #expect(try found("Short").isEmpty)
    #expect(
      try found(String(repeating: "many words ", count: 9)) == ["text-size error title"])
  }

  @Test("A character that no font has is an error, a face that a family has not a warning")
  func fonts() throws {
    let plain = try LintBench(LintBench.text("é", #""fontSize": 40"#))
    #expect(try plain.found(.missingGlyph, .missingFace).isEmpty)
    let glyph = try LintBench(LintBench.text("\u{E123}", #""fontSize": 40"#))
    #expect(try glyph.found(.missingGlyph, .missingFace) == ["missing-glyph error title"])
    #expect(
      try glyph.lint(.missingGlyph).findings[0].message == "no font has U+E123 (character 1)")
    let bold = try LintBench(LintBench.text("é", #""fontSize": 40, "fontWeight": 700"#))
    #expect(try bold.found(.missingGlyph, .missingFace) == ["missing-face warning title"])
  }
}
