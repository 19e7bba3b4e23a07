internal import PlacardHTTP

/// The kinds of answers with a picture: who may keep one for how long.
enum PictureAnswer: UInt8 {
  /// `/i/…`: the bytes can never change.
  case immutable
  /// `/c/…` and `/api/render`: what the address leads to can.
  case changing
  /// A signed address that ends soon: nobody may show the picture without asking.
  case expiring
  /// `format=auto`: what the address leads to depends on Accept.
  case varying
  case varyingExpiring

  var cacheControl: String {
    switch self {
    case .immutable: "public, max-age=31536000, immutable"
    case .changing, .varying:
      "public, max-age=\(Self.freshSeconds), stale-while-revalidate=\(Self.staleSeconds)"
    case .expiring, .varyingExpiring: "public, no-cache"
    }
  }

  var isNegotiated: Bool { self == .varying || self == .varyingExpiring }

  static let freshSeconds: Int64 = 300
  static let staleSeconds: Int64 = 86_400
  static let vary = OwnedResponse.Field("Vary", "Accept")
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
