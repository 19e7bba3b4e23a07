import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

/// Our pictures beside Chromium's (`tools/chromium/reference.py` draws those).
@Suite("Pictures look as Chromium draws them")
struct PictureTests {
  /// The share of a picture's ink that may be out of place.
  private static let bound = 0.02

  @Test("at most 2 % of a picture's ink is out of place", arguments: PictureFixture.names)
  func matchesChromium(name: String) throws {
    let fixture = try PictureFixture(named: name)
    let comparison = PictureComparison(
      expected: try fixture.expected(), actual: try fixture.actual(), empty: try fixture.empty())
    let isFar = comparison.outOfPlaceShare > Self.bound
    if isFar || ProcessInfo.processInfo.environment["PLACARD_PICTURES"] != nil {
      let written = try write(comparison, name)
      #expect(!isFar, "\(written)")
    }
  }

  /// A picture that looks the same without its feature would prove nothing.
  @Test(
    "a picture without its feature is not Chromium's any more", arguments: PictureFixture.names)
  func featureShows(name: String) throws {
    let fixture = try PictureFixture(named: name)
    let expected = try fixture.expected()
    let without = try fixture.actualWithoutFeature()
    guard without.width == expected.width, without.height == expected.height else { return }
    let comparison = PictureComparison(
      expected: expected, actual: without, empty: try fixture.empty())
    let isNear = comparison.outOfPlaceShare <= Self.bound
    if isNear {
      let written = try write(comparison, name + "~without")
      #expect(!isNear, "\(written)")
    }
  }

  @Test(
    "a gradient is within two levels of Chromium's everywhere",
    arguments: PictureFixture.names.filter {
      $0.hasPrefix("linear-") || $0.hasPrefix("radial-") || $0.hasPrefix("conic-")
    })
  func gradientsAreExact(name: String) throws {
    let fixture = try PictureFixture(named: name)
    let actual = try fixture.actual()
    let comparison = PictureComparison(
      expected: try fixture.expected(), actual: actual, empty: actual)
    #expect(comparison.channelDifferenceMax <= 2)
  }

  @Test("every fixture has its picture, and there are at least 120")
  func fixturesAreComplete() {
    #expect(PictureFixture.names.count >= 120)
    for name in PictureFixture.names {
      let picture = PictureFixture.folder.appendingPathComponent(name + ".png")
      #expect(FileManager.default.fileExists(atPath: picture.path), "\(name) has no picture")
    }
  }

  /// Writes expected, difference and actual side by side; says how far apart they are and where to
  /// look.
  private func write(_ comparison: PictureComparison, _ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("placard-pictures")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let panels = folder.appendingPathComponent(name + ".png")
    try Data(TestPNG.encode(comparison.panels)).write(to: panels)
    let figures = String(
      format: "%-24@ out %5d of %6d ink (%.2f %%), max %d, mean %.3f\n", name as NSString,
      comparison.outOfPlaceCount, comparison.inkCount, 100 * comparison.outOfPlaceShare,
      comparison.channelDifferenceMax, comparison.channelDifferenceMean)
    try Data(figures.utf8).write(to: folder.appendingPathComponent(name + ".txt"))
    return "\(figures) expected | difference | actual: \(panels.path)"
  }
}
