import Foundation
import PlacardCore
import PlacardTesting
import Testing

@Suite("Pictures in the body") struct InlinePictureTests {
  /// A PNG that does not compress, of more bytes than a string may have.
  private static func noise(side: Int) -> [UInt8] {
    var image = TestImage(width: side, height: side, pixel: [0, 0, 0, 255])
    var random = SystemRandomNumberGenerator()
    for index in image.bytes.indices where index % 4 != 3 {
      image.bytes[index] = UInt8.random(in: 0...255, using: &random)
    }
    return TestPNG.encode(image)
  }

  private static func body(_ text: String) -> String {
    #"{"templateId": "card", "layers": {"logo": {"image_url": "\#(text)"}}}"#
  }

  @Test("A data: address longer than other strings may be is drawn, up to the body's limit")
  func long() throws {
    let server = try RunningServer(TestSite(["limits": ["bodyBytesMax": 200_000]]))
    let picture = Self.noise(side: 180)
    let address = "data:image/png;base64," + Data(picture).base64EncodedString()
    #expect(address.utf8.count > 64 * 1_024)
    let answer = try server.generate(Self.body(address))
    #expect(answer.status == 200, "\(answer.text)")
    // The same picture from a file is the same card's picture.
    try server.site.write(picture, to: "assets/noise.png")
    let other = try server.generate(Self.body("assets/noise.png"))
    #expect(try other.json()["hash"] as? String == answer.json()["hash"] as? String)
    let past = Self.body("data:image/png;base64," + String(repeating: "A", count: 200_000))
    try Refused("", 413, "body_too_large", nil, "").check(try server.generate(past))
    let text = Self.body("assets/" + String(repeating: "a", count: 70_000))
    try Refused("", 422, "limit_exceeded", "layers.logo.image_url", "jsonStringBytesMax").check(
      try server.generate(text))
    let words = "data:" + String(repeating: "a", count: 70_000)
    let draft = #"{"templateId": "card", "layers": {"title": {"text": "\#(words)"}}}"#
    try Refused("", 422, "limit_exceeded", "layers.title.text", "").check(
      try server.generate(draft))
  }

  @Test("A template may hold one, and is stored, shown, changed, drawn and imported with it")
  func template() throws {
    let server = try RunningServer(TestSite())
    let address = "data:image/png;base64," + Data(Self.noise(side: 160)).base64EncodedString()
    #expect(address.utf8.count > 64 * 1_024)
    func jsonData(_ width: Int) -> String {
      """
      {"canvas": {"width": \(width), "height": 100}, "layers": [{"name": "logo", "type": "image",
       "width": 100, "height": 100, "image_url": "\(address)"}]}
      """
    }
    let made = try server.send(
      "POST", "/api/templates", server.keyed(),
      body: Array(#"{"name": "Long", "public": true, "jsonData": \#(jsonData(100))}"#.utf8))
    #expect(made.status == 201, "\(made.text.prefix(300))")
    let id = try #require(try made.json()["id"] as? String)
    let shown = try server.get("/api/templates/\(id)", server.keyed())
    #expect(shown.status == 200 && shown.text.contains(address))
    let first = try server.get("/api/render?templateId=\(id)")
    #expect(first.status == 200 && first.pngSize?.width == 100)
    let put = try server.send(
      "PUT", "/api/templates/\(id)", server.keyed(),
      body: Array(#"{"jsonData": \#(jsonData(120))}"#.utf8))
    #expect(put.status == 200, "\(put.text.prefix(300))")
    #expect(try server.get("/api/render?templateId=\(id)").pngSize?.width == 120)
    let preview = try server.send(
      "POST", "/api/templates/\(id)/preview", server.keyed(),
      body: Array(#"{"jsonData": \#(jsonData(140))}"#.utf8))
    #expect(preview.status == 200 && preview.pngSize?.width == 140)
    // Renamed alone: what is stored is read again.
    let renamed = try server.send(
      "PUT", "/api/templates/\(id)", server.keyed(), body: Array(#"{"name": "Longer"}"#.utf8))
    #expect(renamed.status == 200, "\(renamed.text.prefix(300))")
    try server.site.write(
      #"{"id": "file", "public": true, "jsonData": \#(jsonData(160))}"#, to: "templates/file.json")
    server.importTemplates()
    #expect(try server.get("/api/render?templateId=file").pngSize?.width == 160)
  }
}
