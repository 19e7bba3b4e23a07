/// A template's layers in one list, each before those that are in it: painting order, and the
/// order in which errors and keys name them.
struct LayerTree: Sendable {
  var layers: [TemplateLayer] = []
  /// For every layer, the index after the last one that is in it.
  var ends: [Int] = []
  /// For every layer, the index of the one that it is in and that is in none; its own where it is
  /// in none itself.
  var roots: [Int] = []
  var indices: [String: Int] = [:]
  /// Where each layer stands in the JSON.
  private(set) var paths: [String] = []

  /// The layers that are directly in the one at `index`; nil for those that are in none.
  func children(of index: Int?) -> some Sequence<Int> {
    let end = index.map { ends[$0] } ?? layers.count
    return sequence(state: index.map { $0 + 1 } ?? 0) { next in
      guard next < end else { return nil }
      defer { next = ends[next] }
      return next
    }
  }
}

extension LayerTree {
  /// Where a layer stands: how many groups and stacks it is in, and whether the nearest is a stack.
  struct Place {
    var depth = 0
    var isInStack = false
    var root: Int?
  }

  /// Adds the layers of `elements`, an array at `path`, with all that is in them.
  mutating func add(
    _ elements: [JSON], at path: String, offset: Int, in place: Place = Place(),
    _ compiler: LayerCompiler
  ) throws(InputError) {
    let limits = compiler.limits
    // What groups hold is counted as it comes.
    guard layers.count + elements.count <= limits.layersMax else {
      throw InputError(
        .limit, path: path, message: "\(layers.count + elements.count) layers",
        hint: "at most \(limits.layersMax), limits.layersMax", offset: offset)
    }
    for (index, element) in elements.enumerated() {
      try add(element, at: JSONPath.element(index, of: path), in: place, compiler)
    }
  }

  private mutating func add(
    _ element: JSON, at path: String, in place: Place, _ compiler: LayerCompiler
  ) throws(InputError) {
    let layer = try compiler.layer(element, at: path, isInStack: place.isInStack)
    let index = layers.count
    if let first = indices.updateValue(index, forKey: layer.name) {
      throw InputError(
        .duplicateName, path: JSONPath.member("name", of: path),
        message: "two layers are called \(JSON(.string(layer.name)).excerpt)",
        hint: "the first is \(paths[first])", offset: element.offset)
    }
    layers.append(layer)
    paths.append(path)
    roots.append(place.root ?? index)
    ends.append(index + 1)
    guard layer.type.holdsLayers else { return }
    let reader = try JSONReader(element, path: path)
    guard place.depth < compiler.limits.groupDepthMax else {
      throw InputError(
        .limit, path: path, message: "more than \(compiler.limits.groupDepthMax) groups in groups",
        hint: "limits.groupDepthMax", offset: element.offset)
    }
    try add(
      reader.array("layers"), at: reader.path(of: "layers"),
      offset: reader["layers"]?.offset ?? reader.offset,
      in: Place(
        depth: place.depth + 1, isInStack: layer.type == .stack, root: place.root ?? index),
      compiler)
    ends[index] = layers.count
  }
}
