import Foundation
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
}
