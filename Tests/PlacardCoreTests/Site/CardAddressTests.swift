import PlacardCore
import Testing

@Suite("Card ids, sizes and addresses")
struct CardAddressTests {
  @Test(
    "ids are letters, digits and . _ / - in segments",
    arguments: [
      "a", "posts/hello", "v1.2/x_y-z", "A/.b", "a/...", "..a", String(repeating: "a", count: 255),
    ])
  func validIDs(id: String) { #expect(CardID.isValid(id)) }

  @Test(
    "ids have no empty or dot segments and no other characters",
    arguments: [
      "", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "a~b", "a b", "é", "a%",
      "a:b",
      "a\0", "a?b", String(repeating: "a", count: 256),
    ])
  func invalidIDs(id: String) { #expect(!CardID.isValid(id)) }

  @Test("sizes are presets or WxH")
  func sizes() throws {
    #expect(try SizeName.parse("og").size == PixelSize(width: 1200, height: 630))
    #expect(try SizeName.parse("story").size == PixelSize(width: 1080, height: 1920))
    #expect(try SizeName.parse("1x1").size == PixelSize(width: 1, height: 1))
    #expect(try SizeName.parse("6144x3255").text == "6144x3255")
    let bad = [
      "", "x1", "1x", "0x1", "01x1", "1X1", "1x1x1", "-1x1", "1.5x1", "6145x1", "1x6145",
      "6144x3256",
      "999999x999999", "99999999999999999999x1", "OG", "open", "１x1",
    ]
    for text in bad {
      let error = #expect(throws: InputError.self, "\(text)") { try SizeName.parse(text) }
      #expect(error?.code == .outOfRange)
    }
    let near = #expect(throws: InputError.self) { try SizeName.parse("linkdin") }
    #expect(near?.hint == "did you mean \"linkedin\"?")
    #expect(Set(SizePreset.all.map(\.id)).count == 9)
    for preset in SizePreset.all { #expect(CardID.isValid(preset.id)) }
  }

  @Test("print as their own spelling and read back as themselves")
  func roundTrip() throws {
    var count = 0
    for id in ["a", "posts/hello.world", "x/..y/z-1"] {
      for format in PictureFormat.allCases {
        for size in [nil, "og", "640x320"] {
          for scale in [1, 1.5, 2.25, 3] {
            for locale in [nil, "de", "pt-BR"] {
              var address = CardAddress(id: id, format: format)
              if let size {
                address.variant = .init(
                  size: try SizeName.parse(size), scale: scale, locale: locale)
              }
              #expect(CardAddress.parse(address.path) == address)
              count += 1
            }
          }
        }
      }
    }
    #expect(count == 432)
    let full = CardAddress.parse("/c/posts/hello~og~2x~de.webp")
    #expect(full?.path == "/c/posts/hello~og~2x~de.webp")
    #expect(full?.variant?.locale == "de")
    #expect(full?.name == "posts/hello~og~2x~de")
  }

  @Test(
    "are refused in any other spelling",
    arguments: [
      "", "/c/", "/c/.png", "/c/a", "/c/a.jpeg", "/c/a.gif", "/c/a.PNG", "/i/a.png", "c/a.png",
      "/c//a.png",
      "/c/../a.png", "/c/a~og.png", "/c/a~og~2.png", "/c/a~og~2x~.png", "/c/a~og~2.0x.png",
      "/c/a~og~02x.png",
      "/c/a~og~4x.png", "/c/a~og~0.5x.png", "/c/a~og~1.555x.png", "/c/a~og~nanx.png",
      "/c/a~og~x.png",
      "/c/a~~1x.png", "/c/a~og~1x~de~fr.png", "/c/a~og~1x~d.png", "/c/a~0x1~1x.png",
      "/c/a~og~+2x.png",
      "/c/a~og~1x~de_DE.png", "/c/a~unknown~1x.png", "/c/~og~1x.png", "/c/a.png.",
    ])
  func refused(path: String) { #expect(CardAddress.parse(path) == nil) }

  @Test("language tags are parts of letters and digits")
  func languageTags() {
    for tag in ["en", "pt-BR", "zh-Hant-TW", "de-1996", "deu"] {
      #expect(LanguageTag.isWellFormed(tag))
    }
    for tag in ["", "e", "en-", "-en", "en_US", "en US", "e1", "123", "abcdefghi", "en--US", "é"] {
      #expect(!LanguageTag.isWellFormed(tag))
    }
  }
}
