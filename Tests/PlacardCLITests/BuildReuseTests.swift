import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("What a second build renders")
struct BuildReuseTests {
  /// Two cards in the default font, one in a font reached by name, one without text, and two with a
  /// picture each.
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest([
      #"{"defaults": {"templateId": "plain", "formats": ["png", "webp"]}}"#,
      #"{"id": "one", "variables": {"title": "One"}}"#,
      #"{"id": "two", "variables": {"title": "Two"}}"#,
      #"{"id": "mono", "templateId": "mono", "variables": {"title": "Mono"}}"#,
      #"{"id": "bare", "templateId": "bare"}"#,
      #"{"id": "red", "templateId": "badge"}"#,
      #"{"id": "blue", "templateId": "badge", "layers": {"logo": {"image_url": "assets/blue.png"}}}"#,
    ])
    let first = try site.build()
    #expect(first.status == 0)
    #expect(first.cards == 6 && first.pictures == 12)
    #expect(first.rendered == 12 && first.reused == 0 && first.failed == 0)
    #expect(first.build == 1 && first.failures.isEmpty && first.bytes > 0)
    return site
  }

  /// The ids of the cards whose keys differ.
  private func changed(
    _ before: [String: PageRecord], _ after: [String: PageRecord]
  ) -> Set<String> {
    Set(after.keys.filter { before[$0] != after[$0] })
  }

  /// Builds after `change` and tells which cards it changed, each in both formats.
  private func cardsChanged(in site: TestSite, by change: () throws -> Void) throws -> Set<String> {
    let before = try site.pages()
    try change()
    let report = try site.build()
    #expect(report.status == 0)
    let cards = changed(before, try site.pages())
    #expect(report.rendered == 2 * cards.count)
    #expect(report.reused == 12 - 2 * cards.count)
    // What it made is there: the next one makes nothing.
    #expect(try site.build().rendered == 0)
    return cards
  }

  @Test("Nothing, when nothing has changed")
  func nothing() throws {
    let site = try site()
    let before = try site.pages()
    let second = try site.build()
    #expect(second.status == 0)
    #expect(second.rendered == 0 && second.reused == 12 && second.failed == 0)
    #expect(second.bytes == 0 && second.build == 2)
    #expect(try site.pages() == before)
  }

  @Test("One card, when one title has changed")
  func title() throws {
    let site = try site()
    let cards = try cardsChanged(in: site) {
      let text = String(decoding: try site.read("cards.jsonl"), as: UTF8.self)
      try site.write("cards.jsonl", text.replacingOccurrences(of: #""Two""#, with: #""Deux""#))
    }
    #expect(cards == ["two"])
  }

  @Test("The cards of a template, when its drawing has changed")
  func template() throws {
    let site = try site()
    let cards = try cardsChanged(in: site) {
      try site.write(
        "templates/plain.json",
        TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    }
    #expect(cards == ["one", "two"])
  }

  @Test("Nothing, when a template has another name, description, order of members and spacing")
  func templateSpelling() throws {
    let site = try site()
    let cards = try cardsChanged(in: site) {
      try site.write(
        "templates/plain.json",
        TestSite.plain.replacingOccurrences(of: #""name": "plain","#, with: #""name": "Other","#)
          .replacingOccurrences(of: #""fontSize": 10"#, with: #""fontSize":1.0e1"#)
          .replacingOccurrences(of: "#cc3333", with: "#C33"))
    }
    #expect(cards == [])
  }

  @Test("The cards whose text can reach a font, when its file has changed")
  func fonts() throws {
    let site = try site()
    // Bytes past the last table change no glyph, and nobody could tell without reading them all.
    let fallback = try cardsChanged(in: site) {
      try site.write("fonts/DejaVuSans.ttf", try site.read("fonts/DejaVuSans.ttf") + [0, 0, 0, 0])
    }
    #expect(fallback == ["one", "two", "mono"])
    let named = try cardsChanged(in: site) {
      try site.write(
        "fonts/DejaVuSansMono.ttf", try site.read("fonts/DejaVuSansMono.ttf") + [0, 0, 0, 0])
    }
    #expect(named == ["mono"])
    let unreached = try cardsChanged(in: site) { try site.copyFont("DejaVuSerif.ttf") }
    #expect(unreached == [])
    let newFace = try cardsChanged(in: site) { try site.copyFont("DejaVuSansMono-Bold.ttf") }
    #expect(newFace == ["mono"])
  }

  @Test("Every card with text, when the fallback list has changed")
  func fontList() throws {
    let site = try site()
    let cards = try cardsChanged(in: site) {
      try site.write(
        "site.json",
        """
        {"fonts": ["fonts/DejaVuSans.ttf", "fonts/DejaVuSansMono.ttf"],
         "limits": {"storeMapBytes": 268435456}}
        """)
    }
    // The last one's own font is reached before the list is: the list adds one all the same.
    #expect(cards == ["one", "two"])
  }

  @Test("The cards that name an asset, when its bytes have changed")
  func asset() throws {
    let site = try site()
    let cards = try cardsChanged(in: site) {
      try site.write("assets/blue.png", TestSite.png([255, 128, 0, 255]))
    }
    #expect(cards == ["blue"])
    let named = try cardsChanged(in: site) {
      try site.write("assets/red.png", TestSite.png([0, 128, 255, 255]))
    }
    #expect(named == ["red"])
  }

  @Test("Nothing, when files are newer and hold the same bytes")
  func touched() throws {
    let site = try site()
    let cards = try cardsChanged(in: site) {
      for name in [
        "fonts/DejaVuSans.ttf", "fonts/DejaVuSansMono.ttf", "assets/red.png",
        "templates/plain.json", "site.json", "cards.jsonl",
      ] {
        try site.write(name, try site.read(name))
      }
    }
    #expect(cards == [])
  }

  @Test("What has changed behind an unchanged status, with --rehash")
  func rehash() throws {
    let site = try site()
    let name = site.path + "/assets/blue.png"
    // A file that is only just written is read again by the next build, whatever its status.
    let yesterday = timespec(tv_sec: time(nil) - 86_400, tv_nsec: 0)
    func age() { #expect(utimensat(AT_FDCWD, name, [yesterday, yesterday], 0) == 0) }
    age()
    #expect(try site.build().rendered == 0)
    let before = try site.read("assets/blue.png")
    let other = TestSite.png([255, 128, 0, 255])
    #expect(before.count == other.count)
    try site.write("assets/blue.png", other)
    age()
    #expect(try site.build().rendered == 0)
    let report = try site.build(["cards.jsonl"], "--rehash")
    #expect(report.rendered == 2)
  }

  @Test("A change of equal length right after a build, within one tick of the file system's clock")
  func racy() throws {
    let site = try site()
    let name = site.path + "/assets/blue.png"
    var status = stat()
    #expect(stat(name, &status) == 0)
    let now = [status.st_mtim, status.st_mtim]
    try site.write("assets/blue.png", TestSite.png([255, 128, 0, 255]))
    #expect(utimensat(AT_FDCWD, name, now, 0) == 0)
    #expect(try site.build().rendered == 2)
  }

  @Test("What an earlier build made of the same card")
  func backAgain() throws {
    let site = try site()
    let before = try site.pages()
    let text = String(decoding: try site.read("cards.jsonl"), as: UTF8.self)
    try site.write("cards.jsonl", text.replacingOccurrences(of: #""Two""#, with: #""Deux""#))
    #expect(try site.build().rendered == 2)
    try site.write("cards.jsonl", text)
    #expect(try site.build().rendered == 0)
    #expect(try site.pages() == before)
  }
}
