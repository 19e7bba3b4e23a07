import PlacardCore
import PlacardTesting
import Testing

@Suite("Manifests in CSV") struct ManifestTableTests {
  /// Every entry of `text`, as cards or as the sentences of their errors.
  private func read(_ text: String) throws -> (cards: [ManifestCard], failed: [String]) {
    var table = ManifestTable(file: "c.csv")
    var entries: [ManifestEntry] = []
    let bytes = Array(text.utf8)
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let entry = try Array(line).withUnsafeBytes { try table.read($0, number: number) }
      if let entry { entries.append(entry) }
    }
    if let last = try table.finish() { entries.append(last) }
    var cards: [ManifestCard] = []
    var failed: [String] = []
    for entry in entries {
      switch entry {
      case .card(let card): cards.append(card)
      case .failed(let card): failed.append("\(card.id ?? "-") \(card.error)")
      }
    }
    return (cards, failed)
  }

  private func text(_ json: JSON) -> String { JSONWriter.text(of: json) }

  @Test("A record is a card, an empty cell says nothing, and lists are words")
  func cards() throws {
    let (cards, failed) = try read(
      """
      id,templateId,title.text,logo.image_url,var:author,formats,scales,sizes
      a,post,Hello,assets/a.png,Ada,png webp,1 2,og 800x400
      b,post,"Say ""hi"", now",,,,,

      c,post,"two
      lines",,,,,
      """)
    #expect(failed.isEmpty && cards.map(\.id) == ["a", "b", "c"])
    #expect(
      text(cards[0].layers)
        == #"{"logo":{"image_url":"assets/a.png"},"title":{"text":"Hello"}}"#)
    #expect(text(cards[0].variables) == #"{"author":"Ada"}"#)
    #expect(cards[0].formats == [.png, .webp] && cards[0].scales == [1, 2])
    #expect(cards[0].sizes.map(\.text) == ["og", "800x400"])
    #expect(text(cards[1].layers) == #"{"title":{"text":"Say \"hi\", now"}}"#)
    #expect(text(cards[1].variables) == "{}" && cards[1].formats.isEmpty && cards[1].scales == [1])
    #expect(text(cards[2].layers) == #"{"title":{"text":"two\nlines"}}"#)
    #expect(cards[2].source.start.line == 5)
  }

  @Test("A byte order mark, carriage returns and a last line without an end are no part of a cell")
  func lineEnds() throws {
    let (cards, failed) = try read("\u{FEFF}id,templateId,t.text\r\na,p,\"x\"\r\nb,p,y")
    #expect(failed.isEmpty && cards.map(\.id) == ["a", "b"])
    #expect(cards.map { text($0.layers) } == [#"{"t":{"text":"x"}}"#, #"{"t":{"text":"y"}}"#])
  }

  @Test("A cell is read by its property's type, a text stays what it is")
  func types() throws {
    let (cards, _) = try read(
      "id,templateId,title.text,title.fontSize,title.color,var:n,var:s,x.y\n"
        + "a,t,12,48,red,7,8,9\n")
    let template = try Template.parse(
      file: Array(
        """
        {"id": "t", "jsonData": {"canvas": {"width": 9, "height": 9}, "layers": [
          {"name": "title", "type": "text", "width": 1, "height": 1}],
          "variables": [{"name": "n", "type": "number"}, {"name": "s"}]}}
        """.utf8))
    let card = cards[0].typed(by: template)
    #expect(
      text(card.layers)
        == #"{"title":{"color":"red","fontSize":48,"text":"12"},"x":{"y":"9"}}"#)
    #expect(text(card.variables) == #"{"n":7,"s":"8"}"#)
    // Its errors point at the cell.
    let error = card.located(
      InputError(.outOfRange, path: "layers.title.fontSize", message: "no"))
    #expect(error.description == "c.csv:2:8: layers.title.fontSize: no")
  }

  @Test("A record that is no card is told with its place and stops no other")
  func failures() throws {
    let (cards, failed) = try read(
      """
      id,templateId,t.text
      a,p
      b c,p,x
      d,p,a "quote"
      e,p,fine
      f,p,"open
      """)
    #expect(cards.map(\.id) == ["e"])
    #expect(
      failed == [
        "a c.csv:2:1: 2 cells, and the header has 3 (a cell with a comma stands in quotes)",
        "- c.csv:3:1: id: expected an id, found \"b c\" (\(CardID.hint))",
        "- c.csv:4:7: a quote in the middle of a cell (a cell with quotes stands in quotes, "
          + "with each of its own doubled)",
        "- c.csv:6:1: the record has a quote that is not closed (a cell with quotes stands in "
          + "quotes, with each of its own doubled)",
      ])
  }

  @Test(arguments: [
    (
      "templateId,t.text",
      "c.csv:1:1: the header has no column \"id\" (as in id,templateId,title.text)"
    ),
    (
      "id,tempalteId", "c.csv:1:4: there is no column \"tempalteId\" (did you mean \"templateId\"?)"
    ),
    (
      "id,a.b.c",
      "c.csv:1:4: there is no column \"a.b.c\" (columns are id, templateId, formats, sizes, scales, "
        + "layer.property and var:name)"
    ),
    ("id,a.b,a.b", "c.csv:1:8: the column \"a.b\" stands twice"),
  ])
  func headers(header: String, says: String) throws {
    let error = #expect(throws: InputError.self) { _ = try read(header + "\na\n") }
    #expect(error?.description == says)
  }
}
