package import PlacardCore

/// A picture in the hands of a test: rows of blue, green, red, alpha, premultiplied.
package struct TestImage: Sendable, Equatable {
  package let width: Int
  package let height: Int
  package var bytes: [UInt8]

  package init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(bytes.count == 4 * width * height, "four bytes a pixel")
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// All of one colour, given as blue, green, red, alpha.
  package init(width: Int, height: Int, pixel: [UInt8]) {
    // Copies that double: an iterator over four bytes a pixel is what slows a debug build down.
    var bytes = pixel
    bytes.reserveCapacity(8 * width * height)
    while bytes.count < 4 * width * height { bytes += bytes }
    self.init(width: width, height: height, bytes: Array(bytes.prefix(4 * width * height)))
  }

  package init(_ bitmap: borrowing Bitmap) {
    self.init(
      width: bitmap.width, height: bitmap.height, bytes: bitmap.withBytes { Array($0) })
  }

  /// The same pixels as a picture for a scene.
  package func picture() -> Picture {
    var bitmap = Bitmap(width: width, height: height)
    bitmap.withMutableBytes { $0.copyBytes(from: bytes) }
    return Picture(
      bitmap, isOpaque: isOpaque, naturalSize: PixelSize(width: width, height: height))
  }

  package var isOpaque: Bool {
    stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 }
  }

  /// Blue, green, red, alpha at a place.
  package subscript(x: Int, y: Int) -> [UInt8] {
    let start = 4 * (y * width + x)
    return Array(bytes[start..<(start + 4)])
  }
}
