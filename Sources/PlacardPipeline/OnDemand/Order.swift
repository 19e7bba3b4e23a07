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
  /// Asked once, when this order is about to have something begun: why it may not. Who waits for what
  /// another has begun is not asked.
  package var admission: (@Sendable () -> PipelineError?)?

  /// The same, which need not ask any more.
  var admitted: Order {
    var order = self
    order.admission = nil
    return order
  }

  /// The API key, by its id, the UTC day that a render counts on, and how many its month may have.
  package struct Charge: Sendable, Hashable {
    package var keyID: String
    package var day: UsageDay
    /// nil for a key without a limit.
    package var monthMax: UInt64?

    package init(keyID: String, day: UsageDay, monthMax: UInt64?) {
      self.keyID = keyID
      self.day = day
      self.monthMax = monthMax
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
  /// What the key has used this month, this render counted; nil where nothing was charged.
  package var usedCount: UInt64?

  package init(picture: Artifact, isFresh: Bool, usedCount: UInt64? = nil) {
    self.picture = picture
    self.isFresh = isFresh
    self.usedCount = usedCount
  }
}
