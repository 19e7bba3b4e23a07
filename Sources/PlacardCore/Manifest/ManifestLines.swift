/// Reads a manifest in JSON Lines as its lines come; holds nothing but the defaults.
package struct ManifestLines: Sendable {
  private let file: String
  private var reader: CardReader
  private var isFirst = true
  private var sources: [SourceRule] = []

  /// `file` is the name that errors show.
  package init(file: String, limits: Limits = Limits()) {
    self.file = file
    reader = CardReader(limits: limits, defaults: nil)
  }

  /// Whether a line is read with all the defaults that it will have: the first may hold them.
  package var isPastDefaults: Bool { !isFirst }

  /// What `ManifestCard.rawDigest` of a card with this text is, without reading it.
  package func rawDigest(ofLine line: UnsafeRawBufferPointer) -> Digest {
    reader.rawDigest(of: line)
  }

  /// The rules of a line `{"sources": […]}` that has been read since they were last taken.
  package mutating func takeSources() -> [SourceRule] {
    defer { sources = [] }
    return sources
  }

  /// Reads the line of that number, counted from 1, with or without its line feed; nil for a line
  /// without a card: blank, the defaults, or sources, which are then to be taken.
  ///
  /// Throws only when the defaults or sources cannot be read: then no card of theirs can be.
  package mutating func read(
    _ line: UnsafeRawBufferPointer, number: Int
  ) throws(InputError) -> ManifestEntry? {
    if line.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return nil }
    let source = CardSource(
      file: file, start: TextPlace(line: number), path: "", text: Array(line)[...])
    let json: JSON
    do throws(InputError) {
      json = try JSONParser.parse(line, limits: reader.limits.json)
    } catch {
      if isFirst, Self.mayBeDefaults(line) { throw source.located(error) }
      isFirst = false
      return reader.failed(error, source, line)
    }
    if let value = json["sources"] {
      isFirst = false
      try readSources(value, of: json, source)
      return nil
    }
    guard isFirst, let value = json["defaults"] else {
      isFirst = false
      return reader.entry(json, source, line)
    }
    isFirst = false
    do throws(InputError) {
      try JSONReader(json).refuseUnknownMembers(allowed: ["defaults"])
    } catch {
      throw source.located(error)
    }
    reader.defaults = try ManifestDefaults(
      value,
      source: CardSource(
        file: file, start: source.start, path: "defaults", text: source.text),
      limits: reader.limits)
    return nil
  }

  /// Reads the rules of a line that has nothing else.
  private mutating func readSources(
    _ value: JSON, of json: JSON, _ source: CardSource
  ) throws(InputError) {
    let rules: [JSON]
    do throws(InputError) {
      try JSONReader(json).refuseUnknownMembers(allowed: ["sources"])
      rules = try value.elements(at: "sources")
    } catch {
      throw source.located(error)
    }
    for (index, rule) in rules.enumerated() {
      sources.append(
        try SourceRule(
          rule,
          source: CardSource(
            file: file, start: source.start, path: "sources[\(index)]", text: source.text),
          defaults: reader.defaults, limits: reader.limits))
    }
  }

  /// Whether a broken first line looks like the defaults: without them the cards would be wrong.
  private static func mayBeDefaults(_ line: UnsafeRawBufferPointer) -> Bool {
    let name = Array(#""defaults""#.utf8)
    guard line.count >= name.count else { return false }
    return (0...line.count - name.count).contains { start in
      line[start] == name[0] && line[start..<start + name.count].elementsEqual(name)
    }
  }
}
