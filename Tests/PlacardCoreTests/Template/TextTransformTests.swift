import PlacardCore
import Testing

@Suite("textTransform")
struct TextTransformTests {
  /// Text, transform, language and what Chromium's `innerText` gives.
  static let cases: [(String, String, String, String)] = [
    (
      "hello world", "capitalize", "en",
      "Hello World"
    ),
    (
      "don't stop", "capitalize", "en",
      "Don't Stop"
    ),
    (
      "hello-world foo_bar e.g. 3d 3-d \"quoted\" (paren)", "capitalize", "en",
      "Hello-World Foo_bar E.G. 3d 3-D \"Quoted\" (Paren)"
    ),
    (
      "ijsland ij", "capitalize", "nl",
      "Ijsland Ij"
    ),
    (
      "istanbul ılık IĞDIR İzmir", "uppercase", "tr",
      "İSTANBUL ILIK IĞDIR İZMİR"
    ),
    (
      "ISTANBUL İZMİR", "lowercase", "tr",
      "ıstanbul izmir"
    ),
    (
      "istanbul", "capitalize", "tr",
      "Istanbul"
    ),
    (
      "straße ﬁne", "uppercase", "en",
      "STRASSE FINE"
    ),
    (
      "Άνθρωπος ΐ ή", "uppercase", "el",
      "ΑΝΘΡΩΠΟΣ Ϊ Ή"
    ),
    (
      "i\u{307}\u{301} Į\u{307}", "uppercase", "lt",
      "I\u{301} Į\u{307}"
    ),
    (
      "ΣΟΦΟΣ ΟΔΥΣΣΕΥΣ", "lowercase", "el",
      "σοφος οδυσσευς"
    ),
    (
      "ΣΟΦΟΣ ΟΔΥΣΣΕΥΣ", "lowercase", "en",
      "σοφος οδυσσευς"
    ),
    (
      "ǆ ﬂat 1st élan ñu", "capitalize", "en",
      "ǅ ﬂat 1st Élan Ñu"
    ),
    (
      "o'neil’s l'été a.b a:b 1,2 a,b 'tis", "capitalize", "en",
      "O'neil’s L'été A.B A:B 1,2 A,B 'Tis"
    ),
    (
      "tab\tnew\nline nb\u{A0}sp", "capitalize", "en",
      "Tab\tNew\nLine Nb\u{A0}Sp"
    ),
    (
      "ı i", "lowercase", "lt",
      "ı i"
    ),
    (
      "Ì Í Į", "lowercase", "lt",
      "i\u{307}\u{300} i\u{307}\u{301} į"
    ),
    (
      "i istanbul", "uppercase", "az",
      "İ İSTANBUL"
    ),
    (
      "мир труд", "capitalize", "ru",
      "Мир Труд"
    ),
    (
      "e\u{301}cole ﬃ", "capitalize", "fr",
      "E\u{301}cole ﬃ"
    ),
    (
      "αβ ςσ", "capitalize", "el",
      "Αβ Σσ"
    ),
    (
      "foo/bar a&b x+y @me #tag $5a", "capitalize", "en",
      "Foo/Bar A&B X+Y @Me #Tag $5a"
    ),
    (
      "日本go go日本", "capitalize", "ja",
      "日本Go Go日本"
    ),
    (
      "iI", "uppercase", "tr-TR",
      "İI"
    ),
  ]

  @Test("Texts are transformed as Chromium transforms them", arguments: cases)
  func transforms(text: String, transform: String, lang: String, expected: String) throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""text":"","lang":"\#(lang)","textTransform":"\#(transform)""#))
    let layers = JSON(
      .object([
        .init(
          key: "a", keyOffset: 0,
          value: JSON(.object([.init(key: "text", keyOffset: 0, value: JSON(.string(text)))])))
      ]))
    let card = try template.resolve(CardRequest(layers: layers))
    guard case .text(let content) = card.scene.layers[0].content else {
      Issue.record("no text layer")
      return
    }
    #expect(Array(content.text.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("The site's language tailors a text that names none")
  func takesSiteLanguage() throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""text":"istanbul","textTransform":"uppercase""#))
    for (lang, expected) in [("en", "ISTANBUL"), ("tr", "İSTANBUL")] {
      let card = try template.resolve(CardRequest(), site: SiteDefaults(lang: lang))
      guard case .text(let content) = card.scene.layers[0].content else { continue }
      #expect(content.text == expected)
      #expect(content.lang == lang)
    }
  }
}
