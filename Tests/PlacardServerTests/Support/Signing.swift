import PlacardCore
import PlacardTesting

/// Signing keys of tests.
enum TestKeys {
  /// Secret: the bytes from 0 to 31.
  static let first = SigningKey(id: "a", secret: (0..<32).map { UInt8($0) })!
  static let second = SigningKey(id: "b", secret: (32..<64).map { UInt8($0) })!

  /// Writes the file that a server takes unless it is told another, the first key in front.
  static func write(
    _ keys: [SigningKey], in site: TestSite, _ name: String = ".placard/signing-keys"
  )
    throws
  {
    var all = SigningKeys()
    for key in keys.reversed() { all.add(key) }
    try site.write(all.fileBytes, to: name)
  }

  /// An address of `/api/render` with these parameters, signed.
  static func address(
    _ parameters: [(name: String, value: String)], by key: SigningKey = first
  ) -> String {
    let text = CanonicalQuery.text(of: parameters)
    return "/api/render?" + text + "&sig=" + Signature(of: text, by: key).text
  }
}

extension TestSite {
  /// Lets the file of a template say more beside `public`, as in `"fallback": "default"`.
  func say(_ members: String, in id: String) throws {
    let text = String(decoding: try read("templates/\(id).json"), as: UTF8.self)
    try write(
      text.replacing("\"jsonData\":", with: members + ", \"jsonData\":"),
      to: "templates/\(id).json")
  }
}
