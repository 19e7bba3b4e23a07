import PlacardCore
import Testing

@Suite("Errors of requests")
struct RequestErrorTests {
  /// layers, variables, path, code, a part of the description.
  static let refused: [(String?, String?, String, InputError.Code, String)] = [
    ("[]", nil, "layers", .wrongType, "expected an object, found an array"),
    (#"{"title":"x"}"#, nil, "layers.title", .wrongType, "expected an object"),
    (
      #"{"titel":{"text":"x"}}"#, nil, "layers.titel", .unknownLayer, "did you mean \"title\"?"
    ),
    (
      #"{"zzzzzz":{}}"#, nil, "layers.zzzzzz", .unknownLayer,
      "known are panel, title, subtitle, logo"
    ),
    (
      #"{"title":{"fontsize":5}}"#, nil, "layers.title.fontsize", .unknownProperty,
      "did you mean \"fontSize\"?"
    ),
    (
      #"{"title":{"variables":5}}"#, nil, "layers.title.variables", .unknownProperty,
      "text layers have"
    ),
    (
      #"{"title":{"image_url":"a"}}"#, nil, "layers.title.image_url", .unknownProperty,
      "layers of type image"
    ),
    (
      #"{"title":{"name":"a"}}"#, nil, "layers.title.name", .unknownProperty, "cannot be overridden"
    ),
    (
      #"{"title":{"type":"a"}}"#, nil, "layers.title.type", .unknownProperty, "cannot be overridden"
    ),
    (
      #"{"title":{"fontSize":"big"}}"#, nil, "layers.title.fontSize", .wrongType,
      "expected a number from 1 to 2000, found \"big\""
    ),
    (#"{"title":{"fontSize":0}}"#, nil, "layers.title.fontSize", .outOfRange, "1 to 2000"),
    (#"{"title":{"text":{}}}"#, nil, "layers.title.text", .wrongType, "an object"),
    (
      #"{"logo":{"borderRadius":[0,0,0]}}"#, nil, "layers.logo.borderRadius", .wrongType, "four"
    ),
    (
      #"{"logo":{"borderRadius":[0,0,-1,0]}}"#, nil, "layers.logo.borderRadius[2]", .outOfRange,
      "0 to 10000"
    ),
    (
      #"{"logo":{"image_url":"a","imageUrl":"a"}}"#, nil, "layers.logo.imageUrl",
      .conflictingValues,
      "image_url, imageUrl"
    ),
    (
      #"{"logo":{"image_url":"ftp://e.org/a"}}"#, nil, "layers.logo.image_url", .refusedAsset,
      "ftp: addresses"
    ),
    (nil, "5", "variables", .wrongType, "expected an object, found 5"),
    (nil, #"{"titl":"x"}"#, "variables.titl", .unknownVariable, "did you mean \"title\"?"),
    (nil, #"{"title":5}"#, "variables.title", .wrongType, "a string"),
    (nil, #"{"ink":"blurple"}"#, "variables.ink", .wrongType, "is not a colour"),
    (nil, #"{"ink":5}"#, "variables.ink", .wrongType, "a colour"),
    (nil, #"{"showTitle":"yes"}"#, "variables.showTitle", .wrongType, "true or false"),
  ]

  @Test("Every wrong override names its path and what is allowed", arguments: refused)
  func refuses(
    layers: String?, variables: String?, path: String, code: InputError.Code, part: String
  ) throws {
    let template = try Sample.template(Sample.blogPost)
    let error = try #require(throws: InputError.self) {
      try template.resolve(Sample.request(layers: layers, variables: variables))
    }
    #expect(error.path == path)
    #expect(error.code == code)
    #expect(error.description.contains(part), "\(error)")
  }

  @Test("A variable that does not fit where it is filled in is named, with the property")
  func namesVariables() throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""fontSize":"{{size}}""#),
      variables: #"{"name":"size","type":"number","default":20}"#)
    let error = try #require(throws: InputError.self) {
      try template.resolve(Sample.request(variables: #"{"size":5000}"#))
    }
    #expect(error.path == "variables.size")
    #expect(error.code == .outOfRange)
    #expect(error.message.contains(#"layer "a": filled into fontSize"#))
    // Overridden, it is not used at all.
    _ = try template.resolve(
      Sample.request(layers: #"{"a":{"fontSize":5}}"#, variables: #"{"size":5000}"#))
  }

  @Test("Texts are taken up to their limits and no further")
  func limitsTexts() throws {
    let template = try Sample.template(Sample.blogPost)
    func resolve(_ text: String) throws {
      let json = JSONWriter.text(
        of: JSON(
          .object([
            .init(
              key: "title", keyOffset: 0,
              value: JSON(
                .object([.init(key: "text", keyOffset: 0, value: JSON(.string(text)))])))
          ])))
      _ = try template.resolve(Sample.request(layers: json))
    }
    try resolve(String(repeating: "é", count: 4_096))
    let long = try #require(throws: InputError.self) {
      try resolve(String(repeating: "é", count: 4_097))
    }
    #expect(long.code == .limit)
    #expect(long.path == "layers.title.text")
    try resolve("e" + String(repeating: "\u{301}", count: 32))
    let marks = try #require(throws: InputError.self) {
      try resolve("e" + String(repeating: "\u{301}", count: 33))
    }
    #expect(marks.code == .limit)
    // Filled together from variables, a text is held to the same limit.
    let joined = try Sample.template(
      layers: Sample.layer("text", #""text":"{{a}}{{b}}""#),
      variables: #"{"name":"a","default":""},{"name":"b","default":""}"#)
    let half = String(repeating: "x", count: 2_049)
    let sum = try #require(throws: InputError.self) {
      try joined.resolve(Sample.request(variables: #"{"a":"\#(half)","b":"\#(half)"}"#))
    }
    #expect(sum.code == .limit)
    #expect(sum.path == "variables.a")
  }
}
