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

/// A calendar month in UTC, by which renders are counted.
package struct UsageMonth: Sendable, Hashable, Comparable {
  package let year: Int
  /// 1 to 12.
  package let month: Int

  package init(year: Int, month: Int) {
    precondition((0...9999).contains(year) && (1...12).contains(month), "a month of the calendar")
    self.year = year
    self.month = month
  }

  /// 202607 for July 2026.
  var number: UInt64 { UInt64(year * 100 + month) }

  /// Nil when `number` is no month.
  init?(number: UInt64) {
    guard number <= 9999_12, (1...12).contains(number % 100) else { return nil }
    self.init(year: Int(number / 100), month: Int(number % 100))
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// What one key used in one month.
package struct UsageRecord: Sendable, Hashable {
  package let keyID: String
  package let month: UsageMonth
  package let count: UInt64
}

/// The stored form of a month's count: the key's id is repeated, since a table key may shorten it.
struct UsageEntry: Record {
  var keyID: String
  var count: UInt64

  init(keyID: String, count: UInt64) {
    self.keyID = keyID
    self.count = count
  }

  init(from reader: inout RecordReader) {
    keyID = reader.text()
    count = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(keyID)
    writer.put(count)
  }
}
