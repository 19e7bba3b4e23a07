internal import PlacardCore
internal import PlacardSystem

/// Where a command speaks: results on standard output, everything else on standard error.
struct Console {
  func result(_ text: String) throws(SystemError) {
    // A reader that went away (`placard … | head`) has what it wanted.
    _ = try StandardOutput.write(text)
  }

  func result(_ json: JSON) throws(SystemError) {
    try result(JSONWriter.text(of: json, sortsKeys: false) + "\n")
  }

  func note(_ text: String) { StandardError.write(text + "\n") }

  func trouble(_ text: String) { StandardError.write("placard: " + text + "\n") }
}

extension JSON {
  static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    JSON(.object(members.map { Member(key: $0.key, keyOffset: 0, value: $0.value) }))
  }

  static func text(_ string: String) -> JSON { JSON(.string(string)) }

  static func number(_ integer: Int) -> JSON { JSON(.number(Double(integer))) }

  static func number(_ double: Double) -> JSON { JSON(.number(double)) }

  static func list(_ elements: [JSON]) -> JSON { JSON(.array(elements)) }

  static func flag(_ bool: Bool) -> JSON { JSON(.bool(bool)) }

  static func optional(_ text: String?) -> JSON { text.map { .text($0) } ?? JSON(.null) }
}

/// Numbers as a reader wants them.
enum Amount {
  /// `1,117`.
  static func count(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// `152.4 MB`, in powers of a thousand.
  static func bytes(_ number: Int) -> String {
    if number < 1_000 { return "\(number) B" }
    if number < 1_000_000 { return tenths(Double(number) / 1_000) + " kB" }
    if number < 1_000_000_000 { return tenths(Double(number) / 1_000_000) + " MB" }
    return tenths(Double(number) / 1_000_000_000) + " GB"
  }

  /// `12.3 s`, or `0.14 s` below ten.
  static func seconds(_ number: Double) -> String {
    if number >= 10 { return tenths(number) + " s" }
    let hundredths = Int((number * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(count(tenths / 10)).\(tenths % 10)"
  }
}
