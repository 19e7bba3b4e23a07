import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Shapes are drawn as SVG draws them")
struct ShapeTests {
  private func line(_ dashes: [Double], to x: Double = 110) -> SceneLayer {
    Build.path(
      [.move(Point(x: 10, y: 40)), .line(Point(x: x, y: 40))], stroke: .color(.black),
      strokeWidth: 10, dashes: dashes)
  }

  @Test("dashes start on, end square, and go round")
  func dashes() throws {
    let image = try Build.draw(Build.scene([line([20, 10])]))
    for x in 10..<110 {
      let isOn = (x - 10) % 30 < 20
      #expect(image[x, 40][0] == (isOn ? 0 : 255), "at \(x)")
    }
  }

  @Test("a dash that starts or ends at a corner does not bend round it")
  func dashesAtCorners() throws {
    let layer = Build.path(
      [
        .move(Point(x: 10, y: 20)), .line(Point(x: 70, y: 20)), .line(Point(x: 70, y: 70)),
        .line(Point(x: 20, y: 70)),
      ], stroke: .color(.black), strokeWidth: 10, dashes: [30, 30, 50, 5])
    let image = try Build.draw(Build.scene([layer]))
    // On from 60 to 110, which is the whole right side.
    for (x, y) in [(67, 18), (73, 18), (67, 72), (73, 72), (60, 20), (68, 71)] {
      #expect(image[x, y] == [255, 255, 255, 255], "\(x), \(y)")
    }
    for y in 20..<70 { #expect(image[67, y] == [0, 0, 0, 255], "\(y)") }
  }

  @Test("dashes of no length, a negative one, or too many to see apart are a solid line")
  func solidDashes() throws {
    let solid = try Build.draw(Build.scene([line([])]))
    for dashes in [[0, 0], [-1, 5], [1e-9, 1e-9], [1e-300, 0], [.nan, 1]] {
      #expect(try Build.draw(Build.scene([line(dashes)])) == solid)
    }
    #expect(try Build.draw(Build.scene([line([1e300, 1e300])])) == solid)
    #expect(try Build.draw(Build.scene([line([0.01, 0.01], to: 1e9)])).isOpaque)
  }

  @Test("a sharp corner is mitred up to four times the stroke's width")
  func miterLimit() throws {
    func corner(_ dx: Double) throws -> TestImage {
      try Build.draw(
        Build.scene([
          Build.path(
            [
              .move(Point(x: 60 - dx, y: 75)), .line(Point(x: 60, y: 35)),
              .line(Point(x: 60 + dx, y: 75)),
            ], stroke: .color(.black), strokeWidth: 8)
        ]))
    }
    // Half the corner's angle has a sine of 0.27: a mitre of 3.7 widths reaches 14.8 px up.
    #expect(try corner(11.2)[60, 23][0] < 128)
    // 0.2: one of 5 would reach 20 px up.
    #expect(try corner(8.2)[60, 30][0] == 255)
  }

  @Test("a path that crosses itself is filled whole")
  func nonzeroWinding() throws {
    let star: [PathData.Segment] = [
      .move(Point(x: 60, y: 5)), .line(Point(x: 80, y: 70)), .line(Point(x: 25, y: 28)),
      .line(Point(x: 95, y: 28)), .line(Point(x: 40, y: 70)), .close,
    ]
    let image = try Build.draw(Build.scene([Build.path(star, fill: Build.red)]))
    #expect(image[60, 40] == [38, 38, 220, 255])
  }

  @Test("a path's origin is the content box, and it may leave it")
  func pathsLeaveTheirBox() throws {
    let square: [PathData.Segment] = [
      .move(Point(x: 100, y: 0)), .line(Point(x: 120, y: 0)), .line(Point(x: 120, y: 20)),
      .line(Point(x: 100, y: 20)), .close,
    ]
    var layer = Build.path(square, fill: Build.red)
    layer.frame = Rect(x: -100, y: 10, width: 30, height: 30)
    layer.padding = Insets(8)
    let image = try Build.draw(Build.scene([layer]))
    #expect(image[8, 18] == [38, 38, 220, 255])
    #expect(image[27, 37] == [38, 38, 220, 255])
    #expect(image[28, 38] == [255, 255, 255, 255])
  }

  @Test("thousands of segments, anywhere")
  func longPaths() throws {
    var segments: [PathData.Segment] = [.move(Point(x: 0, y: 0))]
    for index in 0..<3000 {
      let step = Double(index)
      segments.append(
        .curve(
          Point(x: step.truncatingRemainder(dividingBy: 120), y: 90),
          Point(x: -1e9, y: step), Point(x: 1e5 * step, y: step / 100)))
    }
    segments.append(.close)
    let layer = Build.path(
      segments, fill: Build.red, stroke: Build.blue, strokeWidth: 2, dashes: [5, 5])
    #expect(try Build.draw(Build.scene([layer])) == Build.draw(Build.scene([layer])))
  }

  @Test(
    "no number of a path can make drawing trap",
    arguments: [Double.greatestFiniteMagnitude, -1e12, 1e-300, .infinity, .nan])
  func hostileNumbers(value: Double) throws {
    let points = [Point(x: value, y: 5), Point(x: 10, y: value), Point(x: value, y: value)]
    for point in points {
      let segments: [PathData.Segment] = [
        .move(Point(x: 5, y: 5)), .line(point), .curve(point, Point(x: 40, y: 40), point), .close,
      ]
      var layer = Build.path(segments, fill: Build.red, stroke: Build.blue, strokeWidth: 4)
      layer.rotation = 10
      #expect(try Build.draw(Build.scene([layer])).isOpaque)
    }
  }

  @Test("a conic gradient goes round clockwise from the top")
  func conicQuarters() throws {
    let levels: [UInt8] = [0, 60, 120, 180]
    let stops = levels.enumerated().flatMap { index, level -> [(Color, Double?)] in
      let color = Color(red: level, green: level, blue: level)
      return [(color, Double(25 * index)), (color, Double(25 * index + 25))]
    }
    func corners(_ from: Double) throws -> [UInt8] {
      let image = try Build.draw(
        Build.scene([Build.box(20, 0, 80, 80, Build.fan(stops, from: from))]))
      return [image[90, 10][0], image[90, 70][0], image[30, 70][0], image[30, 10][0]]
    }
    #expect(try corners(0) == levels)
    #expect(try corners(90) == [180, 0, 60, 120])
    #expect(try corners(-90) == [60, 120, 180, 0])
    #expect(try corners(-990) == [180, 0, 60, 120])
    #expect(try corners(.nan) == levels)
  }
}
