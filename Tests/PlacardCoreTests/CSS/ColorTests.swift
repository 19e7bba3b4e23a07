import PlacardCore
import Testing

@Suite("CSS colours")
struct ColorTests {
  // The expected bytes are Chromium's computed colours.
  static let spellings: [(String, String)] = [
    ("rgb(50%,50%,50%)", "#808080"),
    ("rgb(2.5,3.4,4.6)", "#030305"),
    ("rgba(0,0,0,.5)", "#00000080"),
    ("rgb(0 0 0/50%)", "#00000080"),
    ("rgb(1e2 1 1)", "#640101"),
    ("hsl(120 30% 50%)", "#59a659"),
    ("hsl(120,30%,50%)", "#59a659"),
    ("hsl(0 0% 50%)", "#808080"),
    ("hsl(210deg 50% 40% / .3)", "#3366994d"),
    ("hsl(.5turn 100% 50%)", "#00ffff"),
    ("hsl(200grad 20% 70%)", "#a3c2c2"),
    ("hsl(3.14159rad 100% 25%)", "#00807f"),
    ("hwb(90 20% 30%)", "#73b333"),
    ("hwb(90 60% 60%)", "#808080"),
    ("hwb(90deg 20% 30% / 40%)", "#73b33366"),
    ("rgb(none 10 20)", "#000a14"),
    ("rgb(1 2 3/none)", "#01020300"),
    ("hsl(none 50% 50%)", "#bf4040"),
    ("rgb(300 -20 10)", "#ff000a"),
    ("rgb(10% 20 30)", "#1a141e"),
    ("hsl(120 30 50)", "#59a659"),
    ("hsl(-30 100% 50%)", "#ff0080"),
    ("hsl(390 100% 50%)", "#ff8000"),
    ("rgba(1,2,3,50%)", "#01020380"),
    ("#1234", "#11223344"),
    ("#12345678", "#12345678"),
    ("rgb(127.5 0.5 0.49)", "#800100"),
    ("rgba(255,0,0,0.1)", "#ff00001a"),
    ("rgba(255,0,0,0.999)", "#ff0000"),
    ("rgba(1,2,3,2)", "#010203"),
    ("rgba(1,2,3,-1)", "#01020300"),
    ("hsl(33 33% 33%)", "#705738"),
    ("hsl(77 13% 91%)", "#e9ebe5"),
    ("hsl(301 66.6% 12.5%)", "#350b34"),
    ("hsla(240,100%,50%,.25)", "#0000ff40"),
    ("rgb(0% 50% 100%)", "#0080ff"),
    ("rgb(33.3% 66.6% 99.9%)", "#55aaff"),
    ("RGB(1 2 3)", "#010203"),
    ("ReD", "#ff0000"),
    ("rgb( 1 2 3 / 0.4 )", "#01020366"),
    ("rgb(1 2 3/.4", "#01020366"),
    ("rgb(1/**/2 3)", "#010203"),
    ("hsl(0deg 100% 50%/1)", "#ff0000"),
    ("rgb(+1 2 3)", "#010203"),
    ("rgb(1.0e1 2 3)", "#0a0203"),
    ("hsl(120 100% 150%)", "#ffffff"),
    ("hsl(120 200% 50%)", "#00ff00"),
    ("hsl(120,-10%,50%)", "#808080"),
    ("transparent", "#00000000"),
    ("hsl(60 100% 50% / none)", "#ffff0000"),
    ("hwb(0 none none)", "#ff0000"),
    ("hwb(120 0 0)", "#00ff00"),
    ("rgb(1 2 3 / 1e-1)", "#0102031a"),
    ("hsl(120deg, 30%, 50%, 50%)", "#59a65980"),
  ]

  @Test("Every form of colour is read and rounded as Chromium does", arguments: spellings)
  func readsForms(css: String, hex: String) throws {
    #expect(try Color(css: css).css == hex)
  }

  static let refused: [String] = [
    "rgb(1,2,3,)",
    "rgb(1,2%,3)",
    "rgb(1 2 3 4)",
    "rgb(1,2 3)",
    "hsl(10,20,30)",
    "hwb(1,2%,3%)",
    "rgb(1,2,none)",
    "#ggg",
    "#12345",
    "rgb(1, 2, 3 / .5)",
    "rgb(1 2)",
    "rgb (1 2 3)",
    "",
    "#",
    "#1",
    "#12",
    "red blue",
    "rgb()",
    "rgb(a b c)",
    "rgb(1 2 3 / 4 / 5)",
    "lab(50% 40 59)",
    "color-mix(in srgb, red, blue)",
    "rgba(1,2,3,4,5)",
    "# fff",
    "#ffff ff",
    "hsl(120px 1% 1%)",
    "rgb(1px 2 3)",
    "hwb(none)",
    "none",
    "currentcolor",
    "rgb(1 2 3)x",
    "var(--x)",
    "#fffffff",
    "rgb(1 2 3 / 5deg)",
    "rgb(none, 2, 3)",
    "hsl(120, none, 50%)",
  ]

  @Test("What is no sRGB colour is refused with the forms that are", arguments: refused)
  func refusesOthers(css: String) throws {
    let error = try #require(throws: InputError.self) { try Color(css: css) }
    #expect(error.code == .wrongType)
    #expect(error.hint != nil)
  }

  @Test("All 148 names are known, in any case")
  func knowsNames() throws {
    // From Chromium's computed style of every name.
    let names = """
      aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff
      beige f5f5dc bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2
      brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e
      coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff
      darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400
      darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00
      darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b
      darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3
      deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff
      firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc
      ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f
      grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0
      khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd
      lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2
      lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a
      lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899
      lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6
      magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3
      mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
      mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa
      mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000
      olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa
      palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5
      peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080
      rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
      salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0
      skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa
      springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347
      turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00
      yellowgreen 9acd32
      """.split(whereSeparator: { $0 == " " || $0 == "\n" })
    #expect(names.count == 2 * 148)
    for index in stride(from: 0, to: names.count, by: 2) {
      #expect(try Color(css: String(names[index])).css == "#\(names[index + 1])")
      #expect(try Color(css: names[index].uppercased()).css == "#\(names[index + 1])")
    }
  }

  @Test("A slip in a name is met with the nearest one")
  func suggestsNames() throws {
    let error = try #require(throws: InputError.self) { try Color(css: "rebecapurple") }
    #expect(error.hint?.contains("did you mean rebeccapurple?") == true)
  }

  @Test("The canonical spelling reads back as the same colour")
  func roundTrips() throws {
    for alpha in 0...255 {
      let color = Color(red: 1, green: 2, blue: UInt8(alpha), alpha: Double(alpha) / 255)
      #expect(try Color(css: color.css) == color)
    }
  }
}
