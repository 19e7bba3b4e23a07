internal import PlacardHTTP

/// The addresses that are served.
enum Route: CaseIterable {
  case picture, card, render, generate, health

  /// The path, or what it begins with where it ends in a slash.
  var path: StaticString {
    switch self {
    case .picture: "/i/"
    case .card: "/c/"
    case .render: "/api/render"
    case .generate: "/api/generate"
    case .health: "/healthz"
    }
  }

  /// Besides OPTIONS, which every address takes.
  var methods: [HTTPMethod] {
    switch self {
    case .picture, .card, .render, .health: [.get, .head]
    case .generate: [.post]
    }
  }

  /// The value of `Allow`.
  var allowed: String { Self.list(methods + [.options]) }

  /// Whether it answers with pictures, which any page may use.
  var isOfPictures: Bool {
    switch self {
    case .picture, .card, .render: true
    case .generate, .health: false
    }
  }

  static func list(_ methods: [HTTPMethod]) -> String {
    methods.map(\.name).joined(separator: ", ")
  }

  /// The route of `path`; nil when there is none.
  static func find(_ path: UnsafeRawBufferPointer) -> Route? {
    for route in allCases {
      let own = UnsafeRawBufferPointer(
        start: route.path.utf8Start, count: route.path.utf8CodeUnitCount)
      let isPrefix = own.last == UInt8(ascii: "/")
      if isPrefix ? path.starts(with: own) : path.elementsEqual(own) { return route }
    }
    return nil
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
    }
  }
}
