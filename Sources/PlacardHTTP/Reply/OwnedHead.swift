/// An owned response made ready to send.
enum OwnedHead {
  static func build(
    _ response: OwnedResponse, date: UnsafeMutableRawBufferPointer, option: ConnectionOption,
    isHead: Bool
  ) -> (head: [UInt8], body: [UInt8]) {
    var head = HeadBuffer()
    head.putStatusLine(response.status)
    head.putDate(UnsafeRawBufferPointer(date))
    for field in response.fields { head.putField(field) }
    // RFC 9110 §8.6: none on 204, and on 304 only that of the 200 it stands for.
    let hasContent = response.status != 204 && response.status != 304
    if hasContent {
      head.put("Content-Length: ")
      head.put(number: response.body.count)
      head.put("\r\n")
    }
    head.put(option.line)
    head.put("\r\n")
    return (head.bytes, hasContent && !isHead ? response.body : [])
  }
}
