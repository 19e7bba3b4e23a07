extension SceneLayer {
  /// The layers in it, in painting order; none but in groups and stacks.
  package var children: [SceneLayer] {
    get {
      switch content {
      case .group(let group): group.layers
      case .stack(let stack): stack.layers
      case .text, .image, .shape, .qr: []
      }
    }
    set {
      switch content {
      case .group(var group):
        group.layers = newValue
        content = .group(group)
      case .stack(var stack):
        stack.layers = newValue
        content = .stack(stack)
      case .text, .image, .shape, .qr: precondition(newValue.isEmpty, "only groups hold layers")
      }
    }
  }

  /// Calls `visit` for the layer and for every one in it, parents first, in painting order.
  package func walk<E: Error>(_ visit: (SceneLayer) throws(E) -> Void) throws(E) {
    try visit(self)
    for child in children { try child.walk(visit) }
  }

  /// Lets `change` change the layer and every one in it, parents first, in painting order.
  package mutating func update(_ change: (inout SceneLayer) -> Void) {
    change(&self)
    var inner = children
    if inner.isEmpty { return }
    for index in inner.indices { inner[index].update(change) }
    children = inner
  }
}

extension Scene {
  /// Calls `visit` for every layer, parents before what is in them, in painting order.
  package func walk<E: Error>(_ visit: (SceneLayer) throws(E) -> Void) throws(E) {
    for layer in layers { try layer.walk(visit) }
  }

  /// Lets `change` change every layer, parents before what is in them, in painting order.
  package mutating func update(_ change: (inout SceneLayer) -> Void) {
    for index in layers.indices { layers[index].update(change) }
  }
}
