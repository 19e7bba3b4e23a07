internal import CSodium

/// SHA-256 (FIPS 180-4), where others than Placard compute the digest too.
package enum SHA256 {
  /// The 32 bytes of the digest of `bytes`.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 32)
    let status = crypto_hash_sha256(&out, bytes, UInt64(bytes.count))
    precondition(status == 0, "libsodium refuses SHA-256")
    return out
  }
}
