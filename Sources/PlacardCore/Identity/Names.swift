/// Names *the bytes*: the digest of an encoded picture. `/i/<hash>.<ext>` and the ETag spell it.
package struct ContentHash: Sendable, Hashable, Comparable {
  package let digest: Digest

  package init(_ digest: Digest) { self.digest = digest }

  /// The name of `bytes`.
  package init(of bytes: [UInt8]) { digest = Digest(of: bytes) }

  package var hex: String { digest.hex }

  package static func < (left: Self, right: Self) -> Bool { left.digest < right.digest }
}

/// Names *the request*: the digest of everything that can change a byte of its picture.
package struct RenderKey: Sendable, Hashable, Comparable {
  package let digest: Digest

  package init(_ digest: Digest) { self.digest = digest }

  package var hex: String { digest.hex }

  package static func < (left: Self, right: Self) -> Bool { left.digest < right.digest }
}

/// The digest of a template's canonical `jsonData` alone (not its name, description or publicity).
package struct TemplateRevision: Sendable, Hashable {
  package let digest: Digest

  package init(_ digest: Digest) { self.digest = digest }
}
