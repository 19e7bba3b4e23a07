import PlacardCore
import PlacardTesting
import Testing

@Suite("From canonical changes back to overrides and variables")
struct WishTests {
  private func template(_ jsonData: String) throws -> Template {
    try Template.parse(
      file: Array(#"{"id": "t", "name": "t", "public": true, "jsonData": \#(jsonData)}"#.utf8))
  }

  private static let jsonData = """
    {"canvas": {"width": 100, "height": 50, "background": "linear-gradient({{from}}, {{to}})"},
     "layers": [
       {"name": "t", "type": "text", "x": 0, "y": 0, "width": 90, "height": 20,
        "text": "{{title}}", "textTransform": "capitalize"},
       {"name": "u", "type": "text", "x": 0, "y": 20, "width": 90, "height": 20,
        "text": "No. {{number}}: \\\\{{x}} {{title}}"},
       {"name": "g", "type": "group", "x": 0, "y": 0, "width": 90, "height": 20, "visible": "{{on}}",
        "layers": [
          {"name": "in", "type": "text", "x": 0, "y": 0, "width": 9, "height": 9, "text": "{{must}}!"}
        ]}],
     "variables": [
       {"name": "title", "type": "text", "default": "T"}, {"name": "number", "type": "number"},
       {"name": "on", "type": "boolean", "default": true}, {"name": "must", "type": "text", "required": true},
       {"name": "from", "type": "color", "default": "red"}, {"name": "to", "type": "color", "default": "blue"}]}
    """

  private func request(_ layers: String, _ variables: String) throws -> CardRequest {
    CardRequest(
      layers: try JSONParser.parse(Array(layers.utf8)),
      variables: try JSONParser.parse(Array(variables.utf8)))
  }

  @Test(
    "One of the wishes resolves to the same changes",
    arguments: [
      ("{}", #"{"must": "m"}"#), ("{}", #"{"must": ""}"#),
      ("{}", #"{"must": "m", "title": "ab c"}"#),
      (#"{"t": {"text": "ab c", "textTransform": "none"}}"#, #"{"must": "m"}"#),
      (#"{"t": {"text": "ab {{c}}"}}"#, #"{"must": "m", "number": 7, "title": "q"}"#),
      ("{}", #"{"must": "m", "on": false}"#), (#"{"g": {"visible": false}}"#, #"{"must": "m"}"#),
      (#"{"in": {"text": "own"}}"#, "{}"),
      (#"{"u": {"visible": false}, "in": {"text": ""}}"#, "{}"),
      (#"{"t": {"spans": [{"text": "a", "color": "lime"}]}}"#, #"{"must": "m"}"#),
    ])
  func roundTrips(layers: String, variables: String) throws {
    let template = try template(Self.jsonData)
    let canonical = try template.resolve(request(layers, variables)).canonical
    let found = template.wishes(for: canonical).contains { wish in
      let request = CardRequest(layers: wish.layers, variables: wish.variables)
      return (try? template.resolve(request))?.canonical == canonical
    }
    #expect(found, "\(String(decoding: canonical, as: UTF8.self))")
  }

  @Test("Variables are named where they alone have made the change, and overrides where not")
  func readable() throws {
    let template = try template(Self.jsonData)
    let canonical = try template.resolve(
      request(#"{"t": {"fontSize": 20}}"#, #"{"must": "m & m"}"#)
    ).canonical
    let wish = try #require(template.wishes(for: canonical).first)
    #expect(JSONWriter.text(of: wish.variables) == #"{"must":"m & m"}"#)
    #expect(JSONWriter.text(of: wish.layers) == #"{"t":{"fontSize":20}}"#)
  }

  @Test("What nobody can tell, and what is no JSON, has no wish that comes out the same")
  func unknowable() throws {
    let template = try template(Self.jsonData)
    // Which of the two colours it was is not in the gradient's canonical spelling.
    let canonical = try template.resolve(request("{}", #"{"must": "m", "to": "lime"}"#)).canonical
    for wish in template.wishes(for: canonical) {
      let request = CardRequest(layers: wish.layers, variables: wish.variables)
      #expect((try? template.resolve(request))?.canonical != canonical)
    }
    #expect(template.wishes(for: Array("{".utf8)).isEmpty)
  }
}
