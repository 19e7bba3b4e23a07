import PlacardCore
import PlacardPipeline
import PlacardTesting
import Testing

@Suite("Lint: contrast") struct LintContrastTests {
  private let words = "Words that somebody wants to read"

  private func ratio(_ layers: String..., background: String = "#ffffff") throws -> Double? {
    let bench = try LintBench(layers.joined(separator: ", "), background: background)
    return try bench.lint(.contrast) { $0.contrastMin = 21 }.findings
      .first { $0.layer == "title" }?.numbers.first { $0.name == "contrast" }?.value
  }

  private func found(_ style: String) throws -> [String] {
    try LintBench(LintBench.text(words, style)).found(.contrast)
  }

  @Test("Small text wants 4.5:1: #767676 on white has it, #777777 has not")
  func small() throws {
    #expect(try found(##""fontSize": 20, "color": "#767676""##).isEmpty)
    #expect(try found(##""fontSize": 20, "color": "#777777""##) == ["contrast error title"])
  }

  @Test("Large text wants 3:1, from 24 px or 18.66 px in bold")
  func large() throws {
    #expect(try found(##""fontSize": 24, "color": "#949494""##).isEmpty)
    #expect(try found(##""fontSize": 24, "color": "#969696""##) == ["contrast error title"])
    #expect(try found(##""fontSize": 23.5, "color": "#949494""##) == ["contrast error title"])
    let bold = ##""fontWeight": 700, "color": "#949494""##
    #expect(try found(#""fontSize": 19, \#(bold)"#).isEmpty)
    #expect(try found(#""fontSize": 18.5, \#(bold)"#) == ["contrast error title"])
  }

  @Test("A finding says the ratio and both colours")
  func finding() throws {
    let bench = try LintBench(
      LintBench.text(words, ##""fontSize": 20, "color": "#999""##), background: "#eee")
    let finding = try #require(try bench.lint(.contrast).findings.first)
    #expect(finding.colors.map(\.value) == ["#999999", "#eeeeee"])
    #expect(finding.message.hasPrefix("#999999 on #eeeeee has a contrast of 2.4"))
    #expect(try bench.found(.contrast) { $0.contrastMin = 2 }.isEmpty)
  }

  @Test("What counts is under the letters: a box, the layer's own background, a shadow, a stroke")
  func under() throws {
    let white = ##""fontSize": 60, "color": "#fff""##
    let plain = try #require(try ratio(LintBench.text(words, white)))
    #expect(plain < 1.01)
    // No finding: the contrast is the largest there is.
    let box = LintBench.box("#000", x: 0, y: 0, width: 1200, height: 630)
    #expect(try ratio(box, LintBench.text(words, white)) == nil)
    #expect(try ratio(LintBench.text(words, white + ##", "background": "#000""##)) == nil)
    let shadow = try ratio(LintBench.text(words, white + ##", "textShadow": "0 0 0 #000""##))
    // Where the letters' edges are soft, so is the shadow.
    #expect(shadow ?? 21 > 10)
    let stroke = ##", "textStrokeWidth": 4, "textStrokeColor": "#000""##
    #expect(try ratio(LintBench.text(words, white + stroke)) == nil)
  }

  @Test("Translucent letters and groups have the colour that they come to")
  func translucent() throws {
    // Black at a half over white is #808080, of 3.95:1.
    let color = try #require(
      try ratio(LintBench.text(words, #""fontSize": 60, "color": "rgba(0, 0, 0, 0.5)""#)))
    #expect(abs(color - 3.95) < 0.06)
    let layer = try #require(
      try ratio(LintBench.text(words, #""fontSize": 60, "opacity": 0.5"#)))
    #expect(abs(layer - 3.95) < 0.06)
    let group = try #require(
      try ratio(
        #"{"name": "g", "type": "group", "x": 0, "y": 0, "width": 1200, "height": 630, "#
          + #""opacity": 0.5, "layers": [\#(LintBench.text(words, #""fontSize": 60"#))]}"#))
    #expect(abs(group - 3.95) < 0.06)
    // A filter between the two is seen in the pixels: black inverted by nothing, but made grey.
    let filtered = try #require(
      try ratio(
        LintBench.text(words, ##""fontSize": 60, "color": "#f00", "filter": "grayscale(1)""##)))
    #expect(filtered > 5 && filtered < 14)
  }

  @Test("Letters of several colours are told by their pixels")
  func spans() throws {
    func found(_ color: String) throws -> [String] {
      try LintBench(
        #"{"name": "title", "type": "text", "x": 100, "y": 100, "width": 800, "height": 90, "#
          + #""fontSize": 20, "spans": [{"text": "\#(words) "}, "#
          + #"{"text": "\#(words)", "color": "\#(color)"}]}"#
      ).found(.contrast)
    }
    #expect(try found("#747474").isEmpty)
    #expect(try found("#7a7a7a") == ["contrast error title"])
  }

  @Test("A tenth of the ink may cross what it cannot be told from, and no more")
  func tenth() throws {
    let text = LintBench.text("HHHHHHHHHH", #""fontSize": 80"#)
    // Ten letters of about 60 px each.
    let one = LintBench.box("#000", x: 100, y: 80, width: 50, height: 200)
    #expect(try ratio(one, text) == nil)
    let three = LintBench.box("#000", x: 100, y: 80, width: 180, height: 200)
    #expect(try #require(try ratio(three, text)) < 1.01)
  }

  @Test("Over a gradient the poorest tenth counts; a gradient in the letters is seen as it is")
  func gradients() throws {
    let ground = try #require(
      try ratio(
        LintBench.text("HHHHHHHHHHHHHHHH", ##""fontSize": 60, "color": "#000""##),
        background: "linear-gradient(90deg, #000, #fff)"))
    #expect(ground > 1.05 && ground < 4)
    let letters = try #require(
      try ratio(
        LintBench.text(
          "HHHHHHHHHHHHH",
          ##""fontSize": 60, "color": "linear-gradient(90deg, #000, #fff)""##)))
    #expect(letters > 1.05 && letters < 8)
    let dark = try ratio(
      LintBench.text(words, ##""fontSize": 60, "color": "linear-gradient(#000, #000)""##))
    #expect(dark == nil)
  }

  @Test("Text that nobody sees has no contrast")
  func hidden() throws {
    let text = LintBench.text(words, #""fontSize": 60"#)
    let cover = LintBench.box("#000", x: 0, y: 0, width: 1200, height: 630)
    #expect(try ratio(text, cover) == nil)
    #expect(try ratio(LintBench.text(words, #""fontSize": 60, "opacity": 0"#)) == nil)
  }
}
