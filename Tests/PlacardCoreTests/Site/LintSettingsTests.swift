import PlacardCore
import Testing

@Suite("lint of site.json")
struct LintSettingsTests {
  private func parse(_ text: String) throws -> LintSettings {
    try SiteConfiguration.parse(Array(#"{"lint": \#(text)}"#.utf8)).lint
  }

  private func error(_ text: String) throws -> InputError? {
    do {
      _ = try parse(text)
      return nil
    } catch let error as InputError {
      return error
    }
  }

  @Test("Without it all rules hold at their own levels")
  func absent() throws {
    let settings = try SiteConfiguration.parse(Array("{}".utf8)).lint
    #expect(settings == LintSettings() && settings.fontSizeMin == 24)
    #expect(LintRule.allCases.allSatisfy(settings.rules.has))
    for rule in LintRule.allCases {
      #expect(settings.rules.level(of: rule, own: rule.level) == rule.level)
    }
  }

  @Test("Every member is read")
  func members() throws {
    let settings = try parse(
      #"{"rules": {"overflow": "warning", "bytes": "off"}, "minFontSize": 18.5, "#
        + #""minContrast": 7, "maxBytes": 200000, "networks": ["x", "github"]}"#)
    #expect(settings.rules.level(of: .overflow, own: .error) == .warning)
    #expect(!settings.rules.has(.bytes) && settings.rules.has(.overflow))
    #expect(settings.fontSizeMin == 18.5 && settings.contrastMin == 7)
    #expect(settings.bytesMax == 200_000 && settings.networks?.map(\.id) == ["x", "github"])
    #expect(try parse(#"{"networks": []}"#).networks == [])
  }

  @Test("Numbers are good to their limits and not past them")
  func limits() throws {
    #expect(try error(#"{"minContrast": 21}"#) == nil)
    #expect(try error(#"{"minContrast": 21.1}"#)?.path == "lint.minContrast")
    #expect(try error(#"{"minFontSize": 1000}"#) == nil)
    #expect(try error(#"{"minFontSize": 1001}"#)?.code == .outOfRange)
    #expect(try error(#"{"maxBytes": 1}"#) == nil)
    #expect(try error(#"{"maxBytes": 0}"#)?.path == "lint.maxBytes")
  }

  @Test("Unknown names are refused with the nearest known one")
  func names() throws {
    #expect(try error(#"{"rules": {"contrats": "off"}}"#)?.hint?.contains("contrast") == true)
    #expect(try error(#"{"rules": {"contrast": "of"}}"#)?.path == "lint.rules.contrast")
    #expect(try error(#"{"networks": ["githb"]}"#)?.path == "lint.networks[0]")
    #expect(try error(#"{"minfontsize": 9}"#)?.code == .unknownMember)
  }

  @Test("Safe areas lie in the middle, or within margins")
  func safeAreas() throws {
    let card = PixelSize(width: 1200, height: 630)
    let x = try #require(Network.named("x")).safeArea(of: card)
    #expect(x == Rect(x: 0, y: 15, width: 1200, height: 600))
    let chat = try #require(Network.named("whatsapp")).safeArea(of: card)
    #expect(chat == Rect(x: 285, y: 0, width: 630, height: 630))
    let all = try #require(Network.named("facebook")).safeArea(of: card)
    #expect(all == Rect(x: 0, y: 0, width: 1200, height: 630))
    let story = try #require(Network.named("story"))
      .safeArea(of: PixelSize(width: 1080, height: 1920))
    #expect(abs(story.y - 250) < 1e-9 && abs(story.height - 1_420) < 1e-9)
    #expect(story.x == 0 && story.width == 1_080)
  }
}
