import PlacardCore
import Testing

/// Reads a whole manifest in either spelling.
enum ManifestReading {
  static func lines(
    _ text: String, file: String = "cards.jsonl", limits: Limits = Limits()
  ) throws(InputError) -> [ManifestEntry] {
    var lines = ManifestLines(file: file, limits: limits)
    var splitter = LineSplitter(file: file, limits: limits)
    var entries: [ManifestEntry] = []
    func read(_ line: UnsafeRawBufferPointer, _ number: Int) throws(InputError) {
      if let entry = try lines.read(line, number: number) { entries.append(entry) }
    }
    try Array(text.utf8).withUnsafeBufferPointer { buffer throws(InputError) in
      try splitter.append(UnsafeRawBufferPointer(buffer), read)
    }
    try splitter.finish(read)
    return entries
  }

  static func document(
    _ text: String, file: String = "cards.json", limits: Limits = Limits()
  ) throws(InputError) -> [ManifestEntry] {
    var document = try ManifestDocument.parse(Array(text.utf8), file: file, limits: limits)
    var entries: [ManifestEntry] = []
    while let entry = document.next() { entries.append(entry) }
    return entries
  }
}

extension ManifestEntry {
  var card: ManifestCard? {
    if case .card(let card) = self { return card }
    return nil
  }

  var failed: FailedCard? {
    if case .failed(let failed) = self { return failed }
    return nil
  }
}

@Suite("Cards of a manifest")
struct ManifestCardTests {
  private func card(_ text: String, defaults: String? = nil) throws -> ManifestCard {
    let first = defaults.map { "{\"defaults\":\($0)}\n" } ?? ""
    let entries = try ManifestReading.lines(first + text)
    if let failed = entries.last?.failed { throw failed.error }
    return try #require(entries.last?.card)
  }

  @Test("have what the manifest says and defaults for the rest")
  func members() throws {
    let plain = try card(#"{"id":"a","templateId":"t"}"#)
    #expect(plain.id == "a" && plain.templateID == "t")
    #expect(plain.formats.isEmpty && plain.sizes.isEmpty && plain.locales.isEmpty)
    #expect(plain.scales == [1])
    #expect(JSONWriter.text(of: plain.layers) == "{}")
    let full = try card(
      #"""
      {"id":"a/b","templateId":"t","layers":{"x":{"text":"X"}},"variables":{"v":1},\#
      "formats":["jpg","webp"],"sizes":["og","10x20"],"scales":[1,2.5],\#
      "locales":{"de":{"layers":{"x":{"text":"Y"}}},"fr":{}}}
      """#)
    #expect(full.formats == [.jpeg, .webp])
    #expect(full.sizes.map(\.text) == ["og", "10x20"])
    #expect(full.scales == [1, 2.5])
    #expect(full.locales.map(\.name) == ["de", "fr"])
    #expect(JSONWriter.text(of: full.locales[0].layers) == #"{"x":{"text":"Y"}}"#)
    #expect(JSONWriter.text(of: full.locales[0].variables) == "{}")
    #expect(JSONWriter.text(of: full.variables) == #"{"v":1}"#)
  }

  @Test("merge over the defaults property by property, lists replace")
  func merging() throws {
    let defaults = #"""
      {"templateId":"t","formats":["png"],"scales":[1,2],"layers":{"logo":{"image_url":"l.png",\#
      "opacity":1},"title":{"color":"red","constraints":{"horizontal":"left"}}},\#
      "variables":{"a":1,"b":2},"locales":{"de":{"layers":{"title":{"text":"D"}}}}}
      """#
    let merged = try card(
      #"""
      {"id":"x","formats":["webp"],"layers":{"title":{"text":"T",\#
      "constraints":{"vertical":"top"}},"logo":{"opacity":0.5}},"variables":{"b":3},\#
      "locales":{"de":{"layers":{"title":{"color":"blue"}},"variables":{"a":9}}}}
      """#, defaults: defaults)
    #expect(
      JSONWriter.text(of: merged.layers)
        == #"""
        {"logo":{"image_url":"l.png","opacity":0.5},"title":{"color":"red",\#
        "constraints":{"vertical":"top"},"text":"T"}}
        """#
    )
    #expect(JSONWriter.text(of: merged.variables) == #"{"a":1,"b":3}"#)
    #expect(merged.formats == [.webp])
    #expect(merged.scales == [1, 2])
    #expect(merged.templateID == "t")
    #expect(
      JSONWriter.text(of: merged.locales[0].layers) == #"{"title":{"color":"blue","text":"D"}}"#)
    #expect(JSONWriter.text(of: merged.locales[0].variables) == #"{"a":9}"#)
    let bare = try card(#"{"id":"y"}"#, defaults: defaults)
    #expect(bare.formats == [.png])
    #expect(JSONWriter.text(of: bare.variables) == #"{"a":1,"b":2}"#)
  }

  @Test(
    "are refused with file, line, column, path and a way out",
    arguments: [
      (
        #"{"id":"a","templateid":"t"}"#,
        #"1:11: unknown member "templateid" (did you mean "templateId"?)"#
      ),
      (#"{"templateId":"t"}"#, #"1:1: the member "id" is missing"#),
      (#"{"id":"a"}"#, #"1:1: the member "templateId" is missing"#),
      (#"["a"]"#, "1:1: expected an object, found an array"),
      (#"{"id":7,"templateId":"t"}"#, "1:7: id: expected a string, found 7"),
      (
        #"{"id":"a//b","templateId":"t"}"#,
        #"""
        1:7: id: expected an id, found "a//b" (letters, digits and . _ / - , without empty \#
        segments, "." or "..")
        """#
      ),
      (
        #"{"id":"a","templateId":"../t"}"#,
        #"""
        1:24: templateId: expected an id, found "../t" (letters, digits and . _ / - , \#
        without empty segments, "." or "..")
        """#
      ),
      (
        #"{"id":"a","layers":{"title":"Hi"}}"#,
        #"1:29: layers.title: expected an object, found "Hi""#
      ),
      (#"{"id":"a","layers":[]}"#, "1:20: layers: expected an object, found an array"),
      (#"{"id":"a","variables":"x"}"#, #"1:23: variables: expected an object, found "x""#),
      (#"{"id":"a","formats":"png"}"#, #"1:21: formats: expected an array, found "png""#),
      (
        #"{"id":"a","formats":["png","gif"]}"#,
        #"1:28: formats[1]: expected one of png, jpeg, jpg, webp, avif, found "gif""#
      ),
      (
        #"{"id":"a","formats":["jpg","jpeg"]}"#,
        #"1:28: formats[1]: "jpeg" stands in the list already"#
      ),
      (#"{"id":"a","sizes":[]}"#, "1:19: sizes: the list is empty (leave it out for the default)"),
      (
        #"{"id":"a","sizes":["yotube"]}"#,
        #"1:20: sizes[0]: expected a size, found "yotube" (did you mean "youtube"?)"#
      ),
      (
        #"{"id":"a","sizes":["9999x1"]}"#,
        "1:20: sizes[0]: the size 9999x1 is too large (at most 6144 px a side and 20000000 in all)"
      ),
      (
        #"{"id":"a","scales":[1,3.5]}"#,
        "1:23: scales[1]: expected a scale from 1 to 3 with at most two decimals, found 3.5"
      ),
      (
        #"{"id":"a","locales":{"german!":{}}}"#,
        #"1:22: locales["german!"]: the locale is no language tag (as in "pt-BR")"#
      ),
      (
        #"{"id":"a","locales":{"de":{"layer":{}}}}"#,
        #"1:28: locales.de: unknown member "layer" (did you mean "layers"?)"#
      ),
      (
        #"{"id":"a","locales":{"de":{"layers":{"x":1}}}}"#,
        "1:42: locales.de.layers.x: expected an object, found 1"
      ),
      (
        #"{"id":"a","id":"b"}"#,
        #"1:11: the object has two members "id" (the first stands at line 1, column 2)"#
      ),
      (
        #"{"id":"ä","layers":{"t":{"text":"x}}}"#,
        """
        1:33: layers.t.text: expected a closing quote, found the end of the text (the \
        string begins here)
        """
      ),
    ])
  func refused(text: String, message: String) throws {
    let entries = try ManifestReading.lines(text)
    #expect(entries.count == 1)
    #expect(entries.first?.failed?.error.description == "cards.jsonl:" + message)
  }

  @Test("place a late error in the card or in the defaults it came from")
  func lateErrors() throws {
    let defaults = #"{"templateId":"t","layers":{"logo":{"image_url":7}},"variables":{"v":[]}}"#
    let text =
      "{\"defaults\":\(defaults)}\n\n"
      + #"{"id":"x","layers":{"title":{"text":1},"logo":{"opacity":2}},"variables":{"w":1}}"#
    let card = try #require(try ManifestReading.lines(text).first?.card)
    func located(_ path: String, _ value: JSON?) -> String {
      card.located((value ?? JSON(.null)).wrongType(expected: "a string", path: path)).description
    }
    let logo = card.layers["logo"]
    #expect(
      located("layers.title.text", card.layers["title"]?["text"])
        == "cards.jsonl:3:37: layers.title.text: expected a string, found 1")
    #expect(
      located("layers.logo.opacity", logo?["opacity"])
        == "cards.jsonl:3:58: layers.logo.opacity: expected a string, found 2")
    #expect(
      located("layers.logo.image_url", logo?["image_url"])
        == "cards.jsonl:1:61: defaults.layers.logo.image_url: expected a string, found 7")
    #expect(
      located("variables.v[0]", card.variables["v"])
        == "cards.jsonl:1:82: defaults.variables.v[0]: expected a string, found an array")
    #expect(
      located("variables.w", card.variables["w"])
        == "cards.jsonl:3:79: variables.w: expected a string, found 1")
    #expect(
      card.located(InputError(.unknownTemplate, path: "templateId", message: "no t")).description
        == "cards.jsonl:1:27: defaults.templateId: no t")
    #expect(
      card.located(InputError(.limit, message: "too much")).description
        == "cards.jsonl:3:1: too much")
  }

  @Test("are merged with a locale, and an error tells which of the three it came from")
  func localeErrors() throws {
    let text = [
      #"{"defaults":{"templateId":"t","locales":{"de":{"variables":{"d":1}}}}}"#,
      #"{"id":"x","layers":{"title":{"text":"T","color":"c"}},"variables":{"v":1},"#
        + #""locales":{"de":{"layers":{"title":{"text":"D"}}}}}"#,
    ].joined(separator: "\n")
    let card = try #require(try ManifestReading.lines(text).first?.card)
    let german = try #require(card.locales.first)
    let layers = card.layers(in: german)
    let variables = card.variables(in: german)
    #expect(JSONWriter.text(of: layers) == #"{"title":{"color":"c","text":"D"}}"#)
    #expect(JSONWriter.text(of: variables) == #"{"d":1,"v":1}"#)
    #expect(JSONWriter.text(of: card.layers(in: nil)) == #"{"title":{"color":"c","text":"T"}}"#)
    func located(_ path: String, _ value: JSON?) -> String {
      let error = InputError(.limit, path: path, message: "m", offset: value?.offset)
      return card.located(error, in: german).description
    }
    #expect(
      located("layers.title.text", layers["title"]?["text"])
        == "cards.jsonl:2:118: locales.de.layers.title.text: m")
    #expect(
      located("layers.title.color", layers["title"]?["color"])
        == "cards.jsonl:2:49: layers.title.color: m")
    #expect(located("variables.v", variables["v"]) == "cards.jsonl:2:72: variables.v: m")
    #expect(
      located("variables.d", variables["d"])
        == "cards.jsonl:1:65: defaults.locales.de.variables.d: m")
    #expect(located("templateId", nil) == "cards.jsonl:1:27: defaults.templateId: m")
  }

  @Test("keep their raw digest while neither they nor the defaults change")
  func rawDigests() throws {
    let line = #"{"id":"a","templateId":"t"}"#
    let plain = try card(line)
    #expect(plain.rawDigest == Digest(of: line))
    let some = try card(line, defaults: #"{"formats":["png"]}"#)
    let same = try card(line, defaults: #"{"formats":["png"]}"#)
    let other = try card(line, defaults: #"{"formats":["webp"]}"#)
    #expect(some.rawDigest == same.rawDigest)
    #expect(Set([plain.rawDigest, some.rawDigest, other.rawDigest]).count == 3)
    let longer = try card(line + " ")
    #expect(longer.rawDigest != plain.rawDigest)
  }

  @Test("tell the raw digest of a line before it is read")
  func rawDigestAhead() throws {
    var lines = ManifestLines(file: "x.jsonl")
    for text in [#"{"defaults":{"templateId":"t"}}"#, #"{"id":"a"}"#] {
      let bytes = Array(text.utf8)
      let ahead = bytes.withUnsafeBytes { lines.rawDigest(ofLine: $0) }
      let entry = try bytes.withUnsafeBytes { try lines.read($0, number: 1) }
      if let card = entry?.card { #expect(card.rawDigest == ahead) }
    }
  }
}
