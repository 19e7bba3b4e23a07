/// What a file says about the colours in it, before any library has looked at it.
enum SourceColor {
  /// Nothing, or what means sRGB.
  case standard
  /// An ICC profile (ISO 15076-1), unread.
  case profile([UInt8])
  /// Primaries and white as CIE x, y, and a transfer curve.
  case primaries(Primaries, Transfer)

  /// The chromaticities of red, green, blue and white.
  struct Primaries: Equatable {
    var red: (x: Double, y: Double)
    var green: (x: Double, y: Double)
    var blue: (x: Double, y: Double)
    var white: (x: Double, y: Double)

    static let bt709 = Primaries((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
    static let bt2020 = Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
    static let displayP3 = Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))

    init(
      _ red: (Double, Double), _ green: (Double, Double), _ blue: (Double, Double),
      white: (Double, Double) = (0.3127, 0.3290)
    ) {
      self.red = red
      self.green = green
      self.blue = blue
      self.white = white
    }

    static func == (left: Primaries, right: Primaries) -> Bool {
      left.red == right.red && left.green == right.green && left.blue == right.blue
        && left.white == right.white
    }
  }

  enum Transfer: Equatable {
    /// IEC 61966-2-1.
    case srgb
    /// Linear light is the sample raised to this power.
    case gamma(Double)
  }
}

/// What the samples of a picture are.
enum SampleKind {
  case color
  case grey
  /// Cyan, magenta, yellow, black in a pixel's four bytes; inverted as Adobe stores them.
  case invertedInks
}
