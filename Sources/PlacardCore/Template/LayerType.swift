/// What a layer is, as its `type` says.
package enum LayerType: UInt8, Sendable, Hashable, CaseIterable {
  case text = 0
  case image = 1
  case shape = 2

  package var name: String {
    switch self {
    case .text: "text"
    case .image: "image"
    case .shape: "shape"
    }
  }

  package init?(name: String) {
    guard let type = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = type
  }

  package static let names = allCases.map(\.name)
}
