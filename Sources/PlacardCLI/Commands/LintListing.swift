internal import PlacardCore
internal import PlacardPipeline

/// What `lint` prints.
enum LintListing {
  /// More than these are told by rule and template, not card by card.
  private static let findingsMax = 60
  private static let groupsMax = 60
  private static let layersMax = 6

  static func text(_ report: LintReport) -> String {
    var text =
      report.findings.count <= findingsMax ? byCard(report.findings) : byTemplate(report.findings)
    text += counted(report.cards, "card") + ", " + counted(report.pictures, "picture") + ": "
    text += counted(report.errorCount, "error") + ", "
    text += counted(report.warningCount, "warning")
    return text + " in \(Amount.seconds(report.seconds))\n"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(Amount.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  // MARK: Card by card.

  private static func byCard(_ findings: [LintFinding]) -> String {
    var text = ""
    var last: String?
    for finding in findings {
      let head = head(finding)
      if head != last { text += head + "\n" }
      last = head
      text += "  \(pad(finding.level.rawValue, 7))  \(pad(finding.rule.rawValue, 13))  "
      text += finding.layer.map { "layer \"\($0)\"" } ?? ""
      let variant = variant(finding)
      if !variant.isEmpty { text += (finding.layer == nil ? "" : " ") + "(\(variant))" }
      text += (finding.layer == nil && variant.isEmpty ? "" : ": ") + finding.message + "\n"
    }
    return text.isEmpty ? "" : text + "\n"
  }

  private static func head(_ finding: LintFinding) -> String {
    let card = finding.card ?? "a card without an id"
    guard let file = finding.file else { return card }
    return "\(card)  (\(file)\(finding.line.map { ":\($0)" } ?? ""))"
  }

  /// The size, scale, locale and format, as far as the finding is of one.
  private static func variant(_ finding: LintFinding) -> String {
    var parts: [String] = []
    if let size = finding.size { parts.append(size) }
    if let scale = finding.scale, scale != 1 { parts.append(JSONWriter.text(of: scale) + "x") }
    if !finding.locale.isEmpty { parts.append(finding.locale) }
    if let format = finding.format { parts.append(format) }
    return parts.joined(separator: ", ")
  }

  // MARK: By rule and template.

  private struct Group: Hashable {
    var rule: LintRule
    var level: LintLevel
    var template: String?
  }

  /// Errors first, then those that most cards have.
  private static func byTemplate(_ findings: [LintFinding]) -> String {
    let groups = Dictionary(grouping: findings) { finding in
      Group(rule: finding.rule, level: finding.level, template: finding.template)
    }
    let sorted = groups.sorted { left, right in
      let (one, other) = (left.key, right.key)
      if one.level != other.level { return one.level == .error }
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      return (one.rule.rawValue, one.template ?? "") < (other.rule.rawValue, other.template ?? "")
    }
    var text = ""
    for (group, found) in sorted.prefix(groupsMax) { text += listing(group, found) }
    if sorted.count > groupsMax {
      text += "and \(Amount.count(sorted.count - groupsMax)) more; see --json\n"
    }
    return text + "\n"
  }

  private static func listing(_ group: Group, _ found: [LintFinding]) -> String {
    var text = "\(pad(group.level.rawValue, 7))  \(pad(group.rule.rawValue, 13))  "
    if let template = group.template { text += template + ": " }
    text += "\(counted(found.count, "finding")) in "
    text += counted(Set(found.map(\.card)).count, "card")
    var layers: [String] = []
    for case let layer? in found.map(\.layer) where !layers.contains(layer) {
      layers.append(layer)
    }
    if !layers.isEmpty {
      text += "; layers " + layers.prefix(layersMax).joined(separator: ", ")
      if layers.count > layersMax { text += " and \(layers.count - layersMax) more" }
    }
    let first = found[0]
    let variant = variant(first)
    text += "\n  as in \(head(first))\(variant.isEmpty ? "" : ", \(variant)"): "
    return text + (first.layer.map { "layer \"\($0)\": " } ?? "") + first.message + "\n"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  // MARK: For machines.

  static func json(_ report: LintReport) -> JSON {
    .object([
      "cards": .number(report.cards), "pictures": .number(report.pictures),
      "errors": .number(report.errorCount), "warnings": .number(report.warningCount),
      "seconds": .number(report.seconds), "findings": .list(report.findings.map(json)),
    ])
  }

  private static func json(_ finding: LintFinding) -> JSON {
    let numbers = finding.numbers.map {
      JSON.Member(key: $0.name, keyOffset: 0, value: .number($0.value))
    }
    let colors = finding.colors.map {
      JSON.Member(key: $0.name, keyOffset: 0, value: .text($0.value))
    }
    return .object([
      "rule": .text(finding.rule.rawValue), "level": .text(finding.level.rawValue),
      "card": .optional(finding.card), "template": .optional(finding.template),
      "layer": .optional(finding.layer), "message": .text(finding.message),
      "measured": JSON(.object(numbers + colors)), "network": .optional(finding.network),
      "size": .optional(finding.size),
      "scale": finding.scale.map { .number($0) } ?? JSON(.null),
      "locale": .optional(finding.locale.isEmpty ? nil : finding.locale),
      "format": .optional(finding.format), "file": .optional(finding.file),
      "line": finding.line.map { .number($0) } ?? JSON(.null),
      "column": finding.column.map { .number($0) } ?? JSON(.null), "path": .text(finding.path),
    ])
  }
}
