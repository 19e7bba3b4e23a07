import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardTesting
import Testing

@Suite("Assembling a page") struct PageAssemblyTests {
  private func key(_ name: String) -> RenderKey { RenderKey(Digest(of: name)) }
  private func hash(_ name: String) -> ContentHash { ContentHash(Digest(of: name)) }

  private func variant(
    _ format: PictureFormat, _ key: RenderKey, _ hash: ContentHash = PageAssembly.unknown
  ) -> PageVariant {
    PageVariant(
      format: format, sizeName: "200x100", width: 200, height: 100, scale: 1, renderKey: key,
      contentHash: hash)
  }

  private func card() throws -> ManifestCard {
    var lines = ManifestLines(file: "cards.jsonl")
    let line = Array(#"{"id": "a", "templateId": "card"}"#.utf8)
    let entry = try line.withUnsafeBytes { try lines.read($0, number: 1) }
    guard case .card(let card)? = entry else { throw Client.Failure(what: "the line is a card") }
    return card
  }

  @Test("The page is whole with its last picture, in the order of its variants")
  func whole() throws {
    let line = LineRecord(digest: Digest(of: "line"), dependencies: 1, pictureCount: 3)
    let assembly = try PageAssembly(
      card: card(),
      variants: [
        variant(.png, key("1")), variant(.webp, key("2"), hash("known")), variant(.jpeg, key("3")),
      ], missingCount: 2, line: line)
    #expect(assembly.found(key("3"), hash("three")) == nil)
    let page = try #require(assembly.found(key("1"), hash("one")))
    #expect(page.line == line && page.page.id == "a")
    #expect(page.page.variants.map(\.format) == [.png, .webp, .jpeg])
    #expect(page.page.variants.map(\.contentHash) == [hash("one"), hash("known"), hash("three")])
  }

  @Test("Two variants of one key are found together and counted apart")
  func equalKeys() throws {
    let assembly = try PageAssembly(
      card: card(), variants: [variant(.png, key("1")), variant(.png, key("1"))], missingCount: 2,
      line: nil)
    #expect(assembly.found(key("1"), hash("one")) == nil)
    let page = try #require(assembly.found(key("1"), hash("one")))
    #expect(page.page.variants.allSatisfy { $0.contentHash == hash("one") })
  }

  @Test("A card that failed has no page, and its failure is reported once")
  func failed() throws {
    let assembly = try PageAssembly(
      card: card(), variants: [variant(.png, key("1")), variant(.webp, key("2"))], missingCount: 3,
      line: nil)
    #expect(assembly.failed())
    #expect(!assembly.failed())
    #expect(assembly.found(key("1"), hash("one")) == nil)
  }
}
