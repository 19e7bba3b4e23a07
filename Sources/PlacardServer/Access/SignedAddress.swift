package import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline

/// Signing addresses of `/api/render`, for who has the keys.
package enum SignedAddress {
  package static let path = "/api/render"

  /// The query that `query` becomes when it is signed: its known parameters in their canonical
  /// spelling, then `sig`. An older `sig` is replaced, an older `exp` too where `expiresAt` is given.
  ///
  /// Throws for a query that the server would refuse, whatever the template.
  package static func query(
    signing query: [UInt8], expiresAt: Int64?, by key: SigningKey, limits: Limits
  ) throws(InputError) -> String {
    let table = MemberTable.render(limits)
    var parameters = try QueryString.parse(query, known: table.names).parameters.filter {
      $0.name != signatureName && (expiresAt == nil || $0.name != endName)
    }
    if let expiresAt { parameters.append((endName, "\(expiresAt)")) }
    let text = CanonicalQuery.text(of: parameters)
    _ = try Array(text.utf8).withUnsafeBufferPointer { buffer throws(InputError) in
      try table.read(
        query: UnsafeRawBufferPointer(buffer), limits: limits,
        usage: path + "?templateId=blog-post")
    }
    return text + "&\(signatureName)=" + Signature(of: text, by: key).text
  }

  static let signatureName = "sig"
  static let endName = "exp"
  /// What `exp` may be: to the end of the year 9999.
  package static let ends = 1...253_402_300_799

  /// What is signed of `query`.
  static func message(_ query: UnsafeRawBufferPointer, _ table: MemberTable) throws(InputError)
    -> String
  {
    let given = try QueryString.parse(query, known: table.names)
    return CanonicalQuery.text(of: given.parameters.filter { $0.name != signatureName })
  }
}

/// What a request's signature is worth.
enum SignatureVerdict {
  case unsigned
  /// Nil for ever.
  case valid(until: Int64?)
  case refused(Problem)

  var isValid: Bool {
    if case .valid = self { return true }
    return false
  }
}

extension EdgeHandler {
  /// What the signature among `values`, of a request for `call`, is worth now.
  func verdict(
    _ call: Call, _ values: MemberValues, _ request: borrowing HTTPRequest
  ) throws(PipelineError) -> SignatureVerdict {
    do throws(InputError) { return try verdictOrError(call, values, request) } catch {
      throw .input(error)
    }
  }

  private func verdictOrError(
    _ call: Call, _ values: MemberValues, _ request: borrowing HTTPRequest
  ) throws(InputError) -> SignatureVerdict {
    let end = values.integer(SignedAddress.endName).map(Int64.init)
    guard let text = values.text(SignedAddress.signatureName) else {
      guard end == nil else {
        return .refused(
          Problem(
            .badSignature, "an address that ends is signed, and this one is not",
            path: SignedAddress.signatureName, hint: "placard sign puts sig and exp into it"))
      }
      return .unsigned
    }
    let query = request.query ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let message = try SignedAddress.message(query, call.operation.query)
    guard let signature = Signature(text),
      let key = edge.signingKeys.current[signature.keyID], signature.holds(for: message, by: key)
    else {
      return .refused(
        Problem(
          .badSignature, "the address is not signed with a key of this site",
          path: SignedAddress.signatureName,
          hint: "whoever changes a signed address must sign it again"))
    }
    guard let end, end < request.unixSeconds else { return .valid(until: end) }
    return .refused(
      Problem(
        .signatureExpired, "the address was good until \(end)", path: SignedAddress.endName,
        hint: "ask whoever gave it for another"))
  }
}
