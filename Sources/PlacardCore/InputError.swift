/// Bad input: one sentence that says where, what was found, what is allowed and the nearest known
/// name.
package struct InputError: Error, Sendable, Hashable {
  /// What kind of mistake: syntax, schema or meaning; the raw value is what users read.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    // Syntax: not JSON (or CSV, or a query) at all, or past a limit of its parser.
    case syntax = "invalid_syntax"
    // Schema: a wrong type or a value out of range, whatever the template.
    case wrongType = "wrong_type"
    case outOfRange = "out_of_range"
    case missing = "missing_value"
    case unknownMember = "unknown_member"
    case duplicate = "duplicate"
    // Semantic: depends on the site or the template.
    case duplicateName = "duplicate_name"
    /// Values that are good each by itself and not together.
    case conflictingValues = "conflicting_values"
    /// A `{{` that names nothing or is not closed.
    case badBraces = "bad_braces"
    /// What a variable gives is nothing that the property it fills takes.
    case variableMismatch = "variable_mismatch"
    case missingVariable = "missing_variable"
    /// An image layer that names no picture.
    case missingPicture = "missing_picture"
    case unknownTemplate = "unknown_template"
    case unknownLayer = "unknown_layer"
    case unknownProperty = "unknown_property"
    case unknownVariable = "unknown_variable"
    case unknownFont = "unknown_font"
    case missingAsset = "missing_asset"
    case badAsset = "bad_asset"
    case refusedAsset = "refused_asset"
    case limit = "limit_exceeded"
  }

  package var code: Code
  /// The file or `request`, where known; the line and column count from 1.
  package var source: String?
  package var line: Int?
  package var column: Int?
  /// Byte offset in the source text, from which `located(in:named:)` makes line and column.
  package var offset: Int?
  /// Byte offset of the first of two things that may stand once only; `located(in:named:)` tells
  /// its place in the hint.
  package var firstOffset: Int?
  /// The JSON path, as in `layers.title.fontSize` or `cards[3].id`; empty for the whole.
  package var path: String
  /// What was found and what is wrong with it, without a full stop.
  package var message: String
  /// What is allowed, and the nearest known name; nil when the message says all.
  package var hint: String?

  package init(
    _ code: Code, path: String = "", message: String, hint: String? = nil, offset: Int? = nil
  ) {
    self.code = code
    self.path = path
    self.message = message
    self.hint = hint
    self.offset = offset
  }

  /// The same error with its place in `text` counted out, for the reader of a file.
  package func located(
    in text: UnsafeRawBufferPointer, named source: String, firstLine: Int = 1, firstColumn: Int = 1
  ) -> InputError {
    let start = TextPlace(line: firstLine, column: firstColumn)
    var located = self
    located.source = source
    guard let offset else { return located }
    let place = TextPlace(of: offset, in: text, from: start)
    located.line = place.line
    located.column = place.column
    if let firstOffset {
      let first = TextPlace(of: firstOffset, in: text, from: start)
      located.hint = "the first stands at line \(first.line), column \(first.column)"
    }
    return located
  }

  /// The same error as seen from a level above: `title.text` within `layers` is
  /// `layers.title.text`, `[0].text` within `spans` is `spans[0].text`.
  package func within(_ outer: String) -> InputError {
    var error = self
    error.path = JSONPath.join(outer, path)
    return error
  }
}

extension InputError: CustomStringConvertible {
  /// `posts.jsonl:12:9: layers.title.fontSize: expected a number, found "big" (…)`.
  package var description: String {
    var text = ""
    if let source {
      text += source
      if let line { text += ":\(line)" }
      if let column { text += ":\(column)" }
      text += ": "
    }
    if !path.isEmpty { text += path + ": " }
    text += message
    if let hint { text += " (" + hint + ")" }
    return text
  }
}
