import PlacardCore
import PlacardPipeline
import PlacardTesting
import Testing

@Suite("The distance of pictures") struct PictureDistanceTests {
  private let white = TestImage(width: 96, height: 64, pixel: [255, 255, 255, 255])

  private func distance(_ one: TestImage, _ other: TestImage) throws -> PictureDistance {
    try #require(PictureDistance(one.picture(), other.picture()))
  }

  @Test("A picture is at no distance from itself")
  func same() throws {
    let found = try distance(white, white)
    #expect(found.perceptual == 0 && found.changedShare == 0)
    #expect(found.channelMost == 0 && found.channelMean == 0)
  }

  @Test("One pixel counts as one pixel")
  func onePixel() throws {
    var other = white
    other.bytes[4 * (10 * 96 + 20)] = 245
    let found = try distance(white, other)
    #expect(found.changedShare == 1 / Double(96 * 64))
    #expect(found.channelMost == 10)
    #expect(abs(found.channelMean - 10 / Double(3 * 96 * 64)) < 1e-12)
    #expect(found.perceptual > 0 && found.perceptual < 0.01)
  }

  @Test("Black and white are about 1 apart, and a larger change is further")
  func order() throws {
    let black = TestImage(width: 96, height: 64, pixel: [0, 0, 0, 255])
    let all = try distance(white, black)
    #expect(all.changedShare == 1 && all.channelMost == 255 && all.channelMean == 255)
    #expect(all.perceptual > 0.99)
    func barred(_ rows: Int) -> TestImage {
      var image = white
      for index in 0..<(96 * rows) {
        image.bytes.replaceSubrange(4 * index..<4 * index + 3, with: [0, 0, 0])
      }
      return image
    }
    let few = try distance(white, barred(8)).perceptual
    let many = try distance(white, barred(32)).perceptual
    #expect(few > 0.02 && few < many && many < all.perceptual)
  }

  @Test("It is the same both ways, and translucent pixels lie over white")
  func symmetry() throws {
    let clear = TestImage(width: 96, height: 64, pixel: [0, 0, 0, 0])
    let grey = TestImage(width: 96, height: 64, pixel: [90, 90, 90, 255])
    #expect(try distance(white, grey).perceptual == distance(grey, white).perceptual)
    let over = try distance(clear, grey)
    #expect(over.channelMost == 165)
    #expect(try distance(white, clear).channelMost == 0)
  }

  @Test("Pictures of two sizes have no distance; tiny ones have one")
  func sizes() throws {
    let other = TestImage(width: 96, height: 63, pixel: [255, 255, 255, 255])
    #expect(PictureDistance(white.picture(), other.picture()) == nil)
    let dot = TestImage(width: 1, height: 1, pixel: [0, 0, 0, 255])
    let light = TestImage(width: 1, height: 1, pixel: [255, 255, 255, 255])
    #expect(try distance(dot, light).perceptual > 0.99)
  }
}
