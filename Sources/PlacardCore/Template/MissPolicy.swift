/// What `/api/render` does for a card of a template that is not in the store yet: `onMiss`.
package enum MissPolicy: UInt8, Sendable, Hashable, CaseIterable {
  /// Draws it for anyone who asks.
  case render = 0
  /// Draws it for a signed address only.
  case signed = 1
  /// Draws it for nobody; what is stored is served.
  case never = 2

  /// The policy named by a user; nil for an unknown name.
  package init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package var name: String {
    switch self {
    case .render: "render"
    case .signed: "signed"
    case .never: "never"
    }
  }
}

/// What `/api/render` answers when a card of a template is not drawn in time: `fallback`.
package enum FallbackPicture: UInt8, Sendable, Hashable, CaseIterable {
  /// An error.
  case none = 0
  /// The picture of the template without any overrides.
  case `default` = 1

  /// The fallback named by a user; nil for an unknown name.
  package init?(name: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package var name: String {
    switch self {
    case .none: "none"
    case .default: "default"
    }
  }
}
