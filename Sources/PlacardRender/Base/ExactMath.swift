/// Elementary functions from basic arithmetic alone. The C library picks its own by the processor at
/// hand, and their last bits differ; a picture's bytes must not.
enum Angle {
  /// Sine and cosine of an angle in degrees; exact at every multiple of 90.
  static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    guard degrees.isFinite else { return (0, 1) }
    let turn = degrees.truncatingRemainder(dividingBy: 360)
    let quarters = (turn / 90).rounded()
    let rest = (turn - quarters * 90) * (.pi / 180)
    let (sine, cosine) = series(rest)
    switch (Int(quarters) + 8) % 4 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// Taylor's series, good to a double's last bit or so up to 45 degrees.
  private static func series(_ x: Double) -> (sine: Double, cosine: Double) {
    let square = x * x
    var sine = 0.0
    var cosine = 0.0
    var divisor = 19.0
    while divisor > 1 {
      sine = (1 + sine) * -square / (divisor * (divisor - 1))
      cosine = (1 + cosine) * -square / ((divisor - 1) * (divisor - 2))
      divisor -= 2
    }
    return (x * (1 + sine), 1 + cosine)
  }
}

/// The bell curve e^(−x²), from basic arithmetic alone.
func bell(_ x: Double) -> Double {
  let exponent = x * x
  guard exponent < 700 else { return 0 }
  var halvings = 0
  var small = exponent
  while small > 0.5 {
    small /= 2
    halvings += 1
  }
  var sum = 0.0
  var divisor = 16.0
  while divisor > 0 {
    sum = (1 + sum) * -small / divisor
    divisor -= 1
  }
  var value = 1 + sum
  for _ in 0..<halvings { value *= value }
  return value
}
