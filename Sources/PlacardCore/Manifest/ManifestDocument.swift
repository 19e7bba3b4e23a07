/// A manifest that is one JSON object; holds its bytes and where each card begins and ends.
package struct ManifestDocument: Sendable {
  private let file: String
  private let bytes: [UInt8]
  private let cards: [Range<Int>]
  private let reader: CardReader
  /// The rules that make cards from files, in their order.
  package let sources: [SourceRule]
  private var index = 0
  // The place of the last card read: the next one is counted on from there.
  private var offset = 0
  private var place = TextPlace()

  /// How many cards the manifest has, readable or not.
  package var count: Int { cards.count }

  /// Throws when the whole is not JSON, not an object with a list of `cards` or `sources`, or its
  /// defaults or sources cannot be read. `file` is the name that errors show.
  package static func parse(
    _ bytes: [UInt8], file: String, limits: Limits = Limits()
  ) throws(InputError) -> ManifestDocument {
    let outline: Outline
    do throws(InputError) {
      outline = try bytes.withUnsafeBufferPointer { buffer throws(InputError) in
        try Outline(buffer)
      }
    } catch {
      throw bytes.withUnsafeBytes { error.located(in: $0, named: file) }
    }
    var reader = CardReader(limits: limits, defaults: nil)
    if let range = outline.defaults {
      reader.defaults = try defaults(bytes, range, file: file, limits: limits)
    }
    var sources: [SourceRule] = []
    for (index, range) in outline.sources.enumerated() {
      let start = bytes.withUnsafeBytes { TextPlace(of: range.lowerBound, in: $0) }
      let source = CardSource(
        file: file, start: start, path: "sources[\(index)]", text: bytes[range])
      let json: JSON
      do throws(InputError) {
        json = try JSONParser.parse(Array(source.text), limits: limits.json)
      } catch {
        throw source.located(error)
      }
      sources.append(
        try SourceRule(json, source: source, defaults: reader.defaults, limits: limits))
    }
    return ManifestDocument(
      file: file, bytes: bytes, cards: outline.cards, reader: reader, sources: sources)
  }

  private init(
    file: String, bytes: [UInt8], cards: [Range<Int>], reader: CardReader, sources: [SourceRule]
  ) {
    self.file = file
    self.bytes = bytes
    self.cards = cards
    self.reader = reader
    self.sources = sources
  }

  private static func defaults(
    _ bytes: [UInt8], _ range: Range<Int>, file: String, limits: Limits
  ) throws(InputError) -> ManifestDefaults {
    let start = bytes.withUnsafeBytes { TextPlace(of: range.lowerBound, in: $0) }
    let source = CardSource(file: file, start: start, path: "defaults", text: bytes[range])
    let json: JSON
    do throws(InputError) {
      json = try JSONParser.parse(Array(source.text), limits: limits.json)
    } catch {
      throw source.located(error)
    }
    return try ManifestDefaults(json, source: source, limits: limits)
  }

  /// The next card; nil after the last.
  package mutating func next() -> ManifestEntry? {
    guard index < cards.count else { return nil }
    let range = cards[index]
    bytes.withUnsafeBytes {
      place.advance(over: UnsafeRawBufferPointer(rebasing: $0[offset..<range.lowerBound]))
    }
    offset = range.lowerBound
    let source = CardSource(
      file: file, start: place, path: "cards[\(index)]", text: bytes[range])
    index += 1
    return reader.entry(source)
  }
}

/// The outer levels of a manifest: where its parts stand.
private struct Outline {
  var defaults: Range<Int>?
  var cards: [Range<Int>] = []
  var sources: [Range<Int>] = []

  private static let names = ["defaults", "cards", "sources"]

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputError) {
    var offsets: [String: Int] = [:]
    var defaults: Range<Int>?
    var cards: [Range<Int>]?
    var sources: [Range<Int>]?
    var parser = try JSONParser.outline(bytes)
    try parser.run { parser throws(JSONFailure) in
      try parser.walkObject { (parser, key, keyOffset) throws(JSONFailure) in
        if let first = offsets.updateValue(keyOffset, forKey: key) {
          throw parser.duplicate(key, at: keyOffset, first: first)
        }
        guard Self.names.contains(key) else {
          throw parser.fail(
            .unknownMember(
              JSON.Member(key: key, keyOffset: keyOffset, value: JSON(.null)), in: "",
              allowed: Self.names))
        }
        do throws(JSONFailure) {
          switch key {
          case "defaults": defaults = try parser.valueRange()
          case "cards": cards = try parser.elementRanges()
          default: sources = try parser.elementRanges()
          }
        } catch {
          throw parser.within(member: key)
        }
      }
      try parser.expectEnd()
    }
    guard cards != nil || sources != nil else {
      throw InputError(
        .missing, message: "the member \"cards\" is missing",
        hint: "a list of cards, or \"sources\" with rules that make cards from files", offset: 0)
    }
    self.defaults = defaults
    self.cards = cards ?? []
    self.sources = sources ?? []
  }
}
