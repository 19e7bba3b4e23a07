package import PlacardCore

/// Something that is not as it should be on one picture of a card.
package struct LintFinding: Sendable {
  package var rule: LintRule
  package var level: LintLevel
  /// The card's id as far as it can be made out.
  package var card: String?
  package var template: String?
  package var layer: String?
  /// A preset's id or `WxH`; nil where it concerns the whole card.
  package var size: String?
  package var scale: Double?
  /// Empty for the card's own texts.
  package var locale = ""
  /// Nil where it is the same in all formats.
  package var format: String?
  package var network: String?
  /// What was found and what is wanted, without the layer's name and a full stop.
  package var message: String
  /// What was measured, by name, in the units that the names end in.
  package var numbers: [(name: String, value: Double)] = []
  /// Colours that were measured, as CSS.
  package var colors: [(name: String, value: String)] = []
  /// Where the card, or the layer in it, stands.
  package var file: String?
  package var line: Int?
  package var column: Int?
  package var path = ""

  init(_ rule: LintRule, level: LintLevel? = nil, layer: String? = nil, _ message: String) {
    self.rule = rule
    self.level = level ?? rule.level
    self.layer = layer
    self.message = message
  }
}

/// What `lint` has found.
package struct LintReport: Sendable {
  package var cards = 0
  /// Pictures looked at: every size, scale, locale and format.
  package var pictures = 0
  /// In the order of the manifests and their cards.
  package var findings: [LintFinding] = []
  package var seconds = 0.0

  package init() {}

  package var errorCount: Int { findings.count { $0.level == .error } }
  package var warningCount: Int { findings.count - errorCount }
}
