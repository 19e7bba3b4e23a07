/// The one text of a query's parameters, however the query spells them: what is signed.
///
/// As AWS Signature Version 4 builds its canonical query string: names and values percent-encoded,
/// only unreserved characters (RFC 3986 §2.3) kept, sorted by the encoded name, `name=value` joined
/// by `&`.
package enum CanonicalQuery {
  /// The text of `parameters`, decoded names and values; no name stands twice.
  package static func text(of parameters: [(name: String, value: String)]) -> String {
    parameters.map { (PercentEncoding.text($0.name), PercentEncoding.text($0.value)) }
      .sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
      .map { $0.0 + "=" + $0.1 }.joined(separator: "&")
  }
}

/// Percent-encoding (RFC 3986 §2.1).
package enum PercentEncoding {
  /// `text` with all bytes of its UTF-8 encoded but letters, digits and `-._~`; digits in capitals.
  package static func text(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
