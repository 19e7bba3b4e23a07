internal import PlacardCore

/// Request targets as the access log shows them.
enum AccessTarget {
  /// Parameters whose values open doors.
  private static let secretNames: Set<String> = [
    "sig", "token", "access_token", "key", "api_key", "apikey", "password", "secret",
  ]

  /// `target` with three stars for the value of every parameter that is a secret, whatever way its
  /// name is spelled.
  static func shown(_ target: UnsafeRawBufferPointer) -> [UInt8] {
    guard let mark = target.firstIndex(of: UInt8(ascii: "?")) else { return Array(target) }
    var shown = Array(target[...mark])
    var isFirst = true
    for part in target[(mark + 1)...].split(
      separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
    {
      if !isFirst { shown.append(UInt8(ascii: "&")) }
      isFirst = false
      let name = part.prefix { $0 != UInt8(ascii: "=") }
      guard name.count < part.count, isSecret(name) else {
        shown.append(contentsOf: part)
        continue
      }
      shown.append(contentsOf: name)
      shown.append(contentsOf: "=***".utf8)
    }
    return shown
  }

  private static func isSecret(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
    let bytes = PercentDecoding.bytes(of: UnsafeRawBufferPointer(rebasing: name)) ?? Array(name)
    return secretNames.contains(String(decoding: bytes, as: UTF8.self).lowercased())
  }
}
