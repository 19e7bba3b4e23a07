/// An answer that owns its bytes and can cross threads. Date, Content-Length and Connection are
/// added when it is sent, and the body is left out for HEAD, 204 and 304.
package struct OwnedResponse: Sendable, Hashable {
  /// One field line (RFC 9110 §5).
  package struct Field: Sendable, Hashable {
    package let name: String
    /// Control characters are sent as spaces, so that no value can add a line.
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// 200...599.
  package var status: Int
  package var fields: [Field]
  package var body: [UInt8]
  /// What the answer is counted as besides its status, 0 to 7; not sent.
  package var remark: UInt8 = 0

  package init(status: Int, fields: [Field] = [], body: [UInt8] = []) {
    precondition((200...599).contains(status), "a final status has three digits")
    self.status = status
    self.fields = fields
    self.body = body
  }
}
