/// What the store did for an answer; the raw value is its remark.
enum CacheOutcome: UInt8, CaseIterable {
  /// The answer is no picture's.
  case none
  /// It was stored.
  case hit
  /// It was rendered for this request.
  case miss
  /// Another request had it rendered.
  case joined
  /// The template's default picture took its place.
  case fallback

  /// As logs and metrics name it.
  var name: String {
    switch self {
    case .none: "none"
    case .hit: "hit"
    case .miss: "miss"
    case .joined: "joined"
    case .fallback: "fallback"
    }
  }
}
