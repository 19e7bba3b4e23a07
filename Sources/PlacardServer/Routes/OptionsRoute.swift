internal import PlacardHTTP

/// `OPTIONS`: what an address takes (RFC 9110 §9.3.7), and the preflight of the Fetch standard.
///
/// Scripts of any page may read pictures. They may not call the rest of the API: a key in a page is a
/// key given away, so no preflight of those calls is granted.
extension EdgeHandler {
  func answerOptions(_ request: borrowing HTTPRequest, _ reply: inout HTTPReply) {
    if request.path.elementsEqual([UInt8(ascii: "*")]) {
      let methods = HTTPMethod.allCases.filter { method in
        method == .options || edge.api.routes.contains { $0.methods.contains(method) }
      }
      return reply.send(status: 204, fields: [.init("Allow", API.list(methods))])
    }
    guard let (route, _) = edge.api.find(request.path) else {
      return refuse(.notFound("page"), &reply)
    }
    var fields: [OwnedResponse.Field] = [
      .init("Allow", route.allowed), .init("Cache-Control", "no-store"),
    ]
    if route.isOpenToPages {
      fields += [
        .init("Access-Control-Allow-Origin", "*"),
        .init("Access-Control-Allow-Methods", API.list(route.methods)),
        .init("Access-Control-Allow-Headers", "If-None-Match, If-Range, Range"),
        .init("Access-Control-Max-Age", "86400"),
      ]
    }
    reply.send(status: 204, fields: fields)
  }
}
