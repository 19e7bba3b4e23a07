extension Angle {
  /// Clockwise from `start`, itself in turns from the top, in turns from 0 to below 1.
  @inline(__always)
  static func turns(
    right x: SIMD4<Float>, down y: SIMD4<Float>, from start: Float
  ) -> SIMD4<Float> {
    var turns = Self.turns(right: x, down: y) - start
    turns.replace(with: turns + 1, where: turns .< 0)
    // A tiny step below 0 may have become a whole turn by rounding.
    turns.replace(with: 0, where: turns .>= 1)
    return turns
  }

  /// Clockwise from the top, in turns from 0 to below 1, to within 10⁻⁶; 0 at the centre itself.
  @inline(__always)
  private static func turns(right x: SIMD4<Float>, down y: SIMD4<Float>) -> SIMD4<Float> {
    var width = x
    width.replace(with: -x, where: x .< 0)
    var height = y
    height.replace(with: -y, where: y .< 0)
    // Within an eighth of a turn from an axis, where the arc tangent is short.
    let isLevel = width .> height
    var less = width
    less.replace(with: height, where: isLevel)
    var more = height
    more.replace(with: width, where: isLevel)
    more.replace(with: 1, where: more .== 0)
    var turns = Self.arcTangent(less / more)
    turns.replace(with: 0.25 - turns, where: isLevel)
    turns.replace(with: 0.5 - turns, where: y .> 0)
    turns.replace(with: 1 - turns, where: x .< 0)
    turns.replace(with: 0, where: turns .>= 1)
    return turns
  }

  /// In turns, of tangents from 0 to 1.
  @inline(__always)
  private static func arcTangent(_ tangent: SIMD4<Float>) -> SIMD4<Float> {
    let square = tangent * tangent
    var sum = SIMD4<Float>(repeating: arcTangentTerms.5)
    sum = sum * square + arcTangentTerms.4
    sum = sum * square + arcTangentTerms.3
    sum = sum * square + arcTangentTerms.2
    sum = sum * square + arcTangentTerms.1
    sum = sum * square + arcTangentTerms.0
    return sum * tangent
  }

  /// Of the odd powers from the first on: arctan(t) / 2π with the least error from 0 to 1.
  private static let arcTangentTerms: (Float, Float, Float, Float, Float, Float) = (
    0.159_151_317, -0.052_938_567, 0.030_802_907,
    -0.018_529_848, 0.008_379_084, -0.001_865_157
  )
}
