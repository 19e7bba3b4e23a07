import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting

/// A site with one template and one card, and what `lint` says of it.
struct LintBench {
  private static let environment: Void = RenderEnvironment.isolate()

  let site: TestSite

  /// - Parameters:
  ///   - layers: JSON objects of the one template, `t`.
  ///   - card: members of the one card besides its id and template.
  init(
    _ layers: String..., width: Int = 1200, height: Int = 630, background: String = "#ffffff",
    card: String = "", line: String? = nil
  ) throws {
    _ = Self.environment
    site = try TestSite(["limits": ["storeMapBytes": 268_435_456]])
    try site.write(
      """
      {"id": "t", "name": "t", "public": true, "jsonData": {
        "canvas": {"width": \(width), "height": \(height), "background": "\(background)"},
        "layers": [\(layers.joined(separator: ", "))], "variables": []}}
      """, to: "templates/t.json")
    let members = card.isEmpty ? "" : ", " + card
    try site.write(
      (line ?? #"{"id": "c", "templateId": "t"\#(members)}"#) + "\n", to: "cards.jsonl")
  }

  /// What is found by `rules`, or by all.
  func lint(
    _ rules: LintRule..., change: (inout LintOptions) -> Void = { _ in }
  ) throws -> LintReport {
    var options = LintOptions(
      manifests: [site.path + "/cards.jsonl"], site: site.path, store: nil)
    options.jobs = 2
    options.rules = LintRules()
    if !rules.isEmpty { options.rules?.choose(Set(rules)) }
    change(&options)
    return try Linter.lint(options, progress: BuildProgress(), stop: StopFlag())
  }

  /// The findings of `rules`, each as `rule level layer`.
  func found(
    _ rules: LintRule..., change: (inout LintOptions) -> Void = { _ in }
  ) throws -> [String] {
    try lint { options in
      options.rules?.choose(Set(rules))
      change(&options)
    }.findings.map { finding in
      "\(finding.rule.rawValue) \(finding.level.rawValue) \(finding.layer ?? "-")"
    }
  }

  /// A text layer, `title` unless `more` says otherwise.
  static func text(_ text: String, _ more: String, name: String = "title") -> String {
    #"{"name": "\#(name)", "type": "text", "text": "\#(text)", "x": 100, "y": 100, "width": 800,"#
      + #" "height": 300, \#(more)}"#
  }

  static func box(_ fill: String, x: Int, y: Int, width: Int, height: Int) -> String {
    #"{"name": "box", "type": "shape", "x": \#(x), "y": \#(y), "width": \#(width), "#
      + #""height": \#(height), "fill": "\#(fill)"}"#
  }
}
