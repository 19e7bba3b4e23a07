/// Writes JSON values as minimal text: no white space, shortest numbers, only the escapes that the
/// grammar demands. Equal values give equal bytes.
package struct JSONWriter {
  /// Whether members are written in the order of their keys' UTF-8 bytes, whatever the source's.
  package let sortsKeys: Bool
  /// What has been written so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []

  package init(sortsKeys: Bool = true) { self.sortsKeys = sortsKeys }

  /// The whole text of `json`.
  package static func text(of json: JSON, sortsKeys: Bool = true) -> String {
    var writer = JSONWriter(sortsKeys: sortsKeys)
    writer.write(json)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Writes a value with everything in it. Its depth is that of the stack, which the parser bounds.
  package mutating func write(_ json: JSON) {
    switch json.value {
    case .null: write(raw: "null")
    case .bool(let bool): write(raw: bool ? "true" : "false")
    case .number(let number): write(number)
    case .string(let string): write(string)
    case .array(let elements):
      write(raw: "[")
      for (index, element) in elements.enumerated() {
        if index > 0 { write(raw: ",") }
        write(element)
      }
      write(raw: "]")
    case .object(let members): write(members)
    }
  }

  private mutating func write(_ members: [JSON.Member]) {
    write(raw: "{")
    let ordered =
      sortsKeys
      ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
    for (index, member) in ordered.enumerated() {
      if index > 0 { write(raw: ",") }
      write(member.key)
      write(raw: ":")
      write(member.value)
    }
    write(raw: "}")
  }

  /// Writes the shortest digits that read back as `number`; whole numbers without a fraction, minus
  /// zero as 0. `number` is finite: JSON has no other.
  package mutating func write(_ number: Double) {
    write(raw: Self.text(of: number))
  }

  /// Writes `string` in quotes.
  package mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): write(raw: "\\\"")
      case UInt8(ascii: "\\"): write(raw: "\\\\")
      case 0x08: write(raw: "\\b")
      case 0x09: write(raw: "\\t")
      case 0x0A: write(raw: "\\n")
      case 0x0C: write(raw: "\\f")
      case 0x0D: write(raw: "\\r")
      case 0x00..<0x20:
        write(raw: byte < 0x10 ? "\\u000" : "\\u00")
        write(raw: String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes text that is JSON already.
  package mutating func write(raw text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// The text of a finite number, as `write` writes it.
  package static func text(of number: Double) -> String {
    precondition(number.isFinite, "JSON has no NaN and no Infinity")
    // Up to 2^53 every whole number has a `Double` of its own.
    if abs(number) <= 9_007_199_254_740_992, number == number.rounded(.towardZero) {
      return String(Int(number))
    }
    return "\(number)"
  }

  /// `string` in quotes, with its escapes.
  package static func quoted(_ string: String) -> String {
    var writer = JSONWriter()
    writer.write(string)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
