/// Why a picture could not be read or written: what we were doing, what was found, what is allowed.
package struct CodecError: Error, Sendable, Hashable {
  /// What kind of trouble; the raw value is the word that logs and answers show.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// Not a format Placard reads, whether recognised or not.
    case unsupportedFormat = "unsupported_format"
    /// A format Placard reads, with a feature it does not (animation, arithmetic coding, …).
    case unsupportedFeature = "unsupported_feature"
    /// The file ends before its picture does.
    case truncated
    /// The file contradicts itself or its format.
    case damaged
    /// Larger than a limit of `Limits`.
    case limit = "limit_exceeded"
    /// An encoder refused a picture.
    case encoder = "encoder_failed"
    /// A codec found no memory.
    case memory = "out_of_memory"
  }

  package var code: Code
  /// What we were doing, as in `reading a PNG`.
  package var operation: String
  /// What was found and is wrong, the library's words included, without a full stop.
  package var message: String
  /// What is allowed, or what to do next; nil when the message says all.
  package var hint: String?

  package init(_ code: Code, _ operation: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.operation = operation
    self.message = message
    self.hint = hint
  }
}

extension CodecError: CustomStringConvertible {
  /// `reading a PNG: the file ends inside chunk IDAT (send the whole file)`.
  package var description: String {
    let sentence = operation + ": " + message
    guard let hint else { return sentence }
    return sentence + " (" + hint + ")"
  }
}
