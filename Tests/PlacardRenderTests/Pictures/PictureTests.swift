import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

/// Our pictures beside Chromium's (`tools/chromium/reference.py` draws those).
@Suite("Pictures look as Chromium draws them")
struct PictureTests {
  @Test("at most 2 % of a picture's ink is out of place", arguments: PictureFixture.names)
  func matchesChromium(name: String) throws {
    let fixture = try PictureFixture(named: name)
    let comparison = PictureComparison(
      expected: try fixture.expected(), actual: try fixture.actual(), empty: try fixture.empty())
    let share = comparison.outOfPlaceShare
    let isFar = share > 0.02
    if isFar || ProcessInfo.processInfo.environment["PLACARD_PICTURES"] != nil {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("placard-pictures")
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
      let panels = file.appendingPathComponent(name + ".png")
      try Data(TestPNG.encode(comparison.panels)).write(to: panels)
      let figures = String(
        format: "%-24@ out %5d of %6d ink (%.2f %%), max %d, mean %.3f\n", name as NSString,
        comparison.outOfPlaceCount, comparison.inkCount, 100 * share,
        comparison.channelDifferenceMax, comparison.channelDifferenceMean)
      try Data(figures.utf8).write(to: file.appendingPathComponent(name + ".txt"))
      #expect(
        !isFar, "\(figures) expected | difference | actual: \(panels.path)")
    }
  }

  @Test(
    "a gradient is within two levels of Chromium's everywhere",
    arguments: PictureFixture.names.filter { $0.hasPrefix("linear-") || $0.hasPrefix("radial-") })
  func gradientsAreExact(name: String) throws {
    let fixture = try PictureFixture(named: name)
    let actual = try fixture.actual()
    let comparison = PictureComparison(
      expected: try fixture.expected(), actual: actual, empty: actual)
    #expect(comparison.channelDifferenceMax <= 2)
  }

  @Test("every fixture has its picture")
  func fixturesAreComplete() {
    #expect(PictureFixture.names.count >= 40)
    for name in PictureFixture.names {
      let picture = PictureFixture.folder.appendingPathComponent(name + ".png")
      #expect(FileManager.default.fileExists(atPath: picture.path), "\(name) has no picture")
    }
  }
}
