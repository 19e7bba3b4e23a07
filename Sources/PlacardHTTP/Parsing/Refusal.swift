/// Why a request is not answered by the handler: a status and a sentence for the client.
package struct HTTPRefusal: Sendable {
  package let status: Int
  package let reason: StaticString

  init(_ status: Int, _ reason: StaticString) {
    self.status = status
    self.reason = reason
  }
}

extension HTTPRefusal {
  static let badLineEnd = HTTPRefusal(400, "A line does not end in CR LF.")
  static let badMethod = HTTPRefusal(400, "The method is not a token followed by one space.")
  static let badTarget = HTTPRefusal(400, "The request target is malformed.")
  static let badVersion = HTTPRefusal(400, "The HTTP version is malformed.")
  static let badFieldName = HTTPRefusal(400, "A header's name is not a token before its colon.")
  static let badFieldValue = HTTPRefusal(400, "A header's value holds a control character.")
  static let foldedField = HTTPRefusal(400, "A header is folded over two lines.")
  static let badHost = HTTPRefusal(400, "There must be exactly one valid Host header.")
  static let badLength = HTTPRefusal(400, "Content-Length must be one decimal number.")
  static let badCoding = HTTPRefusal(400, "Transfer-Encoding must be exactly chunked.")
  static let twoLengths = HTTPRefusal(
    400, "Content-Length and Transfer-Encoding must not stand together.")
  static let codingInOldVersion = HTTPRefusal(400, "HTTP/1.0 has no Transfer-Encoding.")
  static let badChunk = HTTPRefusal(400, "The chunked body is malformed.")
  static let headTimeout = HTTPRefusal(408, "The request's head did not arrive in time.")
  static let bodyTimeout = HTTPRefusal(408, "The request's body did not arrive in time.")
  static let bodyTooLarge = HTTPRefusal(413, "The request's body is too large.")
  static let lineTooLong = HTTPRefusal(414, "The request line is too long.")
  static let badExpectation = HTTPRefusal(417, "Only 100-continue can be expected.")
  static let headersTooLarge = HTTPRefusal(431, "The request's headers are too many or too large.")
  static let noAnswer = HTTPRefusal(500, "The request could not be answered.")
  static let unknownMethod = HTTPRefusal(501, "The method is not supported.")
  static let overloaded = HTTPRefusal(503, "The server has too much to do; try again shortly.")
  static let answerTimeout = HTTPRefusal(504, "The answer was not ready in time.")
  static let otherVersion = HTTPRefusal(505, "Only HTTP/1.0 and HTTP/1.1 are spoken.")
}
