/// What `lint` is asked to do.
package struct LintOptions: Sendable {
  /// Paths of the manifests, in the order in which their cards are read.
  package var manifests: [String]
  /// The site's folder.
  package var site: String
  /// The store's directory; nil for `<site>/.placard`, or none where there is none.
  package var store: String?
  /// Threads.
  package var jobs: Int
  package var rules = LintRules()
  /// CSS px on a canvas 1200 px wide; other widths in proportion. Networks show cards about 500 px
  /// wide: 24 px are 10 px there.
  package var fontSizeMin = 24.0
  /// In place of WCAG AA's 4.5, and 3 for large text.
  package var contrastMin: Double?
  /// A budget of bytes for every picture, besides those of networks.
  package var bytesMax: Int?
  /// The networks that every picture is for; nil for those that its size is for.
  package var networks: [Network]?
  /// Makes errors of warnings.
  package var isStrict = false

  package init(manifests: [String], site: String, store: String?) {
    self.manifests = manifests
    self.site = site
    self.store = store
    jobs = Processors.count
  }
}

/// Which rules are looked at, and how bad what they find is.
package struct LintRules: Sendable, Hashable {
  private var chosen = Set(LintRule.allCases)
  private var levels: [LintRule: LintLevel] = [:]

  /// All of them, at their own levels.
  package init() {}

  /// Looks at `rules` alone, and at cards that cannot be drawn.
  package mutating func choose(_ rules: Set<LintRule>) { chosen = rules.union([.card]) }

  /// Leaves `rule` out.
  package mutating func drop(_ rule: LintRule) { chosen.remove(rule) }

  /// Whatever `rule` finds is of `level`.
  package mutating func set(_ rule: LintRule, _ level: LintLevel) { levels[rule] = level }

  /// Whether `rule` is looked at.
  package func has(_ rule: LintRule) -> Bool { chosen.contains(rule) }

  /// The level of a finding that is by itself of `own`, or of its rule's.
  func level(of rule: LintRule, own: LintLevel?) -> LintLevel {
    levels[rule] ?? own ?? rule.level
  }
}
