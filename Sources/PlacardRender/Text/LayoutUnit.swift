/// Chromium's layout lengths are whole 64ths of a px.
enum LayoutUnit {
  /// Lengths past this are none that a picture could hold; it keeps all sums exact.
  private static let most = 1e9

  static func floor(_ length: Double) -> Double {
    (clamped(length) * 64).rounded(.down) / 64
  }

  static func ceil(_ length: Double) -> Double {
    (clamped(length) * 64).rounded(.up) / 64
  }

  static func truncate(_ length: Double) -> Double {
    (clamped(length) * 64).rounded(.towardZero) / 64
  }

  static func round(_ length: Double) -> Double {
    (clamped(length) * 64).rounded() / 64
  }

  private static func clamped(_ length: Double) -> Double {
    min(max(length, -most), most)
  }
}
