/// What a key may be for.
package enum KeyScope: String, Sendable, Hashable, CaseIterable {
  /// `POST /api/generate`.
  case generate
  /// Templates, their versions and what they are made of.
  case templates
  /// Everything, keys and the store among it.
  case admin

  /// What a key is for when nothing is said (FORMAT §7.10).
  package static let standard: [KeyScope] = [.generate, .templates]
  package static let names = allCases.map(\.rawValue)
}
