import PlacardCore
import Testing

@Suite("CSS paints and positions")
struct PaintTests {
  static let paints: [(String, String)] = [
    ("red", "#ff0000"),
    (" WHITE ", "#ffffff"),
    ("rgb(255 255 255)", "#ffffff"),
    ("none", "#00000000"),
    ("transparent", "#00000000"),
    ("linear-gradient(red, blue)", "linear-gradient(180deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(to bottom, red, blue)", "linear-gradient(180deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(to top, red, blue)", "linear-gradient(0deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(to right, red, blue)", "linear-gradient(90deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(to left, red, blue)", "linear-gradient(270deg,#ff0000 0%,#0000ff 100%)"),
    (
      "linear-gradient(to right top, red, blue)",
      "linear-gradient(to top right,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "linear-gradient(to bottom left, red, blue)",
      "linear-gradient(to bottom left,#ff0000 0%,#0000ff 100%)"
    ),
    ("linear-gradient(.25turn, red, blue)", "linear-gradient(90deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(100grad, red, blue)", "linear-gradient(90deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(0rad, red, blue)", "linear-gradient(0deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(0, red, blue)", "linear-gradient(0deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(-90deg, red, blue)", "linear-gradient(270deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(450deg, red, blue)", "linear-gradient(90deg,#ff0000 0%,#0000ff 100%)"),
    (
      "linear-gradient(135deg, #0f172a, #1e3a8a)",
      "linear-gradient(135deg,#0f172a 0%,#1e3a8a 100%)"
    ),
    (
      "linear-gradient(90deg,red 10px,lime,blue 90%)",
      "linear-gradient(90deg,#ff0000 10px,#00ff00,#0000ff 90%)"
    ),
    (
      "linear-gradient(red 10% 30%, blue)",
      "linear-gradient(180deg,#ff0000 10%,#ff0000 30%,#0000ff 100%)"
    ),
    ("LINEAR-GRADIENT(RED,BLUE)", "linear-gradient(180deg,#ff0000 0%,#0000ff 100%)"),
    (
      "linear-gradient(rgb(255 0 0 / .5), hsl(240,100%,50%))",
      "linear-gradient(180deg,#ff000080 0%,#0000ff 100%)"
    ),
    (
      "repeating-linear-gradient(45deg, #000 0 10px, #fff 10px 20px)",
      "repeating-linear-gradient(45deg,#000000 0%,#000000 10px,#ffffff 10px,#ffffff 20px)"
    ),
    (
      "radial-gradient(red, blue)",
      "radial-gradient(ellipse farthest-corner at 50% 50%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(circle, red, blue)",
      "radial-gradient(circle farthest-corner at 50% 50%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(closest-side circle at 30% 20px, red, blue)",
      "radial-gradient(circle closest-side at 30% 20px,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(at top left, red, blue)",
      "radial-gradient(ellipse farthest-corner at 0% 0%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(100px, red, blue)",
      "radial-gradient(circle 100px at 50% 50%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(circle 100px at center, red, blue)",
      "radial-gradient(circle 100px at 50% 50%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(100px 50%, red, blue)",
      "radial-gradient(ellipse 100px 50% at 50% 50%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "radial-gradient(ellipse closest-corner, red, blue)",
      "radial-gradient(ellipse closest-corner at 50% 50%,#ff0000 0%,#0000ff 100%)"
    ),
    (
      "repeating-radial-gradient(farthest-side, red, blue 20px)",
      "repeating-radial-gradient(ellipse farthest-side at 50% 50%,#ff0000 0%,#0000ff 20px)"
    ),
    ("conic-gradient(red, blue)", "conic-gradient(from 0deg at 50% 50%,#ff0000 0%,#0000ff 100%)"),
    (
      "Conic-Gradient(from -90deg at left 20px top, red 0, blue 0.5turn 75%)",
      "conic-gradient(from 270deg at 20px 0%,#ff0000 0%,#0000ff 50%,#0000ff 75%)"
    ),
    (
      "repeating-conic-gradient(red 0 30deg, blue 0 60deg)",
      "repeating-conic-gradient(from 0deg at 50% 50%,#ff0000 0%,#ff0000 8.333333333333332%,"
        + "#0000ff 0%,#0000ff 16.666666666666664%)"
    ),
    ("linear-gradient(red, 50%, blue)", "linear-gradient(180deg,#ff0000 0%,#0000ff 100%)"),
    (
      "linear-gradient(red, 0%, blue)",
      "linear-gradient(180deg,#ff0000 0%,#0000ff 0%,#0000ff 100%)"
    ),
    (
      "linear-gradient(red, lime, 100%, blue)",
      "linear-gradient(180deg,#ff0000 0%,#00ff00 50%,#00ff00 100%,#0000ff 100%)"
    ),
    ("linear-gradient(red, blue", "linear-gradient(180deg,#ff0000 0%,#0000ff 100%)"),
    ("linear-gradient(red,/* a */blue)", "linear-gradient(180deg,#ff0000 0%,#0000ff 100%)"),
  ]

  @Test("Every form of paint has one canonical spelling, which reads back", arguments: paints)
  func readsPaints(css: String, canonical: String) throws {
    let paint = try Paint(css: css)
    #expect(paint.css == canonical)
    #expect(try Paint(css: canonical) == paint)
  }

  static let refused: [(String, String)] = [
    ("conic-gradient(red 5px, blue)", "in deg, grad, rad, turn or %"),
    ("conic-gradient(from, red, blue)", "angles in deg"),
    ("conic-gradient(at, red, blue)", "left, center, right"),
    ("conic-gradient(from 0deg red, blue)", "from 45deg at 30% 20%"),
    ("conic-gradient(red)", "two or more stops"),
    ("url(x.png)", "radial-gradient()"),
    ("linear-gradient(red)", "two or more stops"),
    ("linear-gradient()", "two or more stops"),
    ("linear-gradient(30%, red, blue)", "angles in deg"),
    ("linear-gradient(red, blue, 30%)", "two or more stops"),
    ("linear-gradient(red, 30%, 40%, blue)", "two or more stops"),
    ("linear-gradient(red, 30% 40%, blue)", "two or more stops"),
    ("linear-gradient(red, 30px, blue)", "among percentages"),
    ("linear-gradient(45deg red, blue)", "135deg"),
    ("linear-gradient(to, red, blue)", "left, right, top, bottom"),
    ("linear-gradient(to middle, red, blue)", "left, right, top, bottom"),
    ("linear-gradient(5px, red, blue)", "deg, grad, rad or turn"),
    ("linear-gradient(red 1em, blue)", "two or more stops"),
    ("linear-gradient(red 1% 2% 3%, blue)", "two or more stops"),
    ("linear-gradient(red, blue) x", "a colour"),
    ("linear-gradient(in oklch, red, blue)", "two or more stops"),
    ("linear-gradient(red 200000px, blue)", "100000"),
    ("radial-gradient(circle 10%, red, blue)", "one px length"),
    ("radial-gradient(circle 1px 2px, red, blue)", "one px length"),
    ("radial-gradient(-5px, red, blue)", "radii of 0 to"),
    ("radial-gradient(at, red, blue)", "left, center, right"),
    ("radial-gradient(circle red, blue)", "circle at 30% 20%"),
    ("blak", "did you mean black?"),
    ("", "a colour"),
  ]

  @Test("What is no paint is refused, and the message says what is", arguments: refused)
  func refusesOthers(css: String, hint: String) throws {
    let error = try #require(throws: InputError.self) { try Paint(css: css) }
    #expect(error.hint?.contains(hint) == true, "\(error)")
  }

  @Test("No more stops are taken than are drawn in time")
  func limitsStops() throws {
    let stops = Array(repeating: "red", count: 64).joined(separator: ",")
    _ = try Paint(css: "linear-gradient(\(stops))")
    let error = try #require(throws: InputError.self) {
      try Paint(css: "linear-gradient(\(stops),blue)")
    }
    #expect(error.code == .limit)
  }

  static let positions: [(String, LengthPercentage, LengthPercentage)] = [
    ("center", .init(percent: 50), .init(percent: 50)),
    ("left", .init(percent: 0), .init(percent: 50)),
    ("top", .init(percent: 50), .init(percent: 0)),
    ("bottom", .init(percent: 50), .init(percent: 100)),
    ("10px", .init(px: 10), .init(percent: 50)),
    ("25%", .init(percent: 25), .init(percent: 50)),
    ("left top", .init(percent: 0), .init(percent: 0)),
    ("top left", .init(percent: 0), .init(percent: 0)),
    ("top center", .init(percent: 50), .init(percent: 0)),
    ("center left", .init(percent: 0), .init(percent: 50)),
    ("right 25%", .init(percent: 100), .init(percent: 25)),
    ("25% bottom", .init(percent: 25), .init(percent: 100)),
    ("0 -5px", .init(), .init(px: -5)),
    ("right 10px bottom 20%", .init(px: -10, percent: 100), .init(percent: 80)),
    ("bottom 20% left 1px", .init(px: 1), .init(percent: 80)),
    ("left 10px center", .init(px: 10), .init(percent: 50)),
    ("right top 5px", .init(percent: 100), .init(px: 5)),
    ("calc(100% - 10px) 0", .init(px: -10, percent: 100), .init()),
    ("calc(20% + 3px) calc(1% + 2px)", .init(px: 3, percent: 20), .init(px: 2, percent: 1)),
  ]

  @Test("Positions of one to four parts", arguments: positions)
  func readsPositions(css: String, x: LengthPercentage, y: LengthPercentage) throws {
    let position = try Position(css: css)
    #expect(position.x == x)
    #expect(position.y == y)
  }

  @Test(
    "What is no position is refused",
    arguments: [
      "", "left right", "top bottom", "10px left", "top 10px", "1 2", "center center center",
      "left 10px right 10px", "1em 2em", "left 10px 20px top", "middle", "50% 50% 50%",
      "calc(1px + 2px)", "center 10px left 10px", "left top left top left",
    ])
  func refusesPositions(css: String) throws {
    let error = try #require(throws: InputError.self) { try Position(css: css) }
    #expect(error.code == .wrongType)
    #expect(error.hint != nil)
  }

  @Test("A colour hint is where two colours are mixed half and half")
  func placesHints() throws {
    guard case .linear(let gradient) = try Paint(css: "linear-gradient(#000, 20%, #fff)") else {
      Issue.record("no linear gradient")
      return
    }
    #expect(gradient.stops.count == 11)
    let hint = try #require(gradient.stops.first { $0.position?.percent == 20 })
    #expect(hint.color == Color(red: 128, green: 128, blue: 128))
    let percents = gradient.stops.compactMap(\.position?.percent)
    #expect(percents == percents.sorted())
    let reds = gradient.stops.map(\.color.red)
    #expect(reds == reds.sorted())
  }
}
