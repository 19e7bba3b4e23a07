extension SceneLayer {
  /// The layers in it, in painting order; none but in groups and stacks.
  package var children: [SceneLayer] {
    switch content {
    case .group(let group): group.layers
    case .stack(let stack): stack.layers
    case .text, .image, .shape, .qr: []
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
    switch content {
    case .group(var group):
      for index in group.layers.indices { group.layers[index].update(change) }
      content = .group(group)
    case .stack(var stack):
      for index in stack.layers.indices { stack.layers[index].update(change) }
      content = .stack(stack)
    case .text, .image, .shape, .qr: break
    }
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
