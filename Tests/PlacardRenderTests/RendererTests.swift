import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("A scene's bytes depend on the scene alone")
struct RendererTests {
  @Test("whatever number of layers is the base, cold and warm")
  func baseLayersChangeNothing() throws {
    let scene = Build.scene(Build.everything(), background: Build.gradient([(30, 0), (220, 100)]))
    let expected = try Build.draw(scene)
    let renderer = try Build.renderer()
    for _ in 0..<2 {
      for count in 0...scene.layers.count {
        #expect(try renderer.image(of: scene, baseLayerCount: count) == expected)
      }
    }
  }

  @Test("a base is used only by scenes that begin with it")
  func basesAreCompared() throws {
    let renderer = try Build.renderer()
    var scene = Build.scene(Build.everything())
    _ = try renderer.image(of: scene, baseLayerCount: 3)
    scene.layers[1].frame.x += 1
    #expect(try renderer.image(of: scene, baseLayerCount: 3) == Build.draw(scene))
    scene.background = Build.red
    #expect(try renderer.image(of: scene, baseLayerCount: 3) == Build.draw(scene))
    scene.scale = 2
    #expect(try renderer.image(of: scene, baseLayerCount: 3) == Build.draw(scene))
  }

  @Test("whatever was drawn before, and into whatever the bitmap held")
  func historyChangesNothing() throws {
    let renderer = try Build.renderer()
    let layers = Build.everything()
    let scenes = (0..<8).map { turn in
      Build.scene(
        Array(layers.dropFirst(turn % 3)), width: 100 + 20 * (turn % 2),
        scale: turn < 4 ? 1 : 1.5,
        background: turn == 5 ? .color(.transparent) : Build.gradient([(0, 0), (99, nil)]))
    }
    let expected = try scenes.map { try Build.draw($0) }
    for index in [0, 5, 3, 7, 1, 0, 6, 2, 4, 5, 5, 0] {
      #expect(try renderer.image(of: scenes[index], baseLayerCount: index % 3) == expected[index])
    }
  }

  @Test("at half a scale it is the same picture, four pixels in one")
  func halved() throws {
    var scene = Build.scene(Build.everything(), background: Build.gradient([(30, 0), (220, 100)]))
    // Borders and shapes stand on whole pixels at either scale.
    scene.layers[0].borderWidth = 4
    scene.layers[4].frame.x = 30
    scene.layers[4].frame.y = 6
    let whole = try Build.draw(scene)
    scene.scale = 0.5
    let half = try Build.draw(scene)
    #expect(half.width == 60 && half.height == 40)
    func distance(shiftedBy shift: Int) -> Double {
      var sum = 0
      for y in 0..<40 {
        for x in 0..<(60 - shift) {
          for channel in 0..<3 {
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map {
              Int(whole[2 * (x + shift) + $0.0, 2 * y + $0.1][channel])
            }
            sum += abs(four.reduce(0, +) / 4 - Int(half[x, y][channel]))
          }
        }
      }
      return Double(sum) / Double(3 * 40 * (60 - shift))
    }
    let mean = distance(shiftedBy: 0)
    #expect(mean < 3, "\(mean)")
    // The measure would see a picture that is one pixel off.
    #expect(distance(shiftedBy: 1) > 2 * mean, "\(distance(shiftedBy: 1))")
  }

  @Test("on one thread or on four")
  func threadsAgree() throws {
    let scene = Build.scene(Build.everything(), width: 300, height: 200)
    let expected = try Build.draw(scene)
    let results = Results()
    let threads = (0..<4).map { _ in
      Thread {
        let images = (0..<5).compactMap { _ in try? Build.draw(scene, baseLayerCount: 2) }
        results.add(images)
      }
    }
    for thread in threads { thread.start() }
    let images = results.wait(for: 20)
    #expect(images.count == 20)
    for image in images { #expect(image == expected) }
  }

  @Test("past a limit nothing is drawn, at it all is")
  func limitsHold() throws {
    var limits = Limits()
    limits.outputSidePixelsMax = 120
    limits.outputPixelsMax = 120 * 80
    limits.layersMax = 2
    let renderer = try Build.renderer(limits: limits)
    let box = Build.box(0, 0, 9, 9, Build.red)
    _ = try renderer.image(of: Build.scene([box, box]))
    for scene in [
      Build.scene([], width: 121, height: 10), Build.scene([], height: 121),
      Build.scene([], width: 120, height: 81), Build.scene([], width: 61, scale: 2),
      Build.scene([box, box, box]),
    ] {
      let error = #expect(throws: RenderError.self) { try renderer.image(of: scene) }
      #expect(error?.code == .tooLarge)
    }
  }

  @Test("a picture that cannot be had names its layer")
  func errorsNameTheLayer() throws {
    var missing = Build.image(0, 0, 10, 10, fit: .cover, path: "assets/none.png")
    missing.name = "logo"
    let error = #expect(throws: RenderError.self) { try Build.draw(Build.scene([missing])) }
    #expect(error?.code == .missingAsset)
    #expect(error?.layer == "logo")
  }

  @Test("the fingerprint names every library with its version")
  func versionsAreNamed() {
    for library in [
      "cairo 1.", "pixman 0.", "pango 1.", "harfbuzz ", "freetype 2.", "qrencode 4.",
    ] {
      #expect(RendererVersions.text.contains(library))
    }
  }
}

/// Pictures from several threads.
private final class Results {
  private let condition = NSCondition()
  private var images: [TestImage] = []
  private var threadCount = 0

  func add(_ more: [TestImage]) {
    condition.withLock {
      images += more
      threadCount += 1
      condition.broadcast()
    }
  }

  /// What has come in once `count` pictures are there, or a thread short of some has ended.
  func wait(for count: Int) -> [TestImage] {
    condition.withLock {
      while images.count < count, threadCount < 4 { condition.wait() }
      return images
    }
  }
}

// SAFETY: every member is touched under `condition` alone.
extension Results: @unchecked Sendable {}
