import PlacardCore
import Testing

@Suite("Manifests in JSON Lines")
struct ManifestLinesTests {
  @Test("pass over a bad card to the next, and keep its id where it can be made out")
  func badCards() throws {
    let entries = try ManifestReading.lines(
      """
      {"defaults":{"templateId":"t"}}
      {"id":"one"}

      {"id":"two","layers":{"x":}}
      {"id":"three","sises":["og"]}\r
      not json
      {"layers":{"deep":[[[[1,2
      {"id":"six"}
      """)
    #expect(
      entries.map { $0.card?.id ?? $0.failed?.id } == ["one", "two", "three", nil, nil, "six"])
    #expect(
      entries.compactMap { $0.failed?.error.description } == [
        #"cards.jsonl:4:27: layers.x: expected a value, found "}""#,
        #"cards.jsonl:5:15: unknown member "sises" (did you mean "sizes"?)"#,
        #"cards.jsonl:6:1: expected a value, found "not""#,
        """
        cards.jsonl:7:26: layers.deep[0][0][0]: expected a comma or ] after an array's \
        element, found the end of the text
        """,
      ])
  }

  @Test("are refused as a whole only when their defaults cannot be read")
  func fatal() {
    let cases = [
      (#"{"defaults":{"templateId":7}}"#, "1:27: defaults.templateId: expected a string, found 7"),
      (
        #"{"defaults":{"id":"x"}}"#,
        #"""
        1:14: defaults: unknown member "id" (known are templateId, layers, variables, \#
        formats, sizes, scales, locales)
        """#
      ),
      (#"{"defaults":{},"id":"x"}"#, #"1:16: unknown member "id" (known is only "defaults")"#),
      (
        #"{"defaults":{"#,
        "1:14: defaults: expected a member's name in double quotes, found the end of the text"
      ),
      (
        "\u{FEFF}{\"defaults\":{}}",
        "1:1: the text begins with a byte order mark (save it as UTF-8 without BOM)"
      ),
    ]
    for (text, message) in cases {
      let error = #expect(throws: InputError.self) {
        try ManifestReading.lines(text + "\n{\"id\":\"a\"}")
      }
      #expect(error?.description == "cards.jsonl:" + message)
    }
  }

  @Test("take the defaults on the first line only")
  func lateDefaults() throws {
    let entries = try ManifestReading.lines(
      "\n{\"id\":\"a\",\"templateId\":\"t\"}\n{\"defaults\":{}}")
    #expect(entries[0].card != nil)
    #expect(entries[1].failed?.error.message == #"unknown member "defaults""#)
    #expect(entries[1].failed?.error.hint == "the defaults stand on the first line")
  }

  @Test("are cut into the same lines whatever the chunks")
  func splitting() throws {
    let text = Array("one\n\ntwo\r\nthree é\nlast".utf8)
    for size in 1...text.count {
      var splitter = LineSplitter(file: "x")
      var found: [String] = []
      var numbers: [Int] = []
      func take(_ line: UnsafeRawBufferPointer, _ number: Int) throws(InputError) {
        found.append(String(decoding: line, as: UTF8.self))
        numbers.append(number)
      }
      for start in stride(from: 0, to: text.count, by: size) {
        try text[start..<min(start + size, text.count)].withUnsafeBytes {
          try splitter.append($0, take)
        }
      }
      try splitter.finish(take)
      #expect(found == ["one", "", "two\r", "three é", "last"])
      #expect(numbers == [1, 2, 3, 4, 5])
    }
  }

  @Test("hold lines up to the limit and no longer")
  func lineLimit() throws {
    var limits = Limits()
    limits.manifestLineBytesMax = 30
    let line = #"{"id":"aaaa","templateId":"t"}"#
    #expect(try ManifestReading.lines(line + "\n" + line, limits: limits).count == 2)
    for ending in ["", "\n"] {
      let error = #expect(throws: InputError.self) {
        try ManifestReading.lines(line + "\n" + line + " " + ending, limits: limits)
      }
      #expect(error?.code == .limit)
      #expect(error?.line == 2)
    }
  }

  @Test("never stop at one mutated line, nor trap")
  func fuzz() throws {
    var random = SeededRandom(seed: 11)
    let good = Array(
      #"""
      {"id":"a/b","templateId":"t","layers":{"x":{"text":"é\n"}},"formats":["png"],\#
      "sizes":["og"],"scales":[2],"locales":{"de":{"variables":{"v":1}}}}
      """#
      .utf8)
    for _ in 0..<5_000 {
      var line = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: line[index] = UInt8.random(in: 0...255, using: &random)
        case 1: line.remove(at: index)
        default: line.insert(UInt8.random(in: 0x20...0x7F, using: &random), at: index)
        }
      }
      var lines = ManifestLines(file: "f.jsonl")
      _ = try good.withUnsafeBytes { try lines.read($0, number: 1) }
      let mutated = try line.withUnsafeBytes { try lines.read($0, number: 2) }
      if let error = mutated?.failed?.error { #expect(error.line != nil && error.column != nil) }
      let after = try good.withUnsafeBytes { try lines.read($0, number: 3) }
      #expect(after?.card?.id == "a/b")
    }
  }
}

@Suite("Manifests in JSON")
struct ManifestDocumentTests {
  @Test("give their cards in order, with the place of each")
  func cards() throws {
    var document = try ManifestDocument.parse(
      Array(
        """
        { "cards": [ {"id": "é", "templateId": "t"},
            { "id": "one", "layers": { "title": { "text": "Hello" } } }, { "id": "two", \
            "formats": ["bmp"] },
            { "id": "three", "id": "four" }, 5
          ],
          "defaults": { "templateId": "blog-post", "layers": { "logo": { "image_url": 3 } } } }
        """.utf8), file: "site/cards.json")
    #expect(document.count == 5)
    var entries: [ManifestEntry] = []
    while let entry = document.next() { entries.append(entry) }
    #expect(entries.count == 5)
    let card = try #require(entries[1].card)
    #expect(card.templateID == "blog-post")
    #expect(
      JSONWriter.text(of: card.layers)
        == #"{"logo":{"image_url":3},"title":{"text":"Hello"}}"#)
    #expect(
      entries.compactMap { $0.failed?.error.description } == [
        #"""
        site/cards.json:1:21: cards[0].id: expected an id, found "é" (letters, digits and . \#
        _ / - , without empty segments, "." or "..")
        """#,
        #"""
        site/cards.json:2:97: cards[2].formats[0]: expected one of png, jpeg, jpg, webp, avif, \#
        found "bmp"
        """#,
        #"""
        site/cards.json:3:22: cards[3]: the object has two members "id" (the first stands \#
        at line 3, column 7)
        """#,
        "site/cards.json:3:38: cards[4]: expected an object, found 5",
      ])
    #expect(entries.map { $0.failed?.id } == [nil, nil, "two", "three", nil])
    let late = InputError(
      .wrongType, path: "layers.title.text", message: "m",
      offset: card.layers["title"]?["text"]?.offset)
    #expect(
      card.located(late).description == "site/cards.json:2:51: cards[1].layers.title.text: m")
    let inherited = InputError(
      .wrongType, path: "layers.logo.image_url", message: "m",
      offset: card.layers["logo"]?["image_url"]?.offset)
    #expect(
      card.located(inherited).description
        == "site/cards.json:5:79: defaults.layers.logo.image_url: m")
  }

  @Test("blame what only a limit forbids on one card")
  func limits() throws {
    var limits = Limits()
    limits.jsonStringBytesMax = 20
    limits.jsonDepthMax = 4
    let entries = try ManifestReading.document(
      #"""
      {"cards":[{"id":"a","templateId":"t","variables":{"v":"012345678901234567890"}},
      {"id":"b","templateId":"t","variables":{"v":[[[1]]]}},{"id":"c","templateId":"t",\#
      "variables":{"v":[[1]]}}]}
      """#, limits: limits)
    #expect(entries.map { $0.failed?.error.code } == [.limit, .limit, nil])
    #expect(entries.map { $0.failed?.id } == ["a", "b", nil])
    #expect(
      entries[1].failed?.error.description
        == """
        cards.json:2:47: cards[1].variables.v[0][0]: more than 4 levels of arrays and \
        objects (limits.jsonDepthMax)
        """
    )
  }

  @Test(
    "are refused as a whole when they are no manifest",
    arguments: [
      ("", "1:1: expected an object, found the end of the text"),
      ("[]", #"1:1: expected an object, found "[""#),
      (
        "{}",
        #"1:1: the member "cards" is missing (a list of cards, or "sources" with rules that make cards from files)"#
      ),
      (#"{"cards": {}}"#, #"1:11: cards: expected an array, found "{""#),
      (
        #"{"cards": [{"id": "a"},]}"#,
        #"1:24: cards: expected a value after the comma, found "]" (JSON has no trailing commas)"#
      ),
      (
        #"{"cards": [{"id": "a"}{}]}"#,
        #"1:23: cards: expected a comma or ] after an array's element, found "{""#
      ),
      ("{\"cards\": [\n{\"id\": a}]}", #"2:8: cards[0].id: expected a value, found "a""#),
      (#"{"cards": []} x"#, #"1:15: expected the end of the text, found "x""#),
      (
        #"{"cards": [], "cards": []}"#,
        #"1:15: the object has two members "cards" (the first stands at line 1, column 2)"#
      ),
      (
        #"{"cards": [], "pages": []}"#,
        #"1:15: unknown member "pages" (known are defaults, cards, sources)"#
      ),
      (#"{"card": []}"#, #"1:2: unknown member "card" (did you mean "cards"?)"#),
      (
        #"{"cards": [], "defaults": {"id": "x"}}"#,
        #"""
        1:28: defaults: unknown member "id" (known are templateId, layers, variables, \#
        formats, sizes, scales, locales)
        """#
      ),
      (
        #"{"cards": [], "defaults": {"layers": 1, "layers": 2}}"#,
        #"""
        1:41: defaults: the object has two members "layers" (the first stands at line 1, \#
        column 28)
        """#
      ),
      (
        #"{"cards": [],}"#,
        #"1:14: expected a member's name after the comma, found "}" (JSON has no trailing commas)"#
      ),
    ])
  func fatal(text: String, message: String) {
    let error = #expect(throws: InputError.self) { try ManifestReading.document(text) }
    #expect(error?.description == "cards.json:" + message)
  }

  @Test("survive any nesting")
  func nesting() {
    let deep = "{\"cards\":[" + String(repeating: "[", count: 100_000)
    let error = #expect(throws: InputError.self) { try ManifestReading.document(deep) }
    #expect(error?.code == .limit)
  }

  @Test("are known by their file's name")
  func formats() throws {
    #expect(try ManifestFormat(fileName: "a/cards.json") == .json)
    #expect(try ManifestFormat(fileName: "cards.JSONL") == .jsonLines)
    #expect(try ManifestFormat(fileName: "cards.ndjson") == .jsonLines)
    #expect(try ManifestFormat(fileName: "cards.CSV") == .csv)
    for name in ["cards.tsv", "cards", "cards.yaml", "json"] {
      let error = #expect(throws: InputError.self) { try ManifestFormat(fileName: name) }
      #expect(error?.source == name)
    }
  }
}

@Suite("The registry of card ids")
struct IDRegistryTests {
  private func source(_ file: String, line: Int) -> CardSource {
    CardSource(file: file, start: TextPlace(line: line), path: "", text: [])
  }

  @Test("finds every id again, and names both places")
  func duplicates() throws {
    var registry = IDRegistry()
    for index in 0..<20_000 {
      try registry.claim("card/\(index)", source: source("f\(index % 3).jsonl", line: index + 1))
    }
    #expect(registry.count == 20_000)
    for index in stride(from: 0, to: 20_000, by: 37) {
      let error = #expect(throws: InputError.self) {
        try registry.claim("card/\(index)", source: source("new.jsonl", line: 5))
      }
      #expect(error?.code == .duplicate)
      #expect(
        error?.description
          == """
          new.jsonl:5:1: id: a card with the id "card/\(index)" stands at \
          f\(index % 3).jsonl:\(index + 1) too (an id names one card of a build)
          """
      )
    }
    #expect(registry.count == 20_000)
    #expect(throws: Never.self) { try registry.claim("Card/0", source: source("x", line: 1)) }
  }

  @Test("points at the id of a card")
  func cards() throws {
    var registry = IDRegistry()
    let entries = try ManifestReading.lines(
      "{\"id\":\"a\",\"templateId\":\"t\"}\n{\"templateId\":\"t\",\"id\":\"a\"}")
    try registry.claim(#require(entries[0].card))
    let second = try #require(entries[1].card)
    let error = #expect(throws: InputError.self) { try registry.claim(second) }
    #expect(
      error?.description
        == """
        cards.jsonl:2:24: id: a card with the id "a" stands at cards.jsonl:1 too (an id \
        names one card of a build)
        """
    )
  }
}
