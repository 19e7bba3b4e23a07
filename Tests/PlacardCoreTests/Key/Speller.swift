import PlacardCore

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A value that a card wants, apart from how it is spelled.
enum WishedValue: Hashable {
  case number(Int)
  case text(String)
  case bool(Bool)
  case color(UInt8, UInt8, UInt8)
  case word(String)
  case weight(Int)
  case four(Int)
  case family([String])
  case position(Int, Int)
  case path([String])
  /// A blur of whole px, then `saturate()` of so many percent.
  case filter(Int, Int)
  /// A dash and a gap.
  case dashes(Int, Int)
  case constraints(String, String)
  case spans([String], weight: Int)
  /// A conic gradient from red to blue that begins so many degrees from the top.
  case conic(Int)
  /// A line to each of these points, from the origin.
  case lines([Int])
}

/// Writes one wish in one of its many spellings.
struct Speller {
  var random: SeededGenerator

  mutating func spell(_ value: WishedValue) -> String {
    switch value {
    case .number(let number): return spell(number: number)
    case .text(let text): return spell(text: text)
    case .bool(let bool): return bool ? "true" : "false"
    case .color(let red, let green, let blue): return spell(red, green, blue)
    case .word(let word): return spell(text: oneOf([word, word.uppercased(), " \(word) "]))
    case .weight(let weight):
      if weight == 400, Bool.random(using: &random) { return "\"normal\"" }
      if weight == 700, Bool.random(using: &random) { return "\"Bold\"" }
      return spell(number: weight)
    case .four(let number):
      if Bool.random(using: &random) { return spell(number: number) }
      return "[" + (0..<4).map { _ in spell(number: number) }.joined(separator: "," + space()) + "]"
    case .family(let names):
      let list = names.map { oneOf([$0, "'\($0)'", "\"\($0)\""]) }
      return spell(text: list.joined(separator: "," + oneOf(["", " ", "  "])))
    case .position(let x, let y): return spell(position: x, y)
    case .path(let segments):
      return spell(text: segments.joined(separator: oneOf(["/", "//", "/./", "/x/../"])))
    default: return spellNested(value)
    }
  }

  private mutating func spellNested(_ value: WishedValue) -> String {
    switch value {
    case .filter(let blur, let percent):
      let amount = oneOf(["\(percent)%", "\(Double(percent) / 100)"])
      return spell(
        text: oneOf(["blur(\(blur)px) ", "Blur( \(blur).0px )", "contrast(1)blur(\(blur)px)"])
          + "saturate(\(amount))")
    case .dashes(let dash, let gap):
      if Bool.random(using: &random) {
        return "[" + spell(number: dash) + "," + space() + spell(number: gap) + "]"
      }
      return spell(
        text: "\(dash)" + oneOf([" ", ", ", "px,"]) + "\(gap)" + oneOf(["", "px", " "]))
    case .constraints(let horizontal, let vertical):
      var members = [(key: "horizontal", json: spell(text: horizontal))]
      if vertical != "top" || Bool.random(using: &random) {
        members.append((key: "vertical", json: spell(text: vertical)))
      }
      return object(members)
    case .spans(let texts, let weight):
      let spans = texts.map { text in
        object([
          (key: "text", json: spell(text: text)), (key: "fontWeight", json: spell(.weight(weight))),
        ])
      }
      return "[" + spans.joined(separator: "," + space()) + "]"
    case .conic(let degrees):
      let from = oneOf([
        "from \(degrees)deg", "FROM \(degrees - 360)deg", "from \(degrees).0deg at center",
      ])
      return spell(
        text: "conic-gradient(" + from + oneOf([", red, blue)", ",#f00 0%,blue 360deg)"]))
    case .lines(let numbers):
      let points = stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
      let lines = points.map {
        oneOf(["L\($0.0) \($0.1)", "L \($0.0),\($0.1) ", "L\($0.0).0 \($0.1)"])
      }
      return spell(text: oneOf(["M0 0", "m0,0", " M 0 0 "]) + lines.joined())
    default: return "null"
    }
  }

  private mutating func oneOf(_ texts: [String]) -> String {
    texts.randomElement(using: &random) ?? ""
  }

  mutating func space() -> String { oneOf(["", "", "", " ", "\n", "\t", "  "]) }

  private mutating func spell(number: Int) -> String {
    let sign = number < 0 ? "-" : ""
    let digits = String(abs(number))
    let scientific =
      digits.count > 1
      ? "\(digits.prefix(1)).\(digits.dropFirst())e\(digits.count - 1)" : digits + "E0"
    if number == 0 { return oneOf(["0", "0.0", "-0.0", "0e5", "-0"]) }
    return sign + oneOf([digits, digits + ".0", digits + ".000", scientific, digits + "0e-1"])
  }

  mutating func spell(text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      let mustEscape = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
      if mustEscape || UInt8.random(in: 0..<8, using: &random) == 0 {
        for unit in String(Character(scalar)).utf16 {
          let hex = String(unit, radix: 16, uppercase: Bool.random(using: &random))
          json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      } else {
        json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  private mutating func spell(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> String {
    func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    var forms = [
      "#" + hex(red) + hex(green) + hex(blue),
      ("#" + hex(red) + hex(green) + hex(blue)).uppercased(),
      "#" + hex(red) + hex(green) + hex(blue) + "ff",
      "rgb(\(red), \(green), \(blue))", "rgb(\(red) \(green) \(blue))",
      "RGBA(\(red),\(green),\(blue),1.0)", "rgb(\(red) \(green) \(blue) / 100%)",
    ]
    switch (red, green, blue) {
    case (255, 255, 255):
      forms += ["white", "White", "#fff", "#ffff", "hsl(0 0% 100%)", "hwb(0 100% 0%)"]
    case (255, 0, 0): forms += ["red", "#f00", "hsl(0, 100%, 50%)", "hsl(1turn 100% 50%)"]
    case (0, 0, 0): forms += ["black", "#000", "hsl(10 20% 0%)", "rgb(0% 0% 0%)"]
    case (102, 51, 153): forms += ["rebeccapurple", "#639", "hsl(270deg 50% 40%)"]
    default: break
    }
    return spell(text: oneOf(forms))
  }

  private mutating func spell(position x: Int, _ y: Int) -> String {
    var forms = ["\(x)% \(y)%", " \(x).0%  \(y)%", "left \(x)% top \(y)%"]
    forms.append("right \(100 - x)% bottom \(100 - y)%")
    if y == 50 { forms += ["\(x)%", "\(x)% center"] }
    if x == 50, y == 0 { forms += ["top", "center top", "top center"] }
    return spell(text: oneOf(forms))
  }

  /// An object of `members`, which are spelled already, in any order.
  mutating func object(_ members: [(key: String, json: String)]) -> String {
    let parts = members.shuffled(using: &random).map { member in
      space() + spell(text: member.key) + space() + ":" + space() + member.json + space()
    }
    return space() + "{" + parts.joined(separator: ",") + space() + "}" + space()
  }
}
