// Reads a value as one type; `path` is the value's own place, for the error.
extension JSON {
  /// The string that this is; throws for another kind of value.
  package func string(at path: String) throws(InputError) -> String {
    guard case .string(let string) = value else {
      throw wrongType(expected: "a string", path: path)
    }
    return string
  }

  /// The number that this is, of any size; throws for another kind of value.
  package func number(at path: String) throws(InputError) -> Double {
    guard case .number(let number) = value else {
      throw wrongType(expected: "a number", path: path)
    }
    return number
  }

  /// A number within `range`; `unit`, as in `px`, follows the bounds in the message.
  package func number(
    at path: String, in range: ClosedRange<Double>
  ) throws(InputError) -> Double {
    let number = try number(at: path)
    if range.contains(number) { return number }
    let low = JSONWriter.text(of: range.lowerBound)
    let high = JSONWriter.text(of: range.upperBound)
    throw outOfRange(expected: "a number from \(low) to \(high)", path: path)
  }

  /// A whole number within `range`.
  package func integer(at path: String, in range: ClosedRange<Int>) throws(InputError) -> Int {
    let number = try number(at: path)
    if let whole = Int(exactly: number), range.contains(whole) { return whole }
    throw outOfRange(
      expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", path: path)
  }

  /// True or false; throws for another kind of value.
  package func bool(at path: String) throws(InputError) -> Bool {
    guard case .bool(let bool) = value else {
      throw wrongType(expected: "true or false", path: path)
    }
    return bool
  }

  /// An array's elements in their order; throws for another kind of value.
  package func elements(at path: String) throws(InputError) -> [JSON] {
    guard case .array(let elements) = value else {
      throw wrongType(expected: "an array", path: path)
    }
    return elements
  }

  /// An object's members in the source's order; throws for another kind of value.
  package func members(at path: String) throws(InputError) -> [Member] {
    guard case .object(let members) = value else {
      throw wrongType(expected: "an object", path: path)
    }
    return members
  }

  /// The strings of an array of strings.
  package func strings(at path: String) throws(InputError) -> [String] {
    let elements = try elements(at: path)
    var strings: [String] = []
    strings.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      strings.append(try element.string(at: JSONPath.element(index, of: path)))
    }
    return strings
  }

  /// The error for a value of the right type that is not allowed: `expected a number from 1 to 100,
  /// found 0`.
  package func outOfRange(
    expected: String, path: String = "", hint: String? = nil
  ) -> InputError {
    InputError(
      .outOfRange, path: path, message: "expected \(expected), found \(excerpt)", hint: hint,
      offset: offset)
  }
}
