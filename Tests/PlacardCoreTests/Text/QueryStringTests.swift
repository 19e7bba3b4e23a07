import PlacardCore
import Testing

@Suite("Queries of addresses")
struct QueryStringTests {
  private let known = ["templateId", "layers", "format", "width"]

  private func parse(_ text: String) throws -> QueryString {
    try QueryString.parse(Array(text.utf8), known: known)
  }

  @Test(
    "are decoded: escapes, plus signs, raw braces and quotes, UTF-8",
    arguments: [
      (#"layers={"t":{"text":"Hi|^"}}"#, #"{"t":{"text":"Hi|^"}}"#),
      ("layers=%7B%22t%22%3a1%7d", #"{"t":1}"#), ("layers=a+b%20c%2B", "a b c+"),
      ("layers=é%C3%A9", "éé"), ("layers=", ""), ("layers", ""), ("layers=a=b", "a=b"),
      ("&&utm_source=x&layers=1&", "1"), ("%6Cayers=1", "1"), ("x&layers=2?&v", "2?"),
      ("layers=1&utm=%ZZ&fbclid=%FF&%=2", "1"),
    ])
  func decoding(query: String, layers: String) throws {
    #expect(try parse(query)["layers"] == layers)
  }

  @Test("ignore what is not known, even twice")
  func unknown() throws {
    let query = try parse("v=1&v=2&Layers=3&format=png")
    #expect(query["v"] == nil)
    #expect(query["layers"] == nil)
    #expect(query["format"] == "png")
    #expect(try parse("")["format"] == nil)
  }

  @Test(
    "are refused where a known parameter does not decode or stands twice",
    arguments: [
      ("format=png&layers=%", InputError.Code.syntax, "layers", 11),
      ("layers=%4", .syntax, "layers", 0), ("layers=%4G", .syntax, "layers", 0),
      ("layers=%FF", .syntax, "layers", 0), ("layers=%C3", .syntax, "layers", 0),
      ("layers=%00", .syntax, "layers", 0), ("layers=%ED%A0%80", .syntax, "layers", 0),
      ("width=1&format=png&width=1", .duplicate, "width", 19),
      ("width=1&%77idth=2", .duplicate, "width", 8),
    ])
  func refused(query: String, code: InputError.Code, path: String, offset: Int) {
    let error = #expect(throws: InputError.self) { try parse(query) }
    #expect(error?.code == code)
    #expect(error?.path == path)
    #expect(error?.offset == offset)
  }
}
