package import PlacardCore

/// API keys, their use, and studio sessions.
extension StoreWriter {
  /// Stores a key under the digest of its secret.
  package func putKey(_ secret: Digest, _ key: APIKeyRecord) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      try snapshot.put(key, in: .keys, secret.bytes)
    }
  }

  /// Revokes the key of that id; false when there is none or it is revoked already.
  ///
  /// - Parameter now: Unix seconds.
  @discardableResult
  package func revokeKey(_ id: String, now: Int64) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      let keys: [(key: [UInt8], record: APIKeyRecord)] = try snapshot.chunk(
        of: .keys, after: nil, countMax: .max)
      guard var row = keys.first(where: { $0.record.id == id }), row.record.revokedAt == nil
      else { return false }
      row.record.revokedAt = now
      try snapshot.put(row.record, in: .keys, row.key)
      return true
    }
  }

  /// Notes when a key was last used, at most once an hour.
  package func touchKey(_ secret: Digest, now: Int64) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      guard var key = try snapshot.key(secret) else { return }
      if let last = key.lastUsedAt, now < last &+ 3_600 { return }
      key.lastUsedAt = now
      try snapshot.put(key, in: .keys, secret.bytes)
    }
  }

  /// Charges a key with renders; returns the month's sum with them.
  @discardableResult
  package func addUsage(
    _ keyID: String, _ day: UsageDay, _ count: UInt64
  ) throws(StoreError) -> UInt64 {
    try change { (snapshot) throws(StoreError) in
      try snapshot.add(count, to: keyID, number: day.number)
      return try snapshot.add(count, to: keyID, number: day.month.number)
    }
  }

  /// Stores a session under the digest of its token.
  package func putSession(_ token: Digest, _ session: SessionRecord) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      try snapshot.put(session, in: .sessions, token.bytes)
    }
  }

  /// Ends the session whose token has that digest; false when there is none.
  @discardableResult
  package func deleteSession(_ token: Digest) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      try snapshot.delete(from: .sessions, token.bytes)
    }
  }

  /// Takes away sessions that have expired at `now`, Unix seconds; returns how many.
  @discardableResult
  package func deleteExpiredSessions(now: Int64) throws(StoreError) -> Int {
    try change { (snapshot) throws(StoreError) in
      let sessions: [(key: [UInt8], record: SessionRecord)] = try snapshot.chunk(
        of: .sessions, after: nil, countMax: .max)
      let expired = sessions.filter { $0.record.expiresAt <= now }
      for row in expired { try snapshot.delete(from: .sessions, row.key) }
      return expired.count
    }
  }
}

extension Snapshot {
  /// Adds to the row of a key's month or day; returns its sum.
  @discardableResult
  fileprivate func add(
    _ count: UInt64, to keyID: String, number: UInt64
  ) throws(StoreError) -> UInt64 {
    let key = StoreKey.numbered(keyID, number)
    let old: UsageEntry? = try record(in: .usage, key)
    let (sum, overflows) = (old?.count ?? 0).addingReportingOverflow(count)
    let entry = UsageEntry(keyID: keyID, count: overflows ? .max : sum)
    try put(entry, in: .usage, key)
    return entry.count
  }
}
