/// Where a layer's border box stands on the canvas, layout done and every group's turn counted in.
package struct LayerBox: Sendable, Hashable {
  package var name: String
  /// The layer's type as templates spell it; a stack is one although it is drawn as a group.
  package var type: String
  /// How many groups and stacks it is in.
  package var depth: Int
  /// In CSS px of the canvas, upright: as it would stand if it were turned back about its centre.
  package var frame: Rect
  /// Degrees, clockwise, about the frame's centre: the layer's own turn and those of all around it.
  package var rotation: Double

  package init(name: String, type: String, depth: Int, frame: Rect, rotation: Double) {
    self.name = name
    self.type = type
    self.depth = depth
    self.frame = frame
    self.rotation = rotation
  }
}

extension LayerContent {
  /// The layer's type as templates spell it.
  package var typeName: String {
    switch self {
    case .text: "text"
    case .image: "image"
    case .shape: "shape"
    case .group: "group"
    case .stack: "stack"
    case .qr: "qr"
    }
  }
}
