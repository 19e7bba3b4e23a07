/// What a layer is, as its `type` says.
package enum LayerType: UInt8, Sendable, Hashable, CaseIterable {
  case text = 0
  case image = 1
  case shape = 2
  case group = 3
  case stack = 4
  case qr = 5

  package var name: String {
    switch self {
    case .text: "text"
    case .image: "image"
    case .shape: "shape"
    case .group: "group"
    case .stack: "stack"
    case .qr: "qr"
    }
  }

  /// Whether it is made of `layers`.
  package var holdsLayers: Bool { self == .group || self == .stack }

  package init?(name: String) {
    guard let type = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = type
  }

  package static let names = allCases.map(\.name)
}
