/// Why a request is not answered by the handler: a status and a sentence for the client.
package enum HTTPRefusal: UInt8, Sendable, Hashable, CaseIterable {
  case badLineEnd
  case badMethod
  case badTarget
  case badVersion
  case badFieldName
  case badFieldValue
  case foldedField
  case badHost
  case badLength
  case badCoding
  case twoLengths
  case codingInOldVersion
  case badChunk
  case headTimeout
  case bodyTimeout
  case bodyTooLarge
  case lineTooLong
  case badExpectation
  case headersTooLarge
  case noAnswer
  case unknownMethod
  case overloaded
  case answerTimeout
  case otherVersion

  package var status: Int {
    switch self {
    case .headTimeout, .bodyTimeout: 408
    case .bodyTooLarge: 413
    case .lineTooLong: 414
    case .badExpectation: 417
    case .headersTooLarge: 431
    case .noAnswer: 500
    case .unknownMethod: 501
    case .overloaded: 503
    case .answerTimeout: 504
    case .otherVersion: 505
    default: 400
    }
  }

  /// One sentence.
  package var reason: StaticString {
    switch self {
    case .badLineEnd: "A line does not end in CR LF."
    case .badMethod: "The method is not a token followed by one space."
    case .badTarget: "The request target is malformed."
    case .badVersion: "The HTTP version is malformed."
    case .badFieldName: "A header's name is not a token before its colon."
    case .badFieldValue: "A header's value holds a control character."
    case .foldedField: "A header is folded over two lines."
    case .badHost: "There must be exactly one valid Host header."
    case .badLength: "Content-Length must be one decimal number."
    case .badCoding: "Transfer-Encoding must be exactly chunked."
    case .twoLengths: "Content-Length and Transfer-Encoding must not stand together."
    case .codingInOldVersion: "HTTP/1.0 has no Transfer-Encoding."
    case .badChunk: "The chunked body is malformed."
    case .headTimeout: "The request's head did not arrive in time."
    case .bodyTimeout: "The request's body did not arrive in time."
    case .bodyTooLarge: "The request's body is too large."
    case .lineTooLong: "The request line is too long."
    case .badExpectation: "Only 100-continue can be expected."
    case .headersTooLarge: "The request's headers are too many or too large."
    case .noAnswer: "The request could not be answered."
    case .unknownMethod: "The method is not supported."
    case .overloaded: "The server has too much to do; try again shortly."
    case .answerTimeout: "The answer was not ready in time."
    case .otherVersion: "Only HTTP/1.0 and HTTP/1.1 are spoken."
    }
  }
}
