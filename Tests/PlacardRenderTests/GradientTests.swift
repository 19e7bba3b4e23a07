import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Gradients follow CSS Images")
struct GradientTests {
  private func canvas(_ paint: Paint) throws -> TestImage {
    try Build.draw(Build.scene([], width: 200, height: 8, background: paint))
  }

  @Test("stops without a position, or out of order, get one (§3.4.3)")
  func stopsAreCompleted() throws {
    let written = Build.gradient([
      (0, nil), (50, nil), (100, 60), (150, nil), (200, nil), (250, nil),
    ])
    let spelled = Build.gradient(
      [(0, 0), (50, 30), (100, 60), (150, 220.0 / 3), (200, 260.0 / 3), (250, 100)])
    #expect(try canvas(written) == canvas(spelled))
    #expect(
      try canvas(Build.gradient([(0, 20), (90, 10), (200, 5), (255, nil)]))
        == canvas(Build.gradient([(0, 20), (90, 20), (200, 20), (255, 100)])))
    #expect(
      try canvas(Build.gradient([(0, nil), (90, 150), (255, nil)]))
        == canvas(Build.gradient([(0, 0), (90, 150), (255, 150)])))
  }

  @Test("a hard stop changes colour between two pixels")
  func hardStops() throws {
    let image = try canvas(Build.gradient([(10, 0), (10, 25), (200, 25), (200, 100)]))
    #expect(image[49, 3] == [10, 10, 10, 255])
    #expect(image[50, 3] == [200, 200, 200, 255])
  }

  @Test("colours run evenly, premultiplied")
  func evenColors() throws {
    let image = try canvas(Build.gradient([(0, nil), (200, nil)]))
    for x in 0..<200 {
      let exact = (Double(x) + 0.5)
      #expect(abs(Double(image[x, 4][0]) - exact) <= 0.6)
    }
    let clear = Paint.linear(
      LinearGradient(
        direction: .toward(x: 1, y: 0),
        stops: [
          GradientStop(color: Color(red: 255, green: 0, blue: 0), position: nil),
          GradientStop(color: .transparent, position: nil),
        ]))
    // Halfway to `transparent` is half of red, not a darker red.
    let half = try canvas(clear)[100, 4]
    #expect((126...128).contains(half[3]))
    #expect(half[2] == half[3])
  }

  @Test("a repeating gradient repeats, and one without a length is its last colour")
  func repeating() throws {
    let image = try canvas(Build.gradient([(0, 0), (255, 25)], isRepeating: true))
    for x in 0..<150 { #expect(image[x, 0] == image[x + 50, 0]) }
    let flat = try canvas(Build.gradient([(0, 30), (77, 30)], isRepeating: true))
    #expect(flat[3, 0] == [77, 77, 77, 255])
    #expect(flat[190, 0] == [77, 77, 77, 255])
  }

  @Test("a radial gradient without a radius is its last colour")
  func degenerateRadial() throws {
    let gradient = RadialGradient(
      shape: .circleRadius(0),
      stops: [
        GradientStop(color: .black, position: nil),
        GradientStop(color: Color(red: 9, green: 8, blue: 7), position: nil),
      ])
    #expect(try canvas(.radial(gradient))[100, 4] == [7, 8, 9, 255])
  }

  @Test("a full turn draws what no turn draws, a quarter turn lies on its side")
  func anglesAreExact() throws {
    func turned(_ degrees: Double) throws -> TestImage {
      try canvas(
        .linear(
          LinearGradient(
            direction: .angle(degrees),
            stops: [
              GradientStop(color: .black, position: nil),
              GradientStop(color: .white, position: nil),
            ])))
    }
    #expect(try turned(450) == turned(90))
    #expect(try turned(-270) == turned(90))
    let upright = try turned(180)
    #expect(upright[0, 2] == upright[199, 2])
  }

  @Test("a gradient fills its padding box and repeats under the border")
  func backgroundOrigin() throws {
    var box = Build.box(20, 20, 80, 40, Build.gradient([(0, 0), (250, 100)]))
    box.borderWidth = 10
    box.borderColor = Color(red: 0, green: 0, blue: 0, alpha: 0)
    let image = try Build.draw(Build.scene([box]))
    #expect(image[29, 40] == image[89, 40])
    #expect(image[30, 40] == image[90, 40])
    #expect(image[30, 40][0] < 5)
  }
}
