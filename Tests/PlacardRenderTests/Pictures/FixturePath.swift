/// A place in a fixture: `layers[0].spans[1].color`, from `jsonData`, or `request.scale`, from the
/// fixture itself.
struct FixturePath {
  private enum Step {
    case member(String)
    case element(Int)
  }

  struct Missing: Error {
    let path: String
  }

  private let path: String
  private let steps: [Step]

  init(_ path: String) {
    self.path = path
    let inner =
      path.hasPrefix("request.") ? path.dropFirst("request.".count) : "jsonData.\(path)"[...]
    steps = inner.split { ".[]".contains($0) }.map { word in
      Int(word).map(Step.element) ?? .member(String(word))
    }
  }

  /// `file` without what stands here, or with `value` in its place. Throws where nothing stands
  /// here: a fixture's feature is in its template.
  func replaced(in file: [String: Any], with value: Any?) throws -> [String: Any] {
    guard let changed = try replaced(in: file, steps[...], with: value) as? [String: Any] else {
      throw Missing(path: path)
    }
    return changed
  }

  /// The layers on the way, from the outside, each with its property that leads on.
  func properties(in jsonData: Any) -> [(layer: [String: Any], property: String)] {
    var found: [(layer: [String: Any], property: String)] = []
    var node: Any? = jsonData
    for step in steps.dropFirst() {
      switch step {
      case .member(let name):
        let members = node as? [String: Any] ?? [:]
        if members["type"] != nil, members["name"] != nil { found.append((members, name)) }
        node = members[name]
      case .element(let index):
        let elements = node as? [Any] ?? []
        node = elements.indices.contains(index) ? elements[index] : nil
      }
    }
    return found
  }

  private func replaced(
    in node: Any, _ steps: ArraySlice<Step>, with value: Any?
  ) throws -> Any? {
    switch (steps.first, node) {
    case (nil, _): return value
    case (.member(let name), var members as [String: Any]):
      guard let member = members[name] else { throw Missing(path: path) }
      members[name] = try replaced(in: member, steps.dropFirst(), with: value)
      return members
    case (.element(let index), var elements as [Any]) where elements.indices.contains(index):
      if let element = try replaced(in: elements[index], steps.dropFirst(), with: value) {
        elements[index] = element
      } else {
        elements.remove(at: index)
      }
      return elements
    default: throw Missing(path: path)
    }
  }
}
