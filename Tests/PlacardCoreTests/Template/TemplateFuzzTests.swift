import Foundation
import PlacardCore
import Testing

@Suite("Templates from anyone")
struct TemplateFuzzTests {
  private static let members = [
    #""x":5"#, #""width":"auto""#, #""height":{}"#, #""flexGrow":1"#, #""alignSelf":"end""#,
    #""constraints":{"horizontal":"scale","vertical":"stretch"}"#, #""overflow":"hidden""#,
    #""visible":"{{shown}}""#, #""visible":false"#, #""spans":[{"text":"{{t}}","fontSize":20}]"#,
    #""text":"{{t}}""#, #""text":"a""#, #""wrap":true"#, #""direction":"column""#,
    #""direction":"rtl""#, #""gap":8"#, #""filter":"blur(2px)""#, #""borderWidth":4"#,
    #""shape":"path","d":"M0 0a5 5 0 0110 0z""#, #""strokeDasharray":[1,2,3]"#,
    #""background":"conic-gradient(red, {{c}} 20deg, blue)""#, #""rotation":30"#,
    #""layers":[]"#, #""layers":5"#, #""data":"{{t}}""#, #""margin":2"#, #""opacity":0.5"#,
  ]

  private struct Writer {
    var random: SeededGenerator
    var count = 0

    mutating func layers(_ depth: Int) -> String {
      let layers = (0..<Int.random(in: 0...3, using: &random)).map { _ in layer(depth) }
      return "[" + layers.joined(separator: ",") + "]"
    }

    private mutating func layer(_ depth: Int) -> String {
      let types = ["text", "image", "shape", "group", "stack", "qr"]
      let type = types.randomElement(using: &random) ?? ""
      count += 1
      var members = [#""name":"l\#(count)""#, #""type":"\#(type)""#]
      if Int.random(in: 0..<8, using: &random) > 0 {
        members += [#""width":1200"#, #""height":\#(Int.random(in: 0...630, using: &random))"#]
      }
      if type == "qr" { members.append(#""data":"x""#) }
      if type == "image" { members.append(#""image_url":"a.png""#) }
      if type == "group" || type == "stack" { members.append(#""layers":"# + layers(depth + 1)) }
      let extra = Int.random(in: 0...2, using: &random)
      members += TemplateFuzzTests.members.shuffled(using: &random).prefix(extra)
      return "{" + members.joined(separator: ",") + "}"
    }

    mutating func overrides() -> String {
      let members = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        let member = TemplateFuzzTests.members.randomElement(using: &random) ?? ""
        return #""l\#(Int.random(in: 1...max(1, count), using: &random))":{\#(member)}"#
      }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  private static let variables = #"""
    {"name":"t","default":"T"},{"name":"c","type":"color","default":"red"},
    {"name":"shown","type":"boolean","default":true}
    """#

  @Test("No nested template makes the parser crash, and what it takes reads back as it draws")
  func survives() throws {
    let seed =
      ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    var taken = 0
    var resolved = 0
    for round in 0..<3_000 {
      var writer = Writer(random: SeededGenerator(seed: seed &+ UInt64(round)))
      let layers = writer.layers(0).dropFirst().dropLast()
      guard let template = try? Sample.template(layers: String(layers), variables: Self.variables)
      else { continue }
      taken += 1
      let again = try Sample.template(Sample.text(template.canonicalJSON))
      #expect(again.revision == template.revision, "PLACARD_SEED=\(seed) \(layers)")
      guard
        var request = try? Sample.request(
          layers: writer.overrides(), variables: #"{"t":"x","shown":\#(round % 3 > 0)}"#)
      else { continue }
      request.width = [nil, 1080, 1, 6_144].randomElement(using: &writer.random) ?? nil
      request.height = [nil, 1080, 1].randomElement(using: &writer.random) ?? nil
      guard let card = try? template.resolve(request) else { continue }
      resolved += 1
      // What the card changes, asked for anew, is the same card: its key can stand for it.
      let changes = try Sample.json(Sample.text(card.canonical))
      var same = CardRequest(layers: changes["layers"])
      (same.width, same.height) = (request.width, request.height)
      let other = try again.resolve(same)
      #expect(other.canonical == card.canonical, "PLACARD_SEED=\(seed) \(layers)")
      #expect(other.scene == card.scene, "PLACARD_SEED=\(seed) \(layers)")
      #expect(other.baseLayerCount == card.baseLayerCount, "PLACARD_SEED=\(seed) \(layers)")
    }
    #expect(taken > 300, "PLACARD_SEED=\(seed)")
    #expect(resolved > 100, "PLACARD_SEED=\(seed)")
  }
}
