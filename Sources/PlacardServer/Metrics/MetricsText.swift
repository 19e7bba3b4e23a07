internal import PlacardPipeline

/// Metrics in Prometheus' text format, version 0.0.4.
struct MetricsText {
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  enum Kind: String {
    case counter, gauge, histogram
  }

  /// Names and values of labels, in the order in which they are written.
  typealias Labels = [(name: String, value: String)]

  /// One value of a family.
  struct Sample {
    var labels: Labels
    var value: Double

    init(_ labels: Labels, _ value: Double) {
      self.labels = labels
      self.value = value
    }

    init(_ labels: Labels, _ value: Int) { self.init(labels, Double(value)) }
  }

  private(set) var text = ""

  /// A family with one value.
  mutating func put(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    put(name, kind, help, [Sample([], value)])
  }

  /// A family with one value.
  mutating func put(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
    put(name, kind, help, [Sample([], value)])
  }

  /// A family of counters or gauges.
  mutating func put(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
    putHead(name, kind, help)
    for sample in samples { putSample(name, sample.labels, sample.value) }
  }

  /// A family of histograms of seconds.
  mutating func put(
    _ name: String, _ help: String, _ histograms: [(Labels, DurationHistogram.Totals)]
  ) {
    putHead(name, .histogram, help)
    for (labels, totals) in histograms {
      for (bound, count) in zip(DurationHistogram.bounds, totals.counts) {
        putSample(name + "_bucket", labels + [("le", Self.spelled(bound))], Double(count))
      }
      putSample(name + "_bucket", labels + [("le", "+Inf")], Double(totals.count))
      putSample(name + "_sum", labels, totals.sumSeconds)
      putSample(name + "_count", labels, Double(totals.count))
    }
  }

  private mutating func putHead(_ name: String, _ kind: Kind, _ help: String) {
    let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  private mutating func putSample(_ name: String, _ labels: Labels, _ value: Double) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
      text += "{" + pairs.joined(separator: ",") + "}"
    }
    text += " \(Self.spelled(value))\n"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// As Go's ParseFloat reads it; whole numbers without a fraction.
  private static func spelled(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return value.description
  }
}
