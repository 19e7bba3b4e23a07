import PlacardCore
import PlacardRender
import PlacardTesting

/// Short ways to the scenes that these tests draw.
enum Build {
  static func scene(
    _ layers: [SceneLayer], width: Int = 120, height: Int = 80, scale: Double = 1,
    background: Paint = .color(.white)
  ) -> Scene {
    Scene(
      size: PixelSize(width: width, height: height), scale: scale, background: background,
      layers: layers)
  }

  /// A box without content of its own.
  static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ background: Paint? = nil
  ) -> SceneLayer {
    SceneLayer(
      name: "box", frame: Rect(x: x, y: y, width: width, height: height), background: background,
      content: .shape(ShapeContent(outline: .rect, fill: .color(.transparent))))
  }

  static func image(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fit: ImageContent.Fit,
    path: String = "assets/landscape.png"
  ) -> SceneLayer {
    SceneLayer(
      name: "image", frame: Rect(x: x, y: y, width: width, height: height),
      content: .image(
        ImageContent(address: .file(path), digest: Digest(of: path), fit: fit)))
  }

  static let red = Paint.color(Color(red: 220, green: 38, blue: 38))
  static let blue = Paint.color(Color(red: 37, green: 99, blue: 235))

  /// Evenly given stops: each a grey level with or without a position in percent.
  static func gradient(_ stops: [(UInt8, Double?)], isRepeating: Bool = false) -> Paint {
    .linear(
      LinearGradient(
        direction: .angle(90),
        stops: stops.map { level, percent in
          GradientStop(
            color: Color(red: level, green: level, blue: level),
            position: percent.map { LengthPercentage(percent: $0) })
        }, isRepeating: isRepeating))
  }

  /// A renderer without fonts, for scenes without text.
  static func renderer(limits: Limits = Limits()) throws -> Renderer {
    Renderer(fonts: try FontLibrary.load([]), limits: limits)
  }

  static func draw(_ scene: Scene, baseLayerCount: Int = 0) throws -> TestImage {
    try renderer().image(of: scene, baseLayerCount: baseLayerCount)
  }

  /// One layer of every sort that needs no font, some of them turned, clear or off the canvas.
  static func everything() -> [SceneLayer] {
    var card = box(10, 10, 80, 40, .color(.white))
    card.cornerRadii = Corners(9)
    card.borderWidth = 3
    card.borderColor = Color(red: 0, green: 0, blue: 0, alpha: 0.5)
    card.shadows = [
      Shadow(x: 2, y: 3, blur: 12, spread: 1, color: .black),
      Shadow(x: -4, y: 0, blur: 1, color: Color(red: 255, green: 0, blue: 0, alpha: 0.4)),
    ]
    var turned = box(50, 20, 50, 30, gradient([(0, nil), (255, nil)]))
    turned.rotation = 33
    turned.opacity = 0.7
    var picture = image(60, 30, 70, 60, fit: .cover)
    picture.cornerRadii = Corners(20)
    var badge = image(-10, 40, 44, 44, fit: .contain, path: "assets/badge.png")
    badge.rotation = -20
    let ring = SceneLayer(
      name: "ring", frame: Rect(x: 30.5, y: 5.25, width: 40, height: 40), opacity: 0.5,
      content: .shape(
        ShapeContent(
          outline: .ellipse,
          fill: .radial(
            RadialGradient(
              shape: .ellipse(.farthestCorner),
              stops: [
                GradientStop(color: .white, position: nil),
                GradientStop(color: .transparent, position: nil),
              ])), stroke: blue, strokeWidth: 4)))
    return [card, turned, picture, badge, ring]
  }
}
