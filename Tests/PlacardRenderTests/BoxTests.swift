import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Boxes follow CSS Backgrounds")
struct BoxTests {
  private func rounded(_ radii: Corners) throws -> TestImage {
    var box = Build.box(10, 10, 100, 40, Build.red)
    box.cornerRadii = radii
    return try Build.draw(Build.scene([box]))
  }

  @Test("radii that overlap are scaled down together (§4.5)")
  func overlappingRadii() throws {
    #expect(try rounded(Corners(1000)) == rounded(Corners(20)))
    // The left side's sum is 80: twice its height halves them all.
    let written = Corners(topLeft: 60, topRight: 10, bottomRight: 0, bottomLeft: 20)
    let scaled = Corners(topLeft: 30, topRight: 5, bottomRight: 0, bottomLeft: 10)
    #expect(try rounded(written) == rounded(scaled))
    #expect(try rounded(Corners(12)) != rounded(Corners(20)))
  }

  @Test("edges lie on whole pixels, and nothing thin is lost")
  func snapping() throws {
    let whole = try Build.draw(Build.scene([Build.box(10, 20, 31, 12, Build.blue)]))
    #expect(try Build.draw(Build.scene([Build.box(10.4, 19.6, 30.2, 12.1, Build.blue)])) == whole)
    let thin = try Build.draw(Build.scene([Build.box(10.1, 0, 0.3, 80, Build.blue)]))
    #expect(thin[10, 40] == [235, 99, 37, 255])
  }

  @Test("a border is at least one pixel wide, and whole pixels")
  func borderWidths() throws {
    func bordered(_ width: Double, scale: Double = 1) throws -> TestImage {
      var box = Build.box(10, 10, 60, 40)
      box.borderWidth = width
      return try Build.draw(Build.scene([box], scale: scale))
    }
    #expect(try bordered(0.2) == bordered(1))
    #expect(try bordered(3.9) == bordered(3))
    #expect(try bordered(1.5, scale: 2) != bordered(1, scale: 2))
  }

  @Test("a shadow is not drawn under its box, and the first is topmost")
  func shadows() throws {
    var box = Build.box(30, 20, 60, 40)
    box.shadows = [
      Shadow(x: 10, y: 10, blur: 0, color: .black),
      Shadow(x: 10, y: 10, blur: 0, spread: 4, color: Color(red: 255, green: 0, blue: 0)),
    ]
    let image = try Build.draw(Build.scene([box]))
    #expect(image[60, 40] == [255, 255, 255, 255])
    #expect(image[95, 65] == [0, 0, 0, 255])
    #expect(image[102, 72] == [0, 0, 255, 255])
  }

  @Test("a long box has the corners of a short one's shadow")
  func shadowsStretch() throws {
    func shadow(_ width: Double) throws -> TestImage {
      var box = Build.box(40, 40, width, 90)
      box.cornerRadii = Corners(topLeft: 5, topRight: 20, bottomRight: 0, bottomLeft: 12)
      box.shadows = [Shadow(x: 1.5, y: 2, blur: 14, color: .black)]
      return try Build.draw(Build.scene([box], width: 400, height: 180))
    }
    let (short, long) = (try shadow(90), try shadow(260))
    for y in 0..<180 {
      for x in 0..<80 { #expect(short[x, y] == long[x, y]) }
      for x in 90..<180 { #expect(short[x, y] == long[x + 170, y]) }
    }
  }

  @Test("opacity holds for a box as a whole")
  func opacityIsAGroup() throws {
    var box = Build.box(10, 10, 60, 40, Build.red)
    box.borderWidth = 10
    box.borderColor = .black
    box.opacity = 0.5
    let image = try Build.draw(Build.scene([box]))
    // Half black over white, without the red background below the border.
    #expect(image[15, 30] == [128, 128, 128, 255] || image[15, 30] == [127, 127, 127, 255])
  }

  @Test(
    "no number of a template can make drawing trap",
    arguments: [
      Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude, 1e9, -1e9, 1e-300, 3e4,
      .infinity, .nan,
    ])
  func hostileNumbers(value: Double) throws {
    for place in 0..<12 {
      var box = Build.everything()[place % 5]
      switch place {
      case 0: box.frame.x = value
      case 1: box.frame.width = value
      case 2: box.frame.height = value
      case 3: box.rotation = value
      case 4: box.borderWidth = value
      case 5: box.cornerRadii = Corners(value)
      case 6: box.padding = Insets(value)
      case 7: box.shadows = [Shadow(x: value, y: 0, blur: 4, color: .black)]
      case 8: box.shadows = [Shadow(x: 0, y: 0, blur: value, color: .black)]
      case 9: box.shadows = [Shadow(x: 0, y: 0, blur: 4, spread: value, color: .black)]
      case 10: box.background = Build.gradient([(0, nil), (9, value), (255, nil)])
      default: box.opacity = value
      }
      let image = try Build.draw(Build.scene([box]))
      #expect(image.isOpaque)
    }
  }
}
