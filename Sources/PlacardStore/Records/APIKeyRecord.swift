/// An API key; of the secret itself only the digest is kept, as the record's key.
package struct APIKeyRecord: Sendable, Hashable {
  package var id: String
  package var name: String
  package var plan: String
  package var scopes: [String]
  /// The secret's first characters, by which its owner knows it.
  package var prefix: String
  /// Unix seconds.
  package var createdAt: Int64
  package var revokedAt: Int64?
  package var lastUsedAt: Int64?

  package init(
    id: String, name: String, plan: String, scopes: [String], prefix: String, createdAt: Int64
  ) {
    self.id = id
    self.name = name
    self.plan = plan
    self.scopes = scopes
    self.prefix = prefix
    self.createdAt = createdAt
  }
}

extension APIKeyRecord: Record {
  init(from reader: inout RecordReader) {
    id = reader.text()
    name = reader.text()
    plan = reader.text()
    scopes = reader.list { $0.text() }
    prefix = reader.text()
    createdAt = reader.number()
    revokedAt = reader.optionalNumber()
    lastUsedAt = reader.optionalNumber()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(id)
    writer.put(name)
    writer.put(plan)
    writer.put(UInt32(clamping: scopes.count))
    for scope in scopes { writer.put(scope) }
    writer.put(prefix)
    writer.put(createdAt)
    writer.put(revokedAt)
    writer.put(lastUsedAt)
  }
}

/// A studio session, under the digest of its token.
package struct SessionRecord: Sendable, Hashable {
  package var keyID: String
  /// Unix seconds.
  package var createdAt: Int64
  package var expiresAt: Int64

  package init(keyID: String, createdAt: Int64, expiresAt: Int64) {
    self.keyID = keyID
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}

extension SessionRecord: Record {
  init(from reader: inout RecordReader) {
    keyID = reader.text()
    createdAt = reader.number()
    expiresAt = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(keyID)
    writer.put(createdAt)
    writer.put(expiresAt)
  }
}
