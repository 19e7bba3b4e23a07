import Foundation
import PlacardTesting

/// Prometheus' text format 0.0.4, read strictly.
struct PrometheusText {
  struct Sample: Hashable {
    var name: String
    var labels: [String: String]
  }

  struct Family {
    var kind: String
    var help: String
  }

  private(set) var families: [String: Family] = [:]
  private(set) var samples: [Sample: Double] = [:]

  /// - Throws: for a line that the format does not have, a family without HELP and TYPE before its
  ///   samples, one that comes twice, and a sample that does.
  init(_ text: String) throws {
    guard text.hasSuffix("\n") else { throw Self.bad("the last line has no line feed") }
    var help: [String: String] = [:]
    var current = ""
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.wholeMatch(of: #/# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/#) {
        guard help[String(match.1)] == nil else { throw Self.bad(line) }
        help[String(match.1)] = String(match.2)
      } else if let match = line.wholeMatch(
        of: #/# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)/#)
      {
        current = String(match.1)
        guard let words = help[current], families[current] == nil else { throw Self.bad(line) }
        families[current] = Family(kind: String(match.2), help: words)
      } else {
        try take(line, current)
      }
    }
  }

  private mutating func take(_ line: Substring, _ current: String) throws {
    guard
      let match = line.wholeMatch(
        of: #/([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\+Inf|-Inf|NaN|-?[0-9.]+(?:e[-+]?[0-9]+)?)/#),
      let value = Double(match.3.replacing("Inf", with: "inf")), let family = families[current]
    else { throw Self.bad(line) }
    let name = String(match.1)
    let endings = family.kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
    guard endings.contains(where: { current + $0 == name }) else { throw Self.bad(line) }
    var labels: [String: String] = [:]
    var rest = (match.2 ?? "")[...]
    while !rest.isEmpty {
      guard
        let pair = rest.prefixMatch(
          of: #/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\"n])*)"(,|$)/#),
        labels[String(pair.1)] == nil
      else { throw Self.bad(line) }
      labels[String(pair.1)] = String(pair.2)
      rest = rest[pair.range.upperBound...]
    }
    guard samples.updateValue(value, forKey: Sample(name: name, labels: labels)) == nil else {
      throw Self.bad(line)
    }
  }

  /// The value of a sample; fails when it is not there.
  func value(_ name: String, _ labels: [String: String] = [:]) throws -> Double {
    guard let value = samples[Sample(name: name, labels: labels)] else {
      throw Self.bad("no \(name) \(labels)")
    }
    return value
  }

  private static func bad(_ what: some StringProtocol) -> Client.Failure {
    Client.Failure(what: "not of the format: \(what)")
  }
}
