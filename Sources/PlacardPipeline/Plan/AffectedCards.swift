internal import PlacardCore
package import PlacardStore

/// The cards of the published build that a template's change would have drawn anew.
package struct AffectedCards: Sendable {
  package private(set) var cardCount = 0
  package private(set) var pictureCount = 0
  /// Of those pictures as they are now.
  package private(set) var byteCount = 0
  /// The cards' ids, the first hundred in the order of their bytes.
  package private(set) var firstIDs: [String] = []
  /// Pictures of the build that do not tell what they were drawn from: they are older than that.
  package private(set) var unknownCount = 0

  private static let idsMax = 100

  /// No cards at all.
  package init() {}

  /// Looks through the pages of the published build for pictures drawn by the template `id`.
  package init(of id: String, _ snapshot: Snapshot) throws(StoreError) {
    var found = AffectedCards()
    try snapshot.forEachPage { page throws(StoreError) in
      var isAffected = false
      for variant in page.variants {
        guard let entry = try snapshot.card(variant.renderKey) else { continue }
        guard let inputs = CardInputs(bytes: entry.inputs) else {
          found.unknownCount += 1
          continue
        }
        guard inputs.templateID == id else { continue }
        isAffected = true
        found.pictureCount += 1
        found.byteCount += Int(entry.byteCount)
      }
      if isAffected {
        found.cardCount += 1
        if found.firstIDs.count < Self.idsMax { found.firstIDs.append(page.id) }
      }
      return true
    }
    self = found
  }
}
