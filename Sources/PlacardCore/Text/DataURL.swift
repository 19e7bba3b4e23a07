/// A `data:` address (RFC 2397): a picture that stands in the text itself.
package struct DataURL: Sendable, Hashable {
  /// The media type without its parameters, in small letters; `text/plain` where none is given.
  package let mediaType: String
  package let bytes: [UInt8]

  /// Whether `address` is a `data:` address, sound or not.
  package static func isDataURL(_ address: String) -> Bool {
    address.utf8.prefix(5).elementsEqual("data:".utf8) { $0 | 0x20 == $1 || $0 == $1 }
  }

  /// Reads `address`; throws when it is no `data:` address, its data does not decode, or decodes to
  /// more than `byteCountMax` bytes.
  package static func parse(
    _ address: String, byteCountMax: Int
  ) throws(InputError) -> DataURL {
    guard isDataURL(address), let comma = address.utf8.firstIndex(of: UInt8(ascii: ",")) else {
      throw InputError(
        .syntax, message: "not a data: address",
        hint: "as in data:image/png;base64,iVBORw0KGgo…")
    }
    let start = address.utf8.index(address.utf8.startIndex, offsetBy: 5)
    let parameters = address[start..<comma].split(
      separator: ";", omittingEmptySubsequences: false
    ).map { $0.lowercased().filter { $0 != " " } }
    let type = parameters.first ?? ""
    let body = Array(address.utf8[address.utf8.index(after: comma)...])
    guard var bytes = body.withUnsafeBytes({ PercentDecoding.bytes(of: $0) }) else {
      throw InputError(.syntax, message: "a broken percent escape in a data: address")
    }
    if parameters.count > 1, parameters.last == "base64" {
      guard let decoded = Base64.decode(bytes) else {
        throw InputError(
          .syntax, message: "the data: address does not hold base64",
          hint: "digits are A-Z a-z 0-9 + /")
      }
      bytes = decoded
    }
    if bytes.count > byteCountMax {
      throw InputError(.limit, message: "a data: address of more than \(byteCountMax) bytes")
    }
    return DataURL(mediaType: type.isEmpty ? "text/plain" : type, bytes: bytes)
  }
}
