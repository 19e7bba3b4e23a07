/// What will be told of one request when it has its answer, for a log. Stays on its loop's thread.
package protocol AnswerRecord: AnyObject {
  /// The answer has been handed to the connection; called once.
  ///
  /// - Parameters:
  ///   - byteCount: of head and body together.
  ///   - remark: that of the response or of the registered head.
  func answered(status: Int, byteCount: Int, remark: UInt8)

  /// The connection ended before there was an answer; called in place of `answered`.
  func abandoned()
}
