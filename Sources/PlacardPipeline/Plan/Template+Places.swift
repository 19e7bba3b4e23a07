package import PlacardCore

extension Template {
  /// `error`, whose path is a card's, as in `layers.title.fontFamily`, at its place in the template,
  /// as in `jsonData.layers[2].fontFamily`. Other errors as they are.
  package func placed(_ error: InputError) -> InputError {
    var error = error
    for layer in definition.layers {
      let path = JSONPath.member(layer.name, of: "layers")
      guard JSONPath.covers(path, error.path), let place = definition.path(ofLayer: layer.name)
      else { continue }
      error.path = place + error.path.dropFirst(path.count)
      // The template may have it under its other name.
      let twin = JSONPath.member("imageUrl", of: place)
      if stands(at: error.path) == nil, error.path.hasSuffix("image_url"), stands(at: twin) != nil {
        error.path = twin
      }
    }
    for (index, variable) in definition.variables.enumerated()
    where variable.fallback != nil
      && error.path == JSONPath.member(variable.name, of: "variables")
    {
      let place = JSONPath.element(index, of: "jsonData.variables")
      error.path = JSONPath.member("default", of: place)
    }
    error.offset = stands(at: error.path)?.offset
    return error
  }

  /// What stands at `path`, which begins with `jsonData`.
  func stands(at path: String) -> JSON? {
    let member = JSON.Member(key: "jsonData", keyOffset: 0, value: jsonData)
    return JSON(.object([member])).value(at: path)
  }
}
