/// Reads a manifest in JSON Lines as its lines come; holds nothing but the defaults.
package struct ManifestLines: Sendable {
  private let file: String
  private var reader: CardReader
  private var isFirst = true

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

  /// Reads the line of that number, counted from 1, with or without its line feed; nil for a line
  /// without a card: blank, or the defaults.
  ///
  /// Throws only when the defaults cannot be read: then no card of the file can be.
  package mutating func read(
    _ line: UnsafeRawBufferPointer, number: Int
  ) throws(InputError) -> ManifestEntry? {
    if line.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return nil }
    let source = CardSource(
      file: file, start: TextPlace(line: number), path: "", text: Array(line)[...])
    guard isFirst else { return reader.entry(source) }
    isFirst = false
    let json: JSON
    do throws(InputError) {
      json = try JSONParser.parse(line, limits: reader.limits.json)
    } catch {
      if Self.mayBeDefaults(line) { throw source.located(error) }
      return reader.failed(error, source, line)
    }
    guard let value = json["defaults"] else { return reader.entry(json, source, line) }
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

  /// Whether a broken first line looks like the defaults: without them the cards would be wrong.
  private static func mayBeDefaults(_ line: UnsafeRawBufferPointer) -> Bool {
    let name = Array(#""defaults""#.utf8)
    guard line.count >= name.count else { return false }
    return (0...line.count - name.count).contains { start in
      line[start] == name[0] && line[start..<start + name.count].elementsEqual(name)
    }
  }
}
