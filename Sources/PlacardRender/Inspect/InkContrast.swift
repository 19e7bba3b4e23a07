internal import Glibc
package import PlacardCore

/// How a text stands out from what is under it.
package struct InkContrast: Sendable, Hashable {
  /// WCAG 2.1's contrast ratio, 1 to 21, that nine tenths of the ink reach.
  package var ratio: Double
  /// The colours of the pixel that has it: the letters' where they cover it fully, and what shows
  /// without them. Both over white where the card is translucent.
  package var ink: Color
  package var ground: Color

  /// The part of the ink that may have less contrast: a line that crosses a photograph, an edge.
  static let tolerated = 0.1
}

/// Crops of one card with one of its texts drawn in several ways, from which its contrast is told.
/// All hold `pixelCount` pixels as in `Bitmap`.
struct InkCrops {
  /// Without the text's ink; its shadows are there, as a part of what is under it.
  let under: PixelBuffer
  /// With the ink in black and in white: their difference is how far it covers a pixel.
  let dark: PixelBuffer
  let light: PixelBuffer
  /// As it is. Nil where `color` says what the ink comes to.
  let seen: PixelBuffer?
  let pixelCount: Int
  /// The ink's colour, where all of it has one and nothing but opacity is between it and the card.
  let color: Color?
  /// What the layer's and its groups' opacities come to.
  let opacity: Double

  /// The contrast; nil where no pixel has ink.
  func contrast() -> InkContrast? {
    let least = leastCoverage()
    guard least > 0 else { return nil }
    var histogram = ContrastHistogram()
    for index in 0..<pixelCount {
      let coverage = coverage(at: index)
      guard coverage >= least else { continue }
      let ground = Self.pixel(under, index)
      histogram.add(inked(index, ground, coverage), ground, weight: coverage)
    }
    return histogram.contrast
  }

  /// Where the colour is known, pixels that letters cover by half are ink. Where it is read from the
  /// pixels, it is read from those that are all ink, or of thin letters nearly so.
  private func leastCoverage() -> Double {
    var most = 0.0
    for index in 0..<pixelCount { most = max(most, coverage(at: index)) }
    if most < 0.02 { return 0 }
    return color == nil ? min(0.95, most * 0.9) : min(0.5, most * 0.75)
  }

  private func coverage(at index: Int) -> Double {
    let green = 4 * index + 1
    let black = Int(dark.base.load(fromByteOffset: green, as: UInt8.self))
    let white = Int(light.base.load(fromByteOffset: green, as: UInt8.self))
    return min(1, Double(max(0, white - black)) / 255 / max(opacity, 1e-3))
  }

  /// The ink's colour at a pixel that it covered fully.
  private func inked(_ index: Int, _ ground: SIMD3<Double>, _ coverage: Double) -> SIMD3<Double> {
    if let color {
      let own = SIMD3(Double(color.red), Double(color.green), Double(color.blue))
      return ground + (own - ground) * (min(max(color.alpha, 0), 1) * opacity)
    }
    guard let seen else { return ground }
    let full = ground + (Self.pixel(seen, index) - ground) / coverage
    return full.clamped(lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 255))
  }

  /// Red, green and blue from 0 to 255, over white.
  private static func pixel(_ buffer: PixelBuffer, _ index: Int) -> SIMD3<Double> {
    let pixel = UInt32(littleEndian: buffer.base.load(fromByteOffset: 4 * index, as: UInt32.self))
    let white = Double(255 - pixel >> 24)
    return SIMD3(
      Double(pixel >> 16 & 255) + white, Double(pixel >> 8 & 255) + white,
      Double(pixel & 255) + white)
  }
}

/// Weights of ink by its contrast, in hundredths.
private struct ContrastHistogram {
  private var weights = [Double](repeating: 0, count: 2_101)
  private var samples = [(ink: SIMD3<Double>, ground: SIMD3<Double>)?](repeating: nil, count: 2_101)
  private var total = 0.0

  mutating func add(_ ink: SIMD3<Double>, _ ground: SIMD3<Double>, weight: Double) {
    let bin = min(2_100, max(0, Int(Luminance.contrast(ink, ground) * 100)))
    weights[bin] += weight
    total += weight
    if samples[bin] == nil { samples[bin] = (ink, ground) }
  }

  var contrast: InkContrast? {
    var below = 0.0
    for bin in weights.indices {
      below += weights[bin]
      guard below > total * InkContrast.tolerated, let sample = samples[bin] else { continue }
      return InkContrast(
        ratio: Luminance.contrast(sample.ink, sample.ground), ink: Self.color(sample.ink),
        ground: Self.color(sample.ground))
    }
    return nil
  }

  private static func color(_ value: SIMD3<Double>) -> Color {
    func channel(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
    return Color(red: channel(value.x), green: channel(value.y), blue: channel(value.z))
  }
}

/// Relative luminance and contrast (WCAG 2.1, "relative luminance" and "contrast ratio").
enum Luminance {
  /// The linear light of each whole level; those between are near enough.
  private static let linear: [Double] = (0...255).map { level in
    let value = Double(level) / 255
    return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// From 0 to 1, of red, green and blue from 0 to 255.
  static func of(_ color: SIMD3<Double>) -> Double {
    func light(_ channel: Double) -> Double {
      linear[Int(min(max(channel.rounded(), 0), 255))]
    }
    return 0.2126 * light(color.x) + 0.7152 * light(color.y) + 0.0722 * light(color.z)
  }

  static func contrast(_ first: SIMD3<Double>, _ second: SIMD3<Double>) -> Double {
    let one = of(first)
    let other = of(second)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }
}
