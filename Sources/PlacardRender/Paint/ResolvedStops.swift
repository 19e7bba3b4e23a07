internal import PlacardCore

/// A gradient's stops with every position known (CSS Images 3 §3.4.3), ascending, in parts of the
/// gradient line; colours premultiplied, channels from 0 to 255.
struct ResolvedStops {
  struct Stop: Equatable {
    var position: Double
    /// Blue, green, red, alpha: the order in memory.
    var color: SIMD4<Float>
  }

  let stops: [Stop]

  /// Past any picture, and far from what a number cannot hold.
  private static let positionMax = 1e9

  var isOpaque: Bool { stops.allSatisfy { $0.color.w >= 255 } }

  /// `lineLength` in device pixels, `scale` device pixels a CSS px.
  init(_ written: [GradientStop], lineLength: Double, scale: Double) {
    var positions: [Double?] = written.map { stop in
      stop.position.map { position in
        let pixels = lineLength > 0 ? position.px * scale / lineLength : 0
        let place = pixels + position.percent / 100
        return place == place ? min(max(place, -Self.positionMax), Self.positionMax) : 0
      }
    }
    Self.complete(&positions)
    stops = zip(written, positions).map { stop, position in
      Stop(position: position ?? 0, color: Self.premultiplied(stop.color))
    }
  }

  /// Gives every stop a position: the ends 0 and 1, none before an earlier one, those unsaid evenly
  /// between their neighbours.
  private static func complete(_ positions: inout [Double?]) {
    guard !positions.isEmpty else { return }
    if positions[0] == nil { positions[0] = 0 }
    let last = positions.count - 1
    if positions[last] == nil { positions[last] = 1 }
    var furthest = -Double.infinity
    for index in positions.indices {
      guard let position = positions[index] else { continue }
      furthest = max(furthest, position)
      positions[index] = furthest
    }
    var known = 0
    for index in positions.indices.dropFirst() {
      guard let end = positions[index] else { continue }
      let start = positions[known] ?? end
      for between in (known + 1)..<max(known + 1, index) {
        positions[between] =
          start + (end - start) * Double(between - known) / Double(index - known)
      }
      known = index
    }
  }

  private static func premultiplied(_ color: Color) -> SIMD4<Float> {
    let alpha = Float(min(max(color.alpha, 0), 1))
    return SIMD4(
      Float(color.blue) * alpha, Float(color.green) * alpha, Float(color.red) * alpha,
      255 * alpha)
  }
}
