package import PlacardCore
package import PlacardStore

/// Whether a picture is a hit or a miss, and what its key is made of.
package struct KeyAccount: Sendable {
  /// What leads to the picture: `og~1x.png` of a card, or an address.
  package var name: String
  /// Nil when it cannot be known: a remote picture was never fetched.
  package var key: RenderKey?
  /// What the store has for the key; nil for a miss.
  package var stored: CardEntry?
  /// What the key is made of, where that is known.
  package var inputs: CardInputs?
  /// Paths and addresses of the source pictures, in the order of the layers.
  package var pictures: [String] = []
  /// What the key is held against, in words; nil where there is nothing.
  package var reference: String?
  /// What differs from that.
  package var changes: [InputChange] = []
  /// Where the template is what differs: its places, where its former revision is kept.
  package var templateChanges: [JSONDifference] = []
  /// What else is to be said; sentences.
  package var notes: [String] = []

  package var isHit: Bool { stored != nil }

  init(name: String) { self.name = name }
}

/// What `placard why` is asked.
package struct KeyQuestion: Sendable {
  /// A card's id, or an address or path of `/api/render`, `/c` or `/i`.
  package var subject: String
  /// Manifests to find the card in; none for the published build alone.
  package var manifests: [String]
  package var site: String
  package var store: String?

  package init(subject: String, manifests: [String], site: String, store: String?) {
    self.subject = subject
    self.manifests = manifests
    self.site = site
    self.store = store
  }

  /// The path and query of a subject that is an address; nil for an id.
  var target: String? {
    if subject.hasPrefix("/") { return subject }
    for scheme in ["https://", "http://"] where subject.lowercased().hasPrefix(scheme) {
      let rest = subject.dropFirst(scheme.count)
      return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
    return nil
  }
}
