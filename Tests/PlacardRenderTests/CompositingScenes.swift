import PlacardCore

extension Build {
  static func group(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ layers: [SceneLayer],
    clipsContent: Bool = false
  ) -> SceneLayer {
    SceneLayer(
      name: "group", frame: Rect(x: x, y: y, width: width, height: height),
      content: .group(GroupContent(layers: layers, clipsContent: clipsContent)))
  }

  static func path(
    _ segments: [PathData.Segment], fill: Paint = .color(.transparent), stroke: Paint? = nil,
    strokeWidth: Double = 0, dashes: [Double] = []
  ) -> SceneLayer {
    SceneLayer(
      name: "path", frame: Rect(x: 0, y: 0, width: 120, height: 80),
      content: .shape(
        ShapeContent(
          outline: .path, path: PathData(segments: segments), fill: fill, stroke: stroke,
          strokeWidth: strokeWidth, dashes: dashes)))
  }

  static func fan(_ stops: [(Color, Double?)], from: Double = 0, isRepeating: Bool = false) -> Paint
  {
    .conic(
      ConicGradient(
        from: from,
        stops: stops.map { color, percent in
          GradientStop(color: color, position: percent.map { LengthPercentage(percent: $0) })
        }, isRepeating: isRepeating))
  }

  /// Layers that blend, filter, clip and turn, in groups and out of them.
  static func compositing() -> [SceneLayer] {
    var veil = box(20, 10, 60, 60, fan([(.black, nil), (.white, nil)], from: 30))
    veil.blendMode = .overlay
    var soft = image(5, 5, 50, 40, fit: .cover)
    soft.filters = [.blur(2.5), .saturate(1.7), .contrast(1.2)]
    var well = box(70, 30, 40, 40, red)
    well.shadows = [
      Shadow(x: 3, y: 3, blur: 6, color: .black, isInset: true),
      Shadow(x: 0, y: 4, blur: 9, color: .black),
    ]
    well.cornerRadii = Corners(12)
    well.borderWidth = 2
    var hue = box(-10, 20, 40, 30, blue)
    hue.blendMode = .hue
    hue.rotation = 20
    var inner = group(20, 10, 70, 50, [well, hue], clipsContent: true)
    inner.rotation = -15
    inner.cornerRadii = Corners(10)
    var outer = group(10, 8, 100, 70, [soft, inner])
    outer.rotation = 8
    outer.opacity = 0.8
    outer.background = color(250, 240, 200)
    let dashed = path(
      [.move(Point(x: 5, y: 5)), .line(Point(x: 100, y: 20)), .line(Point(x: 20, y: 70)), .close],
      stroke: blue, strokeWidth: 3, dashes: [9, 4])
    return [veil, soft, outer, dashed]
  }

  static func color(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: Double = 1) -> Paint {
    .color(Color(red: red, green: green, blue: blue, alpha: alpha))
  }
}
