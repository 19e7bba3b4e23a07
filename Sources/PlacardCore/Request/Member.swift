/// What a member of a body, or a parameter of a query, may be.
package enum MemberKind: Sendable, Hashable {
  /// A text of so many code points, as JSON Schema counts them (Validation §6.3.1).
  case text(ClosedRange<Int>)
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// A device pixel ratio, see `PictureScale`.
  case scale
  /// True or false; in a query also 1 or 0.
  case flag
  /// One of these words.
  case choice([String])
  /// Some of these words, at least one and each once.
  case choices([String])
  /// A calendar month as in `2026-07`.
  case month
  /// A picture's format by any of its names; with `auto` where the call chooses one.
  case format(allowsAuto: Bool)
  /// Overrides of layers: an object of objects. Who knows the template reads them.
  case overrides
  /// Values of variables: an object. Who knows the template reads them.
  case variables
  /// A template's `jsonData`. Who compiles templates reads it.
  case templateData
}

/// One member of a body or parameter of a query: its name, what it may be, and what it is for.
package struct Member: Sendable, Hashable {
  package var name: String
  package var kind: MemberKind
  package var isRequired: Bool
  /// Whether `null` says something of its own, as the absence of a text that there was.
  package var isNullable: Bool
  /// What it is for, in a sentence without a full stop.
  package var summary: String
  /// A value that can be used as it stands: JSON's spelling of it.
  package var example: String?

  package init(
    _ name: String, _ kind: MemberKind, isRequired: Bool = false, isNullable: Bool = false,
    _ summary: String, example: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.isNullable = isNullable
    self.summary = summary
    self.example = example
  }
}

/// What was given for a member, of its kind.
package enum MemberValue: Sendable {
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case texts([String])
  case json(JSON)
  /// `null`, for a member that takes it.
  case null
}

/// What a body or a query holds, by the names of its table.
package struct MemberValues: Sendable {
  private var values: [String: MemberValue] = [:]

  package init() {}

  /// What was given for `name`; nil when nothing was.
  package subscript(name: String) -> MemberValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Whether anything was given at all.
  package var isEmpty: Bool { values.isEmpty }

  /// The text of a `text`, `choice` or `format`; nil when it was not given.
  package func text(_ name: String) -> String? {
    guard case .text(let text)? = values[name] else { return nil }
    return text
  }

  /// The number of an `integer`; nil when it was not given.
  package func integer(_ name: String) -> Int? {
    guard case .integer(let number)? = values[name] else { return nil }
    return number
  }

  /// The number of a `scale`; nil when it was not given.
  package func number(_ name: String) -> Double? {
    guard case .number(let number)? = values[name] else { return nil }
    return number
  }

  /// The truth of a `flag`; nil when it was not given.
  package func flag(_ name: String) -> Bool? {
    guard case .flag(let flag)? = values[name] else { return nil }
    return flag
  }

  /// The words of `choices`; nil when they were not given.
  package func texts(_ name: String) -> [String]? {
    guard case .texts(let texts)? = values[name] else { return nil }
    return texts
  }

  /// The JSON of `overrides`, `variables` and `templateData`; nil when it was not given.
  package func json(_ name: String) -> JSON? {
    guard case .json(let json)? = values[name] else { return nil }
    return json
  }

  /// Whether `null` was given for a member that takes it.
  package func isNull(_ name: String) -> Bool {
    guard case .null? = values[name] else { return false }
    return true
  }
}
