/// For each pixel of a row or column of the result, which source pixels make it and how much each
/// counts: Catmull-Rom (B = 0, C = 1/2 of Mitchell and Netravali's family), widened to the source
/// pixels that fall together when a picture shrinks.
struct ResampleWeights {
  /// The first source pixel of each result pixel.
  private(set) var firsts: [Int32] = []
  /// `tapCount` weights for each result pixel, adding up to 1; trailing ones may be 0.
  private(set) var weights: [Float] = []
  let tapCount: Int

  /// - Parameters:
  ///   - sourceCount: pixels of the source along this axis.
  ///   - resultCount: pixels that the whole source becomes.
  ///   - range: the result pixels wanted.
  init(sourceCount: Int, resultCount: Int, range: Range<Int>) {
    let ratio = Double(sourceCount) / Double(resultCount)
    let widening = max(1, ratio)
    let reach = 2 * widening
    tapCount = min(sourceCount, Int((2 * reach).rounded(.up)) + 1)
    firsts.reserveCapacity(range.count)
    weights.reserveCapacity(range.count * tapCount)
    for index in range {
      let center = (Double(index) + 0.5) * ratio
      let wanted = Int((center - reach).rounded(.down))
      let first = min(max(0, wanted), sourceCount - tapCount)
      firsts.append(Int32(first))
      appendTaps(first: first, center: center, widening: widening)
    }
  }

  private mutating func appendTaps(first: Int, center: Double, widening: Double) {
    let start = weights.count
    var sum = 0.0
    for tap in first..<(first + tapCount) {
      let weight = Self.catmullRom((Double(tap) + 0.5 - center) / widening)
      sum += weight
      weights.append(Float(weight))
    }
    guard sum != 0 else { return }
    for index in start..<weights.count { weights[index] = Float(Double(weights[index]) / sum) }
  }

  private static func catmullRom(_ distance: Double) -> Double {
    let x = abs(distance)
    if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
    if x < 2 { return ((2.5 - 0.5 * x) * x - 4) * x + 2 }
    return 0
  }
}
