/// One card of a manifest, or why it is none.
package enum ManifestEntry: Sendable {
  case card(ManifestCard)
  case failed(FailedCard)
}

extension ManifestEntry {
  /// The card that `json` spells, made elsewhere than in a manifest: from front matter or a page of
  /// HTML. `source` is what its errors point to: offsets in `json` count from the source's text, and
  /// `source.path` goes before their paths.
  ///
  /// - Parameters:
  ///   - rawDigest: of everything the card was made from; while it stays, so does the card.
  ///   - defaults: apply below what `json` says.
  ///   - hasCells: its strings are values of whatever type the template has there.
  package static func made(
    _ json: JSON, rawDigest: Digest, source: CardSource, limits: Limits,
    defaults: ManifestDefaults? = nil, hasCells: Bool = false
  ) -> ManifestEntry {
    do throws(InputError) {
      let members = try CardMembers(json, allowsID: true, limits: limits)
      return .card(
        try ManifestCard(
          members, own: json, defaults: defaults, source: source, rawDigest: rawDigest,
          hasCells: hasCells))
    } catch {
      var id: String?
      if case .string(let text)? = json["id"]?.value, CardID.isValid(text) { id = text }
      return .failed(FailedCard(id: id, error: source.located(error), source: source))
    }
  }
}

/// A card that could not be read; the cards beside it are not concerned.
package struct FailedCard: Sendable {
  /// The card's id as far as it could be made out: its last picture stays published.
  package let id: String?
  /// With file, line, column and path.
  package let error: InputError
  package let source: CardSource

  package init(id: String?, error: InputError, source: CardSource) {
    self.id = id
    self.error = error
    self.source = source
  }
}

/// Reads the text of one card.
struct CardReader: Sendable {
  let limits: Limits
  var defaults: ManifestDefaults?

  /// Of a card's raw text together with the defaults that apply to it.
  func rawDigest(of text: UnsafeRawBufferPointer) -> Digest {
    guard let defaults else { return Digest(of: text) }
    var hasher = Digest.Hasher()
    hasher.update(defaults.digest)
    hasher.update(text)
    return hasher.finish()
  }

  /// The card that the whole text of `source` spells.
  func entry(_ source: CardSource) -> ManifestEntry {
    source.text.withUnsafeBytes { bytes in
      do throws(InputError) {
        return entry(try JSONParser.parse(bytes, limits: limits.json), source, bytes)
      } catch {
        return failed(error, source, bytes)
      }
    }
  }

  /// The card of `source`, whose text has been parsed as `json`.
  func entry(
    _ json: JSON, _ source: CardSource, _ bytes: UnsafeRawBufferPointer
  ) -> ManifestEntry {
    do throws(InputError) {
      let members = try CardMembers(json, allowsID: true, limits: limits)
      return .card(
        try ManifestCard(
          members, own: json, defaults: defaults, source: source, rawDigest: rawDigest(of: bytes)))
    } catch {
      return failed(error, source, bytes)
    }
  }

  func failed(
    _ error: InputError, _ source: CardSource, _ bytes: UnsafeRawBufferPointer
  ) -> ManifestEntry {
    let id = JSONParser.member("id", ofBroken: bytes).flatMap { json -> String? in
      if case .string(let id) = json.value, CardID.isValid(id) { return id }
      return nil
    }
    return .failed(FailedCard(id: id, error: source.located(error), source: source))
  }
}
