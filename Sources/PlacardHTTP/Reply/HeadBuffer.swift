/// Builds the head of an answer.
struct HeadBuffer {
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(512)
  }

  mutating func putStatusLine(_ status: Int) {
    put("HTTP/1.1 ")
    put(number: status)
    bytes.append(0x20)
    put(statusPhrase(status))
    put("\r\n")
  }

  mutating func putDate(_ date: UnsafeRawBufferPointer) {
    put("Date: ")
    bytes.append(contentsOf: date)
    put("\r\n")
  }

  mutating func putField(_ field: OwnedResponse.Field) {
    precondition(
      !field.name.isEmpty && field.name.utf8.allSatisfy(isTokenByte), "a name is a token")
    bytes.append(contentsOf: field.name.utf8)
    put(": ")
    bytes.append(
      contentsOf: field.value.utf8.lazy.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 })
    put("\r\n")
  }

  mutating func put(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func put(number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }
}

/// The Connection header of an answer, where it needs one (RFC 9112 §9.3, §9.6).
enum ConnectionOption {
  case none
  case close
  case keepAlive

  var line: StaticString {
    switch self {
    case .none: ""
    case .close: "Connection: close\r\n"
    case .keepAlive: "Connection: keep-alive\r\n"
    }
  }
}
