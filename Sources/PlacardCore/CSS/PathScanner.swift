/// Reads the tokens of SVG path data (SVG 2 §9.3.9), where numbers may stand without anything
/// between them: `1.5.5-3` is three.
struct PathScanner {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte(position)) { position += 1 }
  }

  private mutating func skipSpaceAndComma() {
    skipSpace()
    if byte(position) == UInt8(ascii: ",") {
      position += 1
      skipSpace()
    }
  }

  /// Whether nothing but white space was left when last looked.
  var isAtEnd: Bool { position >= bytes.count }

  /// Takes the letter of a command; nil (and only white space taken) where none stands.
  mutating func takeCommand() -> UInt8? {
    skipSpace()
    guard "mzlhvcsqta".utf8.contains(byte(position) | 0x20), CSSScanner.isLetter(byte(position))
    else { return nil }
    position += 1
    return bytes[position - 1]
  }

  /// Whether a number comes next, after white space and at most one comma.
  var hasNumber: Bool {
    var ahead = self
    ahead.skipSpaceAndComma()
    let next = ahead.byte(ahead.position)
    // A comma that nothing follows is an error, which reading the number tells.
    if ahead.position > position, bytes[position..<ahead.position].contains(UInt8(ascii: ",")) {
      return true
    }
    return CSSScanner.isDigit(next) || next == UInt8(ascii: ".") || next == UInt8(ascii: "-")
      || next == UInt8(ascii: "+")
  }

  /// Takes a number, with the comma before it. Throws where none stands.
  mutating func number() throws(InputError) -> Double {
    skipSpaceAndComma()
    let start = position
    var end = start
    if byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "+") { end += 1 }
    let digits = end
    while CSSScanner.isDigit(byte(end)) { end += 1 }
    var count = end - digits
    if byte(end) == UInt8(ascii: ".") {
      end += 1
      let fraction = end
      while CSSScanner.isDigit(byte(end)) { end += 1 }
      count += end - fraction
    }
    guard count > 0 else { throw error("expected a number", at: start) }
    if byte(end) | 0x20 == UInt8(ascii: "e") {
      var exponent = end + 1
      if byte(exponent) == UInt8(ascii: "-") || byte(exponent) == UInt8(ascii: "+") {
        exponent += 1
      }
      if CSSScanner.isDigit(byte(exponent)) {
        while CSSScanner.isDigit(byte(exponent)) { exponent += 1 }
        end = exponent
      }
    }
    guard let number = Double(Self.padded(bytes[start..<end])), number.isFinite else {
      throw error("a number too large", at: start)
    }
    position = end
    return number
  }

  /// The text of a number with a digit on either side of its point, as `Double` wants it.
  private static func padded(_ number: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    for (index, byte) in zip(number.indices, number) {
      if byte == UInt8(ascii: "."), text.last.map(CSSScanner.isDigit) != true { text.append(0x30) }
      text.append(byte)
      let next = index + 1 < number.endIndex ? number[index + 1] : 0
      if byte == UInt8(ascii: "."), !CSSScanner.isDigit(next) { text.append(0x30) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Takes an arc's flag: a 0 or 1, with nothing needed after it.
  mutating func flag() throws(InputError) -> Bool {
    skipSpaceAndComma()
    guard byte(position) == 0x30 || byte(position) == 0x31 else {
      throw error("expected a flag, 0 or 1", at: position)
    }
    position += 1
    return bytes[position - 1] == 0x31
  }

  /// An error at a byte of the path data; its hint is `forms` unless another says more.
  func error(
    _ message: String, at offset: Int, hint: String? = nil,
    _ code: InputError.Code = .wrongType
  ) -> InputError {
    let rest = String(decoding: bytes[min(offset, bytes.count)...].prefix(48), as: UTF8.self)
    let found = rest.isEmpty ? "at its end" : "at byte \(offset), \(Excerpt.quoted(rest))"
    return InputError(
      code, message: "\(message) in the path data \(found)", hint: hint ?? PathParser.forms)
  }
}
