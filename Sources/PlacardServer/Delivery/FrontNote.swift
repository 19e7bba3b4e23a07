/// What a loop notes of a target that it has answered.
struct FrontNote {
  var kind: PictureAnswer
  /// The case that the answer was negotiated in.
  var accepted: AcceptedFormat?
  /// For how long the target is taken to lead there at least; nil for as long as no template and no
  /// build changes it.
  var believedSeconds: Int64?
  /// The last second in which it may be taken to.
  var until: Int64?

  init(kind: PictureAnswer, accepted: AcceptedFormat? = nil, until: Int64? = nil) {
    self.kind = kind
    self.accepted = accepted
    self.until = until
  }
}
