internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline

/// One call on its way to what answers it: routed, authorised, its body's type checked.
struct Call {
  let operation: Operation
  let path: PathValues
  private let caller: Caller?

  init(_ operation: Operation, _ path: PathValues, _ caller: Caller?) {
    self.operation = operation
    self.path = path
    self.caller = caller
  }

  /// Who makes it, where the operation is not for everybody.
  func requireCaller() -> Caller {
    guard let caller else { preconditionFailure("\(operation.name) asks for a key") }
    return caller
  }
}

extension EdgeHandler {
  /// What the query of `request` gives, by the operation's table.
  ///
  /// - Parameter usage: an address that has what is required, for the error.
  func queryValues(
    _ call: Call, _ request: borrowing HTTPRequest, usage: String
  ) throws(PipelineError) -> MemberValues {
    do throws(InputError) {
      let query = request.query ?? UnsafeRawBufferPointer(start: nil, count: 0)
      return try call.operation.query.read(
        query: query, limits: edge.context.limits, usage: usage)
    } catch {
      throw .input(error)
    }
  }

  /// What the JSON body of `request` gives, by the operation's table; errors have their line and
  /// column.
  func bodyValues(
    _ call: Call, _ request: borrowing HTTPRequest
  ) throws(PipelineError) -> MemberValues {
    guard let table = call.operation.body?.table else {
      preconditionFailure("\(call.operation.name) has no body of JSON")
    }
    let body = request.body
    do throws(InputError) {
      return try table.read(try JSONParser.parse(body, limits: edge.context.limits.jsonBodies))
    } catch {
      throw .input(error.located(in: body, named: "the body"))
    }
  }
}

extension Operation {
  /// Why a body that is declared as `field`, the value of Content-Type (RFC 9110 §8.3), is not
  /// taken; nil when it is. JSON need not be declared.
  func refusal(ofType field: UnsafeRawBufferPointer?) -> Problem? {
    guard let body else { return nil }
    let isJSON = body.mediaTypes == ["application/json"]
    if let field {
      if body.mediaTypes.contains(where: { MediaType.matches(field, $0) }) { return nil }
    } else if isJSON {
      return nil
    }
    return Problem(
      .unsupportedMediaType,
      isJSON ? "the body is not declared as JSON" : "the body's type is not one that is taken",
      hint: "send Content-Type: " + body.mediaTypes.joined(separator: " or "))
  }
}

/// Media types (RFC 9110 §8.3.1).
enum MediaType {
  /// Whether `field` names `pattern`, a type in small letters or a range as in `image/*`;
  /// parameters count for nothing (RFC 8259 §11).
  static func matches(_ field: UnsafeRawBufferPointer, _ pattern: String) -> Bool {
    var type = field.prefix { $0 != UInt8(ascii: ";") }
    while let last = type.last, last == 0x20 || last == 0x09 { type.removeLast() }
    let isRange = pattern.hasSuffix("/*")
    let wanted = isRange ? pattern.utf8.dropLast() : pattern.utf8[...]
    guard isRange ? type.count > wanted.count : type.count == wanted.count else { return false }
    return zip(type, wanted).allSatisfy { byte, letter in
      (byte &- 0x41 < 26 ? byte | 0x20 : byte) == letter
    }
  }
}
