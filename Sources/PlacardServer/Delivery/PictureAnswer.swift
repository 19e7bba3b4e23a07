internal import PlacardCore
internal import PlacardHTTP

/// The kinds of answers with a picture: who may keep one for how long.
enum PictureAnswer: UInt8, CaseIterable {
  /// `/i/…`: the bytes can never change.
  case immutable
  /// `/c/…` and `/api/render`: what the address leads to can.
  case changing
  /// A signed address that ends soon: nobody may show the picture without asking.
  case expiring
  /// The template's default picture in place of the one that is asked for.
  case standIn
  /// `format=auto`: what the address leads to depends on Accept.
  case varying
  case varyingExpiring
  case varyingStandIn

  var cacheControl: String {
    switch self {
    case .immutable: PictureLifetime.immutable
    case .changing, .varying: PictureLifetime.changing
    case .expiring, .varyingExpiring: "public, no-cache"
    case .standIn, .varyingStandIn: "public, max-age=10"
    }
  }

  var isNegotiated: Bool {
    switch self {
    case .immutable, .changing, .expiring, .standIn: false
    case .varying, .varyingExpiring, .varyingStandIn: true
    }
  }

  /// The kind of a default picture in place of one of this kind.
  var forStandIn: PictureAnswer { isNegotiated ? .varyingStandIn : .standIn }

  static let vary = OwnedResponse.Field("Vary", "Accept")

  /// The kind for `/api/render`, and the last second in which the address may be taken to lead
  /// where it leads; nil for any.
  static func rendered(
    isNegotiated: Bool, signedUntil: Int64?, now: Int64
  ) -> (kind: PictureAnswer, until: Int64?) {
    guard let end = signedUntil else { return (isNegotiated ? .varying : .changing, nil) }
    // A cache that may keep the picture so long must not outlive the signature.
    let lastFresh = end - PictureLifetime.freshSeconds - PictureLifetime.staleSeconds
    if now <= lastFresh { return (isNegotiated ? .varying : .changing, lastFresh) }
    return (isNegotiated ? .varyingExpiring : .expiring, end)
  }
}

extension Problem {
  /// The problem as an answer of that kind: it varies where the picture would.
  func of(_ kind: PictureAnswer) -> Problem {
    guard kind.isNegotiated else { return self }
    var problem = self
    problem.fields.append(PictureAnswer.vary)
    return problem
  }
}
