import PlacardTesting
import Testing

@Suite("The measure of a picture")
struct PictureComparisonTests {
  private let empty = TestImage(width: 40, height: 40, pixel: [255, 255, 255, 255])

  private func square(at x: Int, level: UInt8 = 0) -> TestImage {
    var image = empty
    for row in 10..<30 {
      for column in x..<(x + 12) {
        for channel in 0..<3 { image.bytes[4 * (row * 40 + column) + channel] = level }
      }
    }
    return image
  }

  @Test("one pixel off is in place, three are not")
  func shifts() {
    let near = PictureComparison(expected: square(at: 10), actual: square(at: 11), empty: empty)
    #expect(near.outOfPlaceCount == 0)
    #expect(near.channelDifferenceMax == 255)
    let far = PictureComparison(expected: square(at: 10), actual: square(at: 13), empty: empty)
    // Three columns on each side, less their ends, which find white above or below.
    #expect(far.outOfPlaceCount == 2 * (3 * 20 - 2))
    #expect(far.inkCount == 15 * 20)
    #expect(far.outOfPlaceShare > 0.2)
  }

  @Test("40 levels are the same, 41 are not")
  func tolerance() {
    let dark = square(at: 10, level: 100)
    let near = PictureComparison(expected: dark, actual: square(at: 10, level: 140), empty: empty)
    #expect(near.outOfPlaceCount == 0)
    let far = PictureComparison(expected: dark, actual: square(at: 10, level: 141), empty: empty)
    #expect(far.outOfPlaceCount > 0)
  }

  @Test("what only one of the two shows is out of place")
  func missing() {
    let gone = PictureComparison(expected: square(at: 10), actual: empty, empty: empty)
    #expect(gone.outOfPlaceShare > 0.7)
    let extra = PictureComparison(expected: empty, actual: square(at: 10), empty: empty)
    #expect(extra.outOfPlaceShare > 0.7)
  }

  @Test("a picture comes back from its own PNG")
  func roundTrip() throws {
    let image = square(at: 5, level: 77)
    #expect(try TestPNG.decode(TestPNG.encode(image)) == image)
  }
}
