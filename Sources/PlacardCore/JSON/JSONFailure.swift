/// Tells that a `JSONParser` has stopped; what was wrong is kept in the parser.
///
/// An `InputError` is large, and a function that may throw one keeps room for it in its frame, many
/// times over in an unoptimised build. The functions that call themselves throw this instead, so
/// that the deepest text a limit allows fits the stack of any thread.
struct JSONFailure: Error {}

extension JSONParser {
  /// Keeps the error to be thrown.
  @inline(never)
  mutating func fail(
    _ code: InputError.Code, message: String, hint: String? = nil, offset: Int
  ) -> JSONFailure {
    fail(InputError(code, message: message, hint: hint, offset: offset))
  }

  @inline(never)
  mutating func fail(_ error: InputError) -> JSONFailure {
    failure = error
    return JSONFailure()
  }

  /// Notes on the way up that the error lies in the element `index` of an array.
  @inline(never)
  mutating func within(element index: Int) -> JSONFailure {
    failure = failure?.within(JSONPath.element(index))
    return JSONFailure()
  }

  /// Notes on the way up that the error lies in the member `key` of an object.
  @inline(never)
  mutating func within(member key: String) -> JSONFailure {
    failure = failure?.within(JSONPath.member(key))
    return JSONFailure()
  }

  /// Runs `body` and throws what it failed with.
  mutating func run<Value>(
    _ body: (inout JSONParser) throws(JSONFailure) -> Value
  ) throws(InputError) -> Value {
    do throws(JSONFailure) {
      return try body(&self)
    } catch {
      guard let failure else { preconditionFailure("a parser that stops knows why") }
      throw failure
    }
  }
}
