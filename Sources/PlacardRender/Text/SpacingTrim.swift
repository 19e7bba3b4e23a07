internal import CCairo

/// CSS Text 4 §8.6 `text-spacing-trim: normal` within a line: full-width punctuation gives up its
/// empty half where it meets other punctuation, through the font's `halt` feature.
enum SpacingTrim {
  /// The code points of `range` that are set half as wide.
  ///
  /// An opening mark loses its left half after any mark; a closing mark its right half before
  /// another closing or middle mark.
  static func trimmed(_ range: Range<Int>, of scalars: [UInt32]) -> [Int] {
    var trimmed: [Int] = []
    for place in range.dropFirst() {
      let before = Kind(scalars[place - 1])
      let after = Kind(scalars[place])
      if after == .open && before != .other {
        trimmed.append(place)
      } else if before == .close && (after == .close || after == .middle || after == .narrowClose) {
        trimmed.append(place - 1)
      }
    }
    return trimmed
  }

  private enum Kind {
    case open, close, middle, narrowOpen, narrowClose, other

    init(_ scalar: UInt32) {
      switch scalar {
      case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08,
        0xFF3B, 0xFF5B, 0xFF5F:
        self = .open
      case 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B,
        0x301E, 0x301F, 0xFF09, 0xFF0C, 0xFF0E, 0xFF3D, 0xFF5D, 0xFF60:
        self = .close
      case 0x3000, 0x30FB, 0xFF1A, 0xFF1B: self = .middle
      case 0x28, 0x5B, 0x7B: self = .narrowOpen
      case 0x29, 0x5D, 0x7D: self = .narrowClose
      default: self = .other
      }
    }
  }
}
