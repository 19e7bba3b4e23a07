import PlacardCore
import Testing

@Suite("Long data: addresses in JSON") struct LongDataTests {
  private static func limits(_ admits: Bool = true) -> JSONLimits {
    JSONLimits(stringBytesMax: 8, admitsLongData: admits)
  }

  private static func string(_ text: String) throws -> String? {
    guard case .string(let value) = try JSONParser.parse(Array(text.utf8), limits: limits()).value
    else { return nil }
    return value
  }

  @Test(
    "A value that is a data: address may be as long as the text",
    arguments: [
      (#""data:,45""#, "data:,45"), (#""data:,456""#, "data:,456"),
      (#""DaTa:,456789""#, "DaTa:,456789"), (#""data:é456789""#, "data:é456789"),
      (#""data:,4\/567""#, "data:,4/567"), (#""\u0064ata:,4\n5678901234""#, "data:,4\n5678901234"),
      (#""dat\u0061\u003a,45678901234""#, "data:,45678901234"),
    ])
  func long(text: String, value: String) throws {
    #expect(try Self.string(text) == value)
  }

  @Test("A megabyte of it is read whole")
  func megabyte() throws {
    let value = "data:image/png;base64," + String(repeating: "iVBO", count: 250_000)
    #expect(try Self.string("\"\(value)\"") == value)
    let escaped = value.replacing("/", with: #"\/"#)
    #expect(try Self.string("\"\(escaped)\"") == value)
  }

  @Test(
    "Every other string keeps its limit, and so does a member's name",
    arguments: [
      #""123456789""#, #""data,6789""#, #""data;6789""#, #""dataZ6789""#, #"" data:789""#,
      #""\u0031\/3456789""#, #""\n\/3456789""#, #""data\/:,789""#, #"{"data:6789":1}"#,
      #"{"\u0064ata:6789":1}"#, #"["data:6789","123456789"]"#,
    ])
  func others(text: String) throws {
    let error = #expect(throws: InputError.self) {
      try JSONParser.parse(Array(text.utf8), limits: Self.limits())
    }
    #expect(error?.code == .limit)
    #expect(error?.message == "a string of more than 8 bytes")
  }

  @Test("At the limit every string passes, one byte on only a data: address does")
  func limit() throws {
    #expect(try Self.string(#""12345678""#) == "12345678")
    #expect(throws: InputError.self) { try Self.string(#""123456789""#) }
    // Too short for its scheme at a limit that is shorter still.
    let tiny = JSONLimits(stringBytesMax: 2, admitsLongData: true)
    for text in [#""dat""#, #""d\u0061t""#, #""data""#] {
      #expect(throws: InputError.self) { try JSONParser.parse(Array(text.utf8), limits: tiny) }
    }
    #expect(throws: Never.self) {
      try JSONParser.parse(Array(#""d\u0061ta:""#.utf8), limits: tiny)
    }
  }

  @Test("Without leave a data: address is a string as all others")
  func leave() throws {
    let error = #expect(throws: InputError.self) {
      try JSONParser.parse(Array(#""data:,456""#.utf8), limits: Self.limits(false))
    }
    #expect(error?.code == .limit)
    #expect(!Limits().json.admitsLongData && Limits().jsonBodies.admitsLongData)
  }

  @Test("A template's file may hold a picture of more than a string's limit")
  func template() throws {
    let data = "data:image/png;base64," + String(repeating: "AAAA", count: 20_000)
    func file(_ address: String) -> [UInt8] {
      Array(
        """
        {"id": "a", "jsonData": {"canvas": {"width": 10, "height": 10}, "layers": [
          {"name": "logo", "type": "image", "width": 10, "height": 10,
           "image_url": "\(address)"}]}}
        """.utf8)
    }
    #expect(data.utf8.count > Limits().jsonStringBytesMax)
    let template = try Template.parse(file: file(data))
    // What is stored is read again.
    let again = try Template.parse(
      jsonData: JSONParser.parse(template.canonicalJSON, limits: Limits().jsonBodies),
      head: template.head)
    #expect(again.revision == template.revision)
    let path = "assets/" + String(repeating: "a", count: 80_000)
    let error = #expect(throws: InputError.self) { try Template.parse(file: file(path)) }
    #expect(error?.code == .limit && error?.path == "jsonData.layers[0].image_url")
  }
}
