internal import PlacardCore
internal import PlacardPipeline

extension CardSurvey {
  /// What a call that inspects a draft answers.
  var json: JSON {
    .object([
      ("width", .number(size.width)), ("height", .number(size.height)),
      ("boxes", .list(boxes.map(\.json))), ("notes", .list(findings.map(\.note))),
    ])
  }
}

extension LintFinding {
  fileprivate var note: JSON {
    .object([
      ("rule", .text(rule.rawValue)), ("level", .text(level.rawValue)),
      ("layer", .optional(layer)), ("message", .text(message)),
    ])
  }
}

extension LayerBox {
  /// Where the layer stands.
  var json: JSON {
    .object([
      ("name", .text(name)), ("type", .text(type)), ("depth", .number(depth)),
      ("frame", frame.json), ("rotation", JSON(.number(rotation))),
    ])
  }
}

extension Rect {
  /// The rectangle in thousandths: more digits than anybody reads are noise.
  var json: JSON {
    func number(_ value: Double) -> JSON { JSON(.number((value * 1_000).rounded() / 1_000)) }
    return .object([
      ("x", number(x)), ("y", number(y)), ("width", number(width)), ("height", number(height)),
    ])
  }
}
