/// A colour glyph's bitmap as its font holds it, to be scaled as Skia scales it: halved as long as
/// it stays no smaller than wanted, then sampled bilinearly.
struct ColorStrike {
  private var pixels: [UInt32]
  private var width: Int
  private var height: Int
  private let left: Double
  private let top: Double
  private let fullWidth: Double
  private let fullHeight: Double

  init(image: GlyphImage, rows: UnsafeRawPointer, bytesPerRow: Int) {
    width = image.width
    height = image.height
    left = Double(image.left)
    top = Double(image.top)
    fullWidth = Double(width)
    fullHeight = Double(height)
    pixels = []
    pixels.reserveCapacity(width * height)
    for row in 0..<height {
      for column in 0..<width {
        pixels.append(
          rows.loadUnaligned(fromByteOffset: row * bytesPerRow + 4 * column, as: UInt32.self))
      }
    }
  }

  /// Hands the bitmap to `body`, `scale` times its size and `shift` px to the right.
  consuming func scaled(
    by scale: Double, shiftedBy shift: Double,
    _ body: (GlyphImage, UnsafeRawPointer, Int) -> Void
  ) {
    // Skia samples the last halving that is not yet smaller than what is wanted.
    var reached = 1.0
    while reached * 0.5 >= scale && width > 1 && height > 1 {
      halve()
      reached /= 2
    }
    let edgeLeft = left * scale + shift
    let edgeTop = -top * scale
    let pixelLeft = edgeLeft.rounded(.down)
    let pixelTop = edgeTop.rounded(.down)
    let image = GlyphImage(
      offset: 0, width: Int((edgeLeft + fullWidth * scale).rounded(.up) - pixelLeft),
      height: Int((edgeTop + fullHeight * scale).rounded(.up) - pixelTop),
      left: Int(pixelLeft), top: Int(-pixelTop), isColor: true)
    guard image.width > 0, image.height > 0 else { return }
    let xStep = Double(width) / (fullWidth * scale)
    let yStep = Double(height) / (fullHeight * scale)
    var scaled = [UInt32](repeating: 0, count: image.width * image.height)
    for row in 0..<image.height {
      let y = (Double(row) + 0.5 + pixelTop - edgeTop) * yStep - 0.5
      for column in 0..<image.width {
        let x = (Double(column) + 0.5 + pixelLeft - edgeLeft) * xStep - 0.5
        scaled[row * image.width + column] = sample(x, y)
      }
    }
    scaled.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      body(image, base, 4 * image.width)
    }
  }

  /// Every two by two pixels become their mean; an odd last row or column is dropped.
  private mutating func halve() {
    let narrow = width / 2
    let low = height / 2
    var halved = [UInt32](repeating: 0, count: narrow * low)
    for row in 0..<low {
      for column in 0..<narrow {
        let place = 2 * row * width + 2 * column
        halved[row * narrow + column] = Self.mix(
          pixels[place], pixels[place + 1], pixels[place + width], pixels[place + width + 1],
          right: 0.5, down: 0.5)
      }
    }
    pixels = halved
    width = narrow
    height = low
  }

  private func sample(_ x: Double, _ y: Double) -> UInt32 {
    let column = x.rounded(.down)
    let row = y.rounded(.down)
    return Self.mix(
      pixel(Int(column), Int(row)), pixel(Int(column) + 1, Int(row)),
      pixel(Int(column), Int(row) + 1), pixel(Int(column) + 1, Int(row) + 1),
      right: x - column, down: y - row)
  }

  /// Nothing lies outside.
  private func pixel(_ column: Int, _ row: Int) -> UInt32 {
    guard column >= 0, row >= 0, column < width, row < height else { return 0 }
    return pixels[row * width + column]
  }

  private static func mix(
    _ topLeft: UInt32, _ topRight: UInt32, _ bottomLeft: UInt32, _ bottomRight: UInt32,
    right: Double, down: Double
  ) -> UInt32 {
    var mixed: UInt32 = 0
    for shift: UInt32 in [0, 8, 16, 24] {
      let channel = { (pixel: UInt32) in Double(pixel >> shift & 255) }
      let upper = channel(topLeft) * (1 - right) + channel(topRight) * right
      let lower = channel(bottomLeft) * (1 - right) + channel(bottomRight) * right
      mixed |= UInt32((upper * (1 - down) + lower * down).rounded()) << shift
    }
    return mixed
  }
}
