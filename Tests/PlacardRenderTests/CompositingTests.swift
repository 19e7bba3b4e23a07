import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Compositing and filters")
struct CompositingTests {
  @Test("a scene's bytes are the same after other scenes, and with any base")
  func historyChangesNothing() throws {
    let layers = Build.compositing()
    let scene = Build.scene(layers, background: Build.gradient([(30, 0), (220, 100)]))
    let expected = try Build.draw(scene)
    let renderer = try Build.renderer()
    for count in 0...layers.count {
      #expect(try renderer.image(of: scene, baseLayerCount: count) == expected)
      _ = try renderer.image(of: Build.scene(Array(layers.reversed()), width: 90 + count, scale: 2))
    }
    #expect(try renderer.image(of: scene, baseLayerCount: 2) == expected)
  }

  @Test("a layer that shows nothing changes nothing in any mode", arguments: BlendMode.allCases)
  func clearLayersBlendToNothing(mode: BlendMode) throws {
    let below = Build.everything()
    var clear = Build.box(0, 0, 120, 80, .color(.transparent))
    clear.blendMode = mode
    #expect(
      try Build.draw(Build.scene(below + [clear])) == Build.draw(Build.scene(below)))
  }

  @Test("on a clear canvas every mode is normal", arguments: BlendMode.allCases)
  func modesNeedABackdrop(mode: BlendMode) throws {
    var box = Build.box(10, 10, 50, 50, Build.red)
    box.opacity = 0.999
    let expected = try Build.draw(Build.scene([box], background: .color(.transparent)))
    box.blendMode = mode
    let image = try Build.draw(Build.scene([box], background: .color(.transparent)))
    for (one, other) in zip(image[30, 30], expected[30, 30]) {
      #expect(abs(Int(one) - Int(other)) <= 1)
    }
  }

  private func filtered(_ color: Paint, _ filters: [FilterFunction]) throws -> [UInt8] {
    var box = Build.box(20, 10, 80, 60, color)
    box.filters = filters
    return Array(
      try Build.draw(Build.scene([box], background: .color(.transparent)))[60, 40].reversed())
  }

  @Test("filters do what Filter Effects 1 says to a colour that is not premultiplied")
  func matrices() throws {
    let color = Build.color(200, 100, 50)
    #expect(try filtered(color, [.brightness(0.5)]) == [255, 100, 50, 25])
    #expect(try filtered(color, [.brightness(2)]) == [255, 255, 200, 100])
    #expect(try filtered(color, [.contrast(0)]) == [255, 128, 128, 128])
    #expect(try filtered(color, [.grayscale(1)]) == [255, 118, 118, 118])
    #expect(try filtered(color, [.saturate(0)]) == [255, 118, 118, 118])
    // Twice as bright and cut off, then half: the order counts.
    #expect(try filtered(color, [.brightness(2), .brightness(0.5)]) == [255, 128, 100, 50])
    #expect(try filtered(color, [.brightness(0.5), .brightness(2)]) == [255, 200, 100, 50])
    // Half clear: the same colour's half.
    #expect(try filtered(Build.color(200, 100, 50, 0.5), [.brightness(2)]) == [128, 128, 100, 50])
  }

  @Test(
    "extreme filters neither trap nor leave a pixel brighter than its alpha",
    arguments: [0, 0.4, 2, 136, 1e300, .nan, -5])
  func extremes(value: Double) throws {
    for filter: FilterFunction in [
      .blur(value), .brightness(value), .contrast(value), .saturate(value), .grayscale(value),
    ] {
      var box = Build.image(-20, 10, 80, 90, fit: .cover)
      box.opacity = 0.7
      box.filters = [filter, filter]
      let image = try Build.draw(
        Build.scene([box], width: 60, height: 40, background: .color(.transparent)))
      let isSound = stride(from: 0, to: image.bytes.count, by: 4).allSatisfy { pixel in
        image.bytes[pixel..<(pixel + 3)].allSatisfy { $0 <= image.bytes[pixel + 3] }
      }
      #expect(isSound, "\(filter)")
    }
  }

  @Test("a wide blur keeps the whole of what it spreads", arguments: [1.5, 6, 20, 140])
  func blurKeepsTheSum(sigma: Double) throws {
    func sum(_ filters: [FilterFunction]) throws -> Double {
      var box = Build.box(400, 400, 100, 100, .color(.black))
      box.filters = filters
      let image = try Build.draw(
        Build.scene([box], width: 900, height: 900, background: .color(.transparent)))
      // Black: what is not 0 is alpha.
      return image.bytes.withUnsafeBufferPointer { $0.reduce(into: 0.0) { $0 += Double($1) } }
    }
    let plain = try sum([])
    // A level is lost or won here and there by rounding.
    #expect(abs(try sum([.blur(sigma)]) / plain - 1) < 0.05)
  }

  @Test("a blur brings in what lies outside of the canvas")
  func blurReachesIn() throws {
    var box = Build.box(-60, 0, 58, 80, .color(.black))
    #expect(try Build.draw(Build.scene([box]))[0, 40] == [255, 255, 255, 255])
    box.filters = [.blur(6)]
    #expect(try Build.draw(Build.scene([box]))[0, 40][0] < 180)
  }

  @Test("inset shadows lie over the background, under the border, and the first topmost")
  func insetShadows() throws {
    var box = Build.box(20, 10, 80, 60, Build.color(255, 255, 0))
    box.borderWidth = 4
    box.borderColor = Color(red: 0, green: 0, blue: 255)
    box.shadows = [
      Shadow(x: 6, y: 0, blur: 0, color: .black, isInset: true),
      Shadow(
        x: 0, y: 0, blur: 0, spread: 9, color: Color(red: 255, green: 0, blue: 0), isInset: true),
      Shadow(x: 0, y: 0, blur: 0, color: .white, isInset: true),
    ]
    let image = try Build.draw(Build.scene([box]))
    #expect(image[22, 40] == [255, 0, 0, 255])
    #expect(image[24, 40] == [0, 0, 0, 255])
    #expect(image[29, 40] == [0, 0, 0, 255])
    #expect(image[30, 40] == [0, 0, 255, 255])
    #expect(image[33, 40] == [0, 255, 255, 255])
    #expect(image[94, 40] == [0, 0, 255, 255])
    #expect(image[60, 40] == [0, 255, 255, 255])
  }
}
