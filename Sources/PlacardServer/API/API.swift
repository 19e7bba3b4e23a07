internal import PlacardCore
internal import PlacardHTTP

/// All calls of a site's server, and the way from a path to them.
struct API: Sendable {
  /// The operations of one path.
  struct Route: Sendable {
    var path: PathPattern
    var operations: [Operation]

    /// The operation that answers `method`; nil when the path does not take it.
    func operation(_ method: HTTPMethod) -> Operation? {
      let method = method == .head ? .get : method
      return operations.first { $0.method == method }
    }

    /// Besides OPTIONS, which every path takes.
    var methods: [HTTPMethod] {
      HTTPMethod.allCases.filter { $0 != .options && operation($0) != nil }
    }

    /// The value of `Allow`.
    var allowed: String { API.list(methods + [.options]) }

    /// Whether scripts of any page may make its calls.
    var isOpenToPages: Bool { operations.contains { $0.isOpenToPages } }
  }

  let operations: [Operation]
  /// Those whose paths are asked for most come first.
  let routes: [Route]

  init(_ site: SiteConfiguration) {
    operations =
      Operation.pictures(site) + Operation.templates(site) + Operation.keys(site)
      + Operation.studio(site) + Operation.service(site) + [.docs]
    var routes: [Route] = []
    for operation in operations {
      if let index = routes.firstIndex(where: { $0.path.text == operation.path.text }) {
        routes[index].operations.append(operation)
      } else {
        routes.append(Route(path: operation.path, operations: [operation]))
      }
    }
    self.routes = routes
  }

  /// The route of `path` and the values in it; nil when there is none.
  func find(_ path: UnsafeRawBufferPointer) -> (route: Route, values: PathValues)? {
    for route in routes {
      if let values = route.path.match(path) { return (route, values) }
    }
    return nil
  }

  /// The operation of that name.
  func operation(_ name: OperationName) -> Operation {
    guard let found = operations.first(where: { $0.name == name }) else {
      preconditionFailure("\(name.rawValue) is not in the table")
    }
    return found
  }

  static func list(_ methods: [HTTPMethod]) -> String {
    methods.map(\.name).joined(separator: ", ")
  }
}

extension HTTPMethod {
  /// As it is spelled in a request.
  var name: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .patch: "PATCH"
    case .trace: "TRACE"
    case .query: "QUERY"
    }
  }
}
