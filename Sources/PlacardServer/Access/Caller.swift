internal import PlacardCore
internal import PlacardStore

/// Who makes a call that is not for everybody.
struct Caller {
  /// The key that was sent, or that the session was opened with.
  let key: APIKeyRecord
  /// The digest of the key's secret; nil for a session.
  let secret: Digest?

  /// Whether the key may do what `scope` names; `admin` may do everything.
  func has(_ scope: KeyScope) -> Bool { key.has(scope) }
}

extension APIKeyRecord {
  /// Whether it may do what `scope` names; `admin` may do everything.
  func has(_ scope: KeyScope) -> Bool {
    scopes.contains(scope.rawValue) || scopes.contains(KeyScope.admin.rawValue)
  }

  var isLive: Bool { revokedAt == nil }
}
