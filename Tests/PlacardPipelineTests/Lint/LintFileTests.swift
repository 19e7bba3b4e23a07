import PlacardCore
import PlacardPipeline
import PlacardTesting
import Testing

@Suite("Lint: files, places and options") struct LintFileTests {
  private func code(x: Int = 500, y: Int) -> String {
    #"{"name": "code", "type": "qr", "x": \#(x), "y": \#(y), "width": 100, "height": 100, "#
      + #""data": "https://example.org"}"#
  }

  @Test("X shows 2:1 of an Open Graph card: what lies past it is warned of")
  func safeArea() throws {
    #expect(try LintBench(code(y: 15)).found(.safeArea).isEmpty)
    let past = try LintBench(code(y: 14))
    #expect(try past.found(.safeArea) == ["safe-area warning code"])
    let finding = try past.lint(.safeArea).findings[0]
    #expect(finding.network == "x" && finding.message == "X may cut off 1 px at the top")
    #expect(try past.found(.safeArea) { $0.networks = [] }.isEmpty)
    #expect(try past.found(.safeArea) { $0.isStrict = true } == ["safe-area error code"])
  }

  @Test("Square thumbnails count where their network is named")
  func squares() throws {
    // The middle square begins at 285.
    let inside = try LintBench(code(x: 285, y: 100))
    let outside = try LintBench(code(x: 284, y: 100))
    let whatsapp = try #require(Network.named("whatsapp"))
    #expect(try outside.found(.safeArea).isEmpty)
    #expect(try inside.found(.safeArea) { $0.networks = [whatsapp] }.isEmpty)
    #expect(
      try outside.found(.safeArea) { $0.networks = [whatsapp] } == ["safe-area warning code"])
  }

  @Test("A story's ends are kept free")
  func story() throws {
    func found(_ y: Int) throws -> [String] {
      try LintBench(code(y: y), width: 1080, height: 1920).found(.safeArea)
    }
    #expect(try found(250).isEmpty)
    #expect(try found(248) == ["safe-area warning code"])
  }

  @Test("A size is for the networks of its preset, or of one of its proportions")
  func audience() {
    func ids(_ width: Int, _ height: Int) -> [String] {
      Network.audience(of: PixelSize(width: width, height: height)).map(\.id)
    }
    #expect(ids(1200, 630).contains("whatsapp") && ids(600, 315) == ids(1200, 630))
    #expect(ids(1200, 627) == ["linkedin"])
    #expect(ids(1280, 720) == ["youtube"] && ids(1600, 900) == ["x"])
    #expect(ids(1080, 1920) == ["story"] && ids(1280, 640) == ["github"])
    #expect(ids(64, 48).isEmpty)
  }

  @Test("A file of a budget's bytes is within it, one byte less is not enough")
  func budget() throws {
    let bench = try LintBench(
      LintBench.box("#a00", x: 0, y: 0, width: 90, height: 90),
      card: #""formats": ["png", "webp"]"#)
    let all = try bench.lint(.bytes) { $0.bytesMax = 1 }.findings
    #expect(all.map(\.format) == ["png", "webp"])
    let sizes = all.map { finding in Int(finding.numbers[0].value) }
    #expect(try bench.found(.bytes) { $0.bytesMax = sizes.max() }.isEmpty)
    let tight = try bench.lint(.bytes) { $0.bytesMax = (sizes.max() ?? 0) - 1 }
    #expect(tight.findings.count == 1 && tight.errorCount == 1)
  }

  @Test("WhatsApp's 300 kB hold for what is made for it")
  func whatsapp() throws {
    var noise: [UInt8] = []
    var state: UInt64 = 1
    for _ in 0..<(400 * 400) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      noise += [
        UInt8(truncatingIfNeeded: state >> 40), UInt8(truncatingIfNeeded: state >> 48),
        UInt8(truncatingIfNeeded: state >> 56), 255,
      ]
    }
    let picture = TestPNG.encode(TestImage(width: 400, height: 400, bytes: noise))
    func findings(_ width: Int) throws -> [LintFinding] {
      let bench = try LintBench(
        #"{"name": "pic", "type": "image", "x": 0, "y": 0, "width": 400, "height": 400, "#
          + #""image_url": "assets/noise.png"}"#, width: width)
      try bench.site.write(picture, to: "assets/noise.png")
      return try bench.lint(.bytes).findings
    }
    let found = try findings(1200)
    #expect(found.map(\.network) == ["whatsapp"])
    #expect(found.first?.message.hasSuffix("; WhatsApp takes 300 kB") == true)
    #expect(try findings(900).isEmpty)
  }

  @Test("Facebook's large form wants 600×315")
  func dimensions() throws {
    func found(_ size: String) throws -> [String] {
      let box = LintBench.box("#a00", x: 0, y: 0, width: 90, height: 90)
      return try LintBench(box, card: #""sizes": ["\#(size)"]"#).found(.dimensions)
    }
    #expect(try found("600x315").isEmpty)
    #expect(try found("598x314") == ["dimensions warning -"])
  }

  @Test("A card that cannot be drawn is found with its place, and stops no other")
  func brokenCard() throws {
    let good = #"{"id": "good", "templateId": "t"}"#
    let bench = try LintBench(
      LintBench.text("x", #""fontSize": 9"#),
      line: #"{"id": "bad", "templateId": "tt"}"# + "\n{\n" + good)
    let report = try bench.lint(.textSize)
    #expect(report.cards == 3 && report.pictures == 1)
    #expect(report.findings.map(\.rule) == [.card, .card, .textSize])
    #expect(report.findings.map(\.line) == [1, 2, 3])
    #expect(report.findings[0].path == "templateId")
    #expect(report.findings[0].message.hasPrefix("there is no template “tt”; "))
    #expect(report.errorCount == 2 && report.warningCount == 1)
  }

  @Test("Sizes and locales are each looked at, scales and formats once")
  func variants() throws {
    let bench = try LintBench(
      LintBench.text("Short", #""fontSize": 60, "maxLines": 1"#),
      card: #""formats": ["png", "webp"], "scales": [1, 2], "sizes": ["og", "600x315"], "#
        + #""locales": {"de": {"layers": {"title": {"text": "Eins\nZwei"}}}}"#)
    let report = try bench.lint(.overflow)
    #expect(report.pictures == 16)
    #expect(report.findings.map(\.locale) == ["de", "de"])
    #expect(report.findings.map(\.size) == ["og", "600x315"])
    #expect(report.findings.map(\.path) == ["locales.de.layers.title", "locales.de.layers.title"])
  }

  @Test("Rules can be left out and made milder")
  func rules() throws {
    let bench = try LintBench(LintBench.text(#"a\nb"#, #""fontSize": 20, "maxLines": 1"#))
    #expect(try bench.lint().errorCount == 1 && bench.lint().warningCount == 1)
    #expect(try bench.lint { $0.rules?.drop(.overflow) }.errorCount == 0)
    let mild = try bench.lint { $0.rules?.set(.overflow, .warning) }
    #expect(mild.errorCount == 0 && mild.warningCount == 2)
    #expect(try bench.lint { $0.isStrict = true }.errorCount == 2)
  }

  @Test("Findings do not depend on the number of threads")
  func threads() throws {
    let lines = (0..<40).map { index in
      let text = String(repeating: "word ", count: 1 + index)
      return #"{"id": "c\#(index)", "templateId": "t", "layers": {"title": {"text": "\#(text)"}}}"#
    }
    let bench = try LintBench(
      LintBench.text("", ##""fontSize": 60, "color": "#aaa""##),
      line: lines.joined(separator: "\n"))
    func messages(_ jobs: Int) throws -> [String] {
      try bench.lint { options in
        options.jobs = jobs
        options.rules?.drop(.bytes)
      }.findings.map { "\($0.card ?? "") \($0.message)" }
    }
    let one = try messages(1)
    #expect(one.count > 40)
    #expect(try messages(4) == one)
  }
}
