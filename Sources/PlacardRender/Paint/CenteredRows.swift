/// The rows of a gradient about a centre, radial or conic: for each pixel its place on the gradient,
/// then the colour there.
struct CenteredRows {
  let ramp: GradientRamp
  /// Offset from the centre, to the right and down: rate by x, rate by y, constant.
  let u: (Double, Double, Double)
  let v: (Double, Double, Double)

  /// `place` makes places on the gradient of four pixels' offsets.
  @inline(__always)
  func draw(
    into pixels: UnsafeMutableRawPointer, bytesPerRow: Int, area: DeviceRect,
    place: (SIMD4<Double>, SIMD4<Double>) -> SIMD4<Float>
  ) {
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: (area.width + 3) / 4) { row in
      guard let places = row.baseAddress else { return }
      let lanes = SIMD4<Double>(0, 1, 2, 3) + (Double(area.x) + 0.5)
      let uStep = 4 * u.0
      let vStep = 4 * v.0
      for index in 0..<area.height {
        let y = Double(area.y + index) + 0.5
        var us = lanes * u.0 + (y * u.1 + u.2)
        var vs = lanes * v.0 + (y * v.1 + v.2)
        for group in 0..<row.count {
          places[group] = place(us, vs)
          us += uStep
          vs += vStep
        }
        places.withMemoryRebound(to: Float.self, capacity: 4 * row.count) {
          ramp.color(
            (pixels + index * bytesPerRow).assumingMemoryBound(to: UInt32.self), places: $0,
            count: area.width)
        }
      }
    }
  }
}
