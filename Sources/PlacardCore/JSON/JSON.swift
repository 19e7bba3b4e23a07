/// A JSON value (RFC 8259) that knows where in its source it stood.
package struct JSON: Sendable {
  /// The six kinds of RFC 8259 §3. Numbers are IEEE 754 doubles, as its §6 advises.
  package enum Value: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([Member])
  }

  /// A member of an object; keys are unique, the order is the source's.
  package struct Member: Sendable {
    package var key: String
    /// Byte offset of the key's opening quote.
    package var keyOffset: Int
    package var value: JSON

    package init(key: String, keyOffset: Int, value: JSON) {
      self.key = key
      self.keyOffset = keyOffset
      self.value = value
    }
  }

  package var value: Value
  /// Byte offset of the value's first byte in its source; 0 for a value made in the program.
  package var offset: Int

  package init(_ value: Value, offset: Int = 0) {
    self.value = value
    self.offset = offset
  }

  /// The member named `key` of an object; nil for a missing member or another kind of value.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }
}
