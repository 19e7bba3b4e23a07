import Foundation
import PlacardCore
import Testing

@Suite("CSS values from anyone")
struct CSSFuzzTests {
  static let tokens = [
    "rgb(", "hsl(", "hwb(", "rgba(", "linear-gradient(", "radial-gradient(",
    "repeating-linear-gradient(", "conic-gradient(", "from", "blur(", "saturate(", "grayscale(",
    "M", "L", "a", "z", "C", "T", ")", ",", "/", " ", "#", "fff", "#0008", "red", "none", "to",
    "at", "left", "top", "center", "circle", "ellipse", "closest-side", "1", "0", "-1", "50%",
    "100%", "10px", "-5px", "1e308", "1e308turn", "1e400", "9e99rad", "-1e308%", "1e308px", "90deg",
    "calc(", "+", "-", "'", "\"", "\\", "é", "/*", "*/", "currentcolor", "inset", ".5", "5.", "e",
    "123456789012345678901234567890", "0.0000000000000000001", "\u{0}", "\n",
  ]

  @Test("No text makes a parser crash, and what it takes has one spelling that reads back")
  func survives() throws {
    let seed =
      ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var taken = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...12, using: &random)
      var text = ""
      for _ in 0..<count { text += Self.tokens.randomElement(using: &random) ?? "" }
      if let paint = try? Paint(css: text) {
        taken += 1
        let again = try? Paint(css: paint.css)
        #expect(again?.css == paint.css, "PLACARD_SEED=\(seed) \(text)")
      }
      if let position = try? Position(css: text) {
        taken += 1
        #expect(
          position.x.px.isFinite && position.y.percent.isFinite, "PLACARD_SEED=\(seed) \(text)")
      }
      let members = JSONWriter.quoted(text)
      let ofShapes = ["boxShadow", "filter", "d", "strokeDasharray", "blendMode"]
      let ofTexts = ["fontFamily", "fontFeatures", "lang", "textDecoration", "text"]
      for name in ofShapes + ofTexts {
        let layer = Sample.layer(
          ofShapes.contains(name) ? "shape" : "text", "\"\(name)\":\(members)")
        if let template = try? Sample.template(layers: layer) {
          let again = try? Sample.template(Sample.text(template.canonicalJSON))
          #expect(again?.canonicalJSON == template.canonicalJSON, "PLACARD_SEED=\(seed) \(text)")
        }
      }
    }
    #expect(taken > 25, "PLACARD_SEED=\(seed)")
  }

  @Test(
    "Numbers beyond all bounds are refused or clamped",
    arguments: [
      ("rgb(1e308% 1e300 -1e308)", "#ffff00"), ("rgb(1 2 3 / 1e308)", "#010203"),
      ("hsl(1e308 50% 50%)", nil as String?), ("hsl(1e308turn 50% 50%)", nil),
      ("linear-gradient(1e308turn, red, blue)", nil), ("radial-gradient(1e308px, red, blue)", nil),
      ("radial-gradient(at 1e308px 0, red, blue)", nil), ("linear-gradient(red 1e308%, blue)", nil),
      ("rgb(1e400 0 0)", nil),
    ])
  func bounds(css: String, canonical: String?) {
    let paint = try? Paint(css: css)
    if css.hasPrefix("hsl(1e308 ") {
      #expect(paint != nil)
    } else {
      #expect(paint?.css == canonical)
    }
  }
}
