package import PlacardCore
package import PlacardFetch
package import PlacardStore

/// A picture wanted now, by somebody who waits.
package struct Order: Sendable {
  package var template: Template
  package var request: CardRequest
  package var settings: EncodeSettings
  /// `generated` keeps the picture for good and is answered once it is committed; `missed` is
  /// answered first.
  package var origin: CardOrigin
  /// Where remote pictures of this order may come from.
  package var policy: FetchPolicy
  /// Whom a fresh render is charged to.
  package var charge: Charge?
  /// Whether it is rendered although nobody has begun it within the deadline: its client has another
  /// answer by then, and the next one gets the picture.
  package var mayBeginLate = false

  /// The API key, by its id, and the UTC month that a render counts in.
  package struct Charge: Sendable, Hashable {
    package var keyID: String
    package var month: UsageMonth

    package init(keyID: String, month: UsageMonth) {
      self.keyID = keyID
      self.month = month
    }
  }

  package init(
    template: Template, request: CardRequest, settings: EncodeSettings, origin: CardOrigin,
    policy: FetchPolicy, charge: Charge? = nil
  ) {
    self.template = template
    self.request = request
    self.settings = settings
    self.origin = origin
    self.policy = policy
    self.charge = charge
  }
}

/// What came of an order.
package struct Filled: Sendable {
  package var picture: Artifact
  /// Whether this order's own render made it; an order that joined another's did not.
  package var isFresh: Bool

  package init(picture: Artifact, isFresh: Bool) {
    self.picture = picture
    self.isFresh = isFresh
  }
}
