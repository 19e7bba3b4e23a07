/// The lines of one loop since its turn began.
final class AccessLines {
  private var bytes: [UInt8] = []
  private var count = 0
  private let log: AccessLog

  init(_ log: AccessLog) { self.log = log }

  /// Hands the lines over.
  func flush() {
    guard count > 0 else { return }
    log.take(bytes, count: count)
    bytes = []
    count = 0
  }

  /// Adds a line: one JSON object.
  func add(_ line: (inout AccessLineWriter) -> Void) {
    var writer = AccessLineWriter(bytes: bytes)
    bytes = []
    line(&writer)
    bytes = writer.finish()
    count += 1
  }
}

/// Writes the members of one line's object.
struct AccessLineWriter {
  private var bytes: [UInt8]
  private var isFirst = true

  fileprivate init(bytes: consuming [UInt8]) {
    self.bytes = bytes
    self.bytes.append(UInt8(ascii: "{"))
  }

  fileprivate consuming func finish() -> [UInt8] {
    bytes.append(contentsOf: "}\n".utf8)
    return bytes
  }

  mutating func put(_ name: StaticString, _ number: Int) {
    putName(name)
    bytes.append(contentsOf: String(number).utf8)
  }

  /// So many thousandths, as in `0.213`.
  mutating func put(_ name: StaticString, thousandths: UInt64) {
    putName(name)
    bytes.append(contentsOf: String(thousandths / 1_000).utf8)
    bytes.append(UInt8(ascii: "."))
    putThreeDigits(thousandths % 1_000)
  }

  /// The text, or `null`.
  mutating func put(_ name: StaticString, _ text: String?) {
    putName(name)
    guard let text else { return bytes.append(contentsOf: "null".utf8) }
    putString(text)
  }

  /// `text` is shown as UTF-8; what is none becomes U+FFFD.
  mutating func put(_ name: StaticString, _ text: [UInt8]?) {
    put(name, text.map { String(decoding: $0, as: UTF8.self) })
  }

  /// `seconds` is a moment without its fraction, as in `2026-11-23T14:50:44Z`.
  mutating func put(_ name: StaticString, time seconds: String, milliseconds: UInt64) {
    putName(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: seconds.utf8.dropLast())
    bytes.append(UInt8(ascii: "."))
    putThreeDigits(milliseconds)
    bytes.append(contentsOf: "Z\"".utf8)
  }

  private mutating func putName(_ name: StaticString) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
  }

  private mutating func putThreeDigits(_ number: UInt64) {
    for power in [100, 10, 1] as [UInt64] {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: number / power % 10))
    }
  }

  private mutating func putString(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      // Those of C1 and the separators too: a log is read on terminals and line by line.
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value),
        "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: "\\u".utf8)
        bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).utf8)
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
