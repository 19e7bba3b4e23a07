internal import Glibc

/// A Gaussian blur of a coverage mask: the exact kernel below a sigma of 2 px, three box blurs from
/// there on (Filter Effects 1 §9.4), as Skia does.
struct MaskBlur {
  private let sigma: Double

  /// `sigma` in device px.
  init(sigma: Double) {
    self.sigma = min(max(0, sigma), 500)
  }

  /// How far the blur reaches, in whole px.
  var reach: Int { Int((3 * sigma).rounded(.up)) + 1 }

  func apply(to mask: inout CoverageMask) {
    guard sigma >= 0.05 else { return }
    let width = mask.width
    let height = mask.height
    let bytesPerRow = mask.bytesPerRow
    let length = max(width, height)
    let kernel = sigma < 2 ? gaussian() : []
    let boxes = sigma < 2 ? [] : self.boxes()
    mask.withRows { rows in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * length) { lines in
        guard let line = lines.baseAddress else { return }
        let spare = line + length
        for row in 0..<height {
          let start = rows + row * bytesPerRow
          Self.blur(
            start, count: width, stride: 1, line: line, spare: spare, kernel: kernel, boxes: boxes)
        }
        for column in 0..<width {
          Self.blur(
            rows + column, count: height, stride: bytesPerRow, line: line, spare: spare,
            kernel: kernel, boxes: boxes)
        }
      }
    }
  }

  private func gaussian() -> [Float] {
    let radius = Int((3 * sigma).rounded(.up))
    let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = weights.reduce(0, +)
    return weights.map { Float($0 / sum) }
  }

  /// Where each of the three boxes starts about its pixel, and its width.
  private func boxes() -> [(start: Int, width: Int)] {
    let width = Int((sigma * 3 * (2 * Double.pi).squareRoot() / 4 + 0.5).rounded(.down))
    let half = width / 2
    if width % 2 == 1 { return Array(repeating: (-half, width), count: 3) }
    return [(-half, width), (-half + 1, width), (-half, width + 1)]
  }

  private static func blur(
    _ bytes: UnsafeMutablePointer<UInt8>, count: Int, stride: Int,
    line: UnsafeMutablePointer<Float>, spare: UnsafeMutablePointer<Float>, kernel: [Float],
    boxes: [(start: Int, width: Int)]
  ) {
    var isEmpty = true
    for place in 0..<count {
      let value = bytes[place &* stride]
      line[place] = Float(value)
      if value != 0 { isEmpty = false }
    }
    if isEmpty { return }
    var source = line
    var target = spare
    if !kernel.isEmpty {
      convolve(source, target, count: count, kernel)
      swap(&source, &target)
    }
    for box in boxes {
      average(source, target, count: count, start: box.start, width: box.width)
      swap(&source, &target)
    }
    for place in 0..<count {
      bytes[place &* stride] = UInt8(min(255, max(0, source[place] + 0.5)))
    }
  }

  private static func convolve(
    _ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, count: Int,
    _ kernel: [Float]
  ) {
    let radius = kernel.count / 2
    for place in 0..<count {
      var sum: Float = 0
      for tap in max(-radius, -place)...min(radius, count - 1 - place) {
        sum += kernel[tap + radius] * source[place + tap]
      }
      target[place] = sum
    }
  }

  /// The mean of `width` values from `start` on about each; nothing lies outside. The values are
  /// whole multiples of the mean's steps, so that the running sum needs no care.
  private static func average(
    _ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, count: Int,
    start: Int, width: Int
  ) {
    var sum: Double = 0
    for place in 0..<min(count, max(0, start + width)) { sum += Double(source[place]) }
    let scale = 1 / Double(width)
    for place in 0..<count {
      target[place] = Float(sum * scale)
      let leaving = place + start
      let entering = leaving + width
      if leaving >= 0 && leaving < count { sum -= Double(source[leaving]) }
      if entering >= 0 && entering < count { sum += Double(source[entering]) }
    }
  }
}
