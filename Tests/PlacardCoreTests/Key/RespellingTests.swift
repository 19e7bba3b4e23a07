import Foundation
import PlacardCore
import Testing

@Suite("One wish, one key")
struct RespellingTests {
  static let template = #"""
    {"canvas":{"width":1200,"height":630},
     "layers":[
      {"name":"back","type":"shape","width":1200,"height":630,"fill":"rebeccapurple"},
      {"name":"title","type":"text","x":80,"y":120,"width":1040,"height":260,"text":"{{title}}",
       "fontFamily":"Inter, 'Noto Sans'","fontSize":"{{size}}","fontWeight":"bold","color":"{{ink}}",
       "visible":"{{shown}}","padding":12},
      {"name":"by line","type":"text","x":80,"y":400,"width":1040,"height":80,"text":"Ann",
       "textTransform":"none","borderRadius":8},
      {"name":"logo","type":"image","x":80,"y":500,"width":64,"height":64,
       "image_url":"{{logo}}","objectPosition":"top",
       "constraints":{"horizontal":"left"}},
      {"name":"set","type":"group","background":"conic-gradient(from 90deg,red,blue)","x":900,"y":0,"width":300,"height":300,"layers":[
        {"name":"list","type":"stack","width":300,"height":200,"alignItems":"end","layers":[
          {"name":"rich","type":"text","spans":[{"text":"a","fontWeight":700}]},
          {"name":"path","type":"shape","shape":"path","d":"M0 0L5 5","width":9,"height":9,
           "strokeDasharray":[4,2],"filter":"blur(2px) saturate(1.5)"}]}]}],
     "variables":[
      {"name":"title","default":"Untitled é"},
      {"name":"size","type":"number","default":64},
      {"name":"ink","type":"color","default":"#fff"},
      {"name":"shown","type":"boolean","default":true},
      {"name":"logo","type":"image","default":"assets/logo.png"}]}
    """#

  /// A property, the value that the template has, others that a card may want, and the variable
  /// that says the same.
  struct Choice {
    var layer: String
    var names: [String]
    var base: WishedValue
    var others: [WishedValue]
    var variable: String?
  }

  static let choices: [Choice] = [
    Choice(
      layer: "title", names: ["text"], base: .text("Untitled é"),
      others: [.text("Hello 👋 \"you\""), .text("{{ink}}"), .text("a\\b\n"), .text("日本")],
      variable: "title"),
    Choice(
      layer: "title", names: ["fontSize"], base: .number(64),
      others: [.number(48), .number(100), .number(1)], variable: "size"),
    Choice(
      layer: "title", names: ["color"], base: .color(255, 255, 255),
      others: [.color(255, 0, 0), .color(0, 0, 0), .color(1, 2, 3)], variable: "ink"),
    Choice(
      layer: "title", names: ["fontWeight"], base: .weight(700),
      others: [.weight(400), .weight(650)]),
    Choice(
      layer: "title", names: ["textAlign"], base: .word("start"),
      others: [.word("center"), .word("end")]),
    Choice(
      layer: "title", names: ["fontFamily"], base: .family(["Inter", "Noto Sans"]),
      others: [.family(["Noto Sans", "Inter"]), .family(["Lora"])]),
    Choice(layer: "title", names: ["padding"], base: .four(12), others: [.four(0), .four(20)]),
    Choice(layer: "title", names: ["x"], base: .number(80), others: [.number(-80), .number(0)]),
    Choice(
      layer: "by line", names: ["text"], base: .text("Ann"),
      others: [.text("Bob"), .text("ann"), .text("Ann ")]),
    Choice(
      layer: "by line", names: ["borderRadius"], base: .four(8), others: [.four(9), .four(0)]),
    Choice(
      layer: "by line", names: ["fontFamily"], base: .family(["Site"]), others: [.family(["A"])]),
    Choice(
      layer: "by line", names: ["color"], base: .color(0, 0, 0), others: [.color(102, 51, 153)]),
    Choice(
      layer: "back", names: ["fill"], base: .color(102, 51, 153),
      others: [.color(255, 255, 255), .color(102, 51, 154)]),
    Choice(layer: "back", names: ["rotation"], base: .number(0), others: [.number(45)]),
    Choice(
      layer: "logo", names: ["image_url", "imageUrl"], base: .path(["assets", "logo.png"]),
      others: [.path(["a", "b", "c.png"]), .path(["assets", "é.png"])], variable: "logo"),
    Choice(
      layer: "logo", names: ["objectPosition"], base: .position(50, 0),
      others: [.position(25, 50), .position(0, 100)]),
    Choice(
      layer: "logo", names: ["constraints"], base: .constraints("left", "top"),
      others: [.constraints("right", "top"), .constraints("left", "scale")]),
    Choice(
      layer: "set", names: ["background"], base: .conic(90), others: [.conic(45), .conic(180)]),
    Choice(
      layer: "list", names: ["alignItems"], base: .word("flex-end"),
      others: [.word("flex-start"), .word("stretch")]),
    Choice(
      layer: "rich", names: ["spans"], base: .spans(["a"], weight: 700),
      others: [
        .spans(["a"], weight: 400), .spans(["a", "b"], weight: 700), .spans(["{{x}}"], weight: 7),
      ]),
    Choice(
      layer: "path", names: ["d"], base: .lines([5, 5]),
      others: [.lines([5, 6]), .lines([5, 5, 1, 2])]),
    Choice(
      layer: "path", names: ["strokeDasharray"], base: .dashes(4, 2),
      others: [.dashes(2, 4), .dashes(5, 0)]),
    Choice(
      layer: "path", names: ["filter"], base: .filter(2, 150),
      others: [.filter(3, 150), .filter(2, 50)]),
    Choice(layer: "logo", names: ["visible"], base: .bool(true), others: []),
  ]

  private static let site = SiteDefaults(families: ["Site"], lang: "en")

  private func key(_ template: Template, layers: String, variables: String) throws -> RenderKey {
    let card = try template.resolve(
      Sample.request(layers: layers, variables: variables), site: Self.site)
    return RenderKey.make(
      revision: template.revision, canonical: card.canonical, size: card.scene.size,
      scale: card.scene.scale,
      encode: EncodeSettings(format: .png, effort: .balanced, quality: 0), assets: [], fonts: [],
      siteDefaults: card.usedDefaults, fingerprint: Digest(of: "test"))
  }

  /// The key of the card that wants `wishes` (by choice), in one of their spellings.
  private func key(
    _ template: Template, _ wishes: [Int: WishedValue], _ speller: inout Speller
  ) throws -> (key: RenderKey, spelling: String) {
    var members: [String: [(key: String, json: String)]] = [:]
    var variables: [(key: String, json: String)] = []
    for (index, choice) in Self.choices.enumerated() {
      let value: WishedValue
      if let wish = wishes[index] {
        value = wish
      } else if Int.random(in: 0..<4, using: &speller.random) == 0 {
        value = choice.base
      } else {
        continue
      }
      let json = speller.spell(value)
      if let variable = choice.variable, Bool.random(using: &speller.random) {
        variables.append((variable, json))
      } else {
        let name = choice.names.randomElement(using: &speller.random) ?? ""
        members[choice.layer, default: []].append((name, json))
      }
    }
    // Members of a dictionary come in another order in every process.
    let layers = members.sorted { $0.key < $1.key }.map { layer in
      (key: layer.key, json: speller.object(layer.value))
    }
    let layersText = speller.object(layers)
    let variablesText = speller.object(variables)
    return (
      try key(template, layers: layersText, variables: variablesText),
      layersText + variablesText
    )
  }

  @Test("Ten thousand spellings of wishes give each wish one key, and no two wishes the same")
  func respellings() throws {
    let seed =
      ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let template = try Sample.template(Self.template)
    var keys: [RenderKey: [Int: WishedValue]] = [:]
    for round in 0..<1_000 {
      var wishes: [Int: WishedValue] = [:]
      for (index, choice) in Self.choices.enumerated()
      where Int.random(in: 0..<3, using: &random) == 0 {
        wishes[index] = choice.others.randomElement(using: &random)
      }
      var speller = Speller(random: SeededGenerator(seed: random.next()))
      let first = try key(template, wishes, &speller)
      for _ in 0..<9 {
        let other = try key(template, wishes, &speller)
        if other.key != first.key {
          Issue.record(
            "PLACARD_SEED=\(seed) round \(round): \(first.spelling) and \(other.spelling)")
          return
        }
      }
      if let earlier = keys.updateValue(wishes, forKey: first.key), earlier != wishes {
        Issue.record("PLACARD_SEED=\(seed) round \(round): \(earlier) and \(wishes) share a key")
        return
      }
    }
    #expect(keys.count > 500, "PLACARD_SEED=\(seed)")
  }

  @Test("Every single change of a value changes the key")
  func changes() throws {
    let template = try Sample.template(Self.template)
    var speller = Speller(random: SeededGenerator(seed: 1))
    var keys: Set<RenderKey> = [try key(template, [:], &speller).key]
    var count = 1
    for (index, choice) in Self.choices.enumerated() {
      for value in choice.others {
        keys.insert(try key(template, [index: value], &speller).key)
        count += 1
      }
    }
    #expect(keys.count == count)
  }

  @Test("A template's own spelling does not change its revision or its cards' keys")
  func respellsTemplates() throws {
    let template = try Sample.template(Self.template)
    let again = try Sample.template(Sample.text(template.canonicalJSON))
    #expect(again.revision == template.revision)
    let layers = #"{"title":{"text":"x"},"logo":{"width":5}}"#
    #expect(
      try key(template, layers: layers, variables: "{}")
        == key(again, layers: layers, variables: "{}"))
  }
}
