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

  /// Does what a user's word for `rule` says: `off` or a level's name. False for another word.
  package mutating func set(_ rule: LintRule, word: some StringProtocol) -> Bool {
    if word == "off" {
      drop(rule)
    } else if let level = LintLevel(rawValue: String(word)) {
      set(rule, level)
    } else {
      return false
    }
    return true
  }

  /// Whether `rule` is looked at.
  package func has(_ rule: LintRule) -> Bool { chosen.contains(rule) }

  /// The level of a finding of `rule` that is of `own` by itself.
  package func level(of rule: LintRule, own: LintLevel) -> LintLevel { levels[rule] ?? own }
}
