extension JSON {
  /// What kind of value this is, with its article: `a string`, `an object`, `null`.
  package var kindName: String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The value as a message shows it: scalars as written, at most 40 characters; arrays and objects
  /// by their kind.
  package var excerpt: String {
    switch value {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .number(let number): return JSONWriter.text(of: number)
    case .string(let string): return Excerpt.quoted(string)
    case .array, .object: return kindName
    }
  }

  /// The error for a value of the wrong kind: `expected a number, found "big"`.
  package func wrongType(expected: String, path: String = "", hint: String? = nil) -> InputError {
    InputError(
      .wrongType, path: path, message: "expected \(expected), found \(excerpt)", hint: hint,
      offset: offset)
  }
}
