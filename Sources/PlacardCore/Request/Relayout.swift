/// Lays a scene made for its template's own canvas out for one of another size.
struct Relayout {
  /// Width and height in CSS px.
  struct Extent {
    var width: Double
    var height: Double

    init(_ size: PixelSize) {
      width = Double(size.width)
      height = Double(size.height)
    }

    /// Of the padding box that a group's layers are in.
    init(inside layer: SceneLayer) {
      width = max(0, layer.frame.width - 2 * layer.borderWidth)
      height = max(0, layer.frame.height - 2 * layer.borderWidth)
    }
  }

  /// Of the layers that have any, by name.
  let constraints: [String: Constraints]

  /// Moves and sizes the scene's layers by their constraints.
  func constrain(_ scene: inout Scene, from old: PixelSize) {
    constrain(&scene.layers, from: Extent(old), to: Extent(scene.size))
  }

  private func constrain(_ layers: inout [SceneLayer], from old: Extent, to new: Extent) {
    for index in layers.indices {
      let before = layers[index]
      let own = constraints[before.name] ?? Constraints()
      (layers[index].frame.x, layers[index].frame.width) = Self.placed(
        before.frame.x, before.frame.width, Self.rule(own.horizontal), old.width, new.width)
      (layers[index].frame.y, layers[index].frame.height) = Self.placed(
        before.frame.y, before.frame.height, Self.rule(own.vertical), old.height, new.height)
      guard case .group(var group) = before.content else { continue }
      constrain(
        &group.layers, from: Extent(inside: before), to: Extent(inside: layers[index]))
      layers[index].content = .group(group)
    }
  }

  /// A constraint in either direction.
  private enum Rule {
    case start, end, center, stretch, scale
  }

  private static func rule(_ word: Constraints.Horizontal) -> Rule {
    switch word {
    case .left: .start
    case .right: .end
    case .center: .center
    case .stretch: .stretch
    case .scale: .scale
    }
  }

  private static func rule(_ word: Constraints.Vertical) -> Rule {
    switch word {
    case .top: .start
    case .bottom: .end
    case .center: .center
    case .stretch: .stretch
    case .scale: .scale
    }
  }

  private static func placed(
    _ start: Double, _ length: Double, _ rule: Rule, _ old: Double, _ new: Double
  ) -> (Double, Double) {
    switch rule {
    case .start: return (start, length)
    case .end: return (start + new - old, length)
    case .center: return (start + (new - old) / 2, length)
    case .stretch: return (start, max(0, length + new - old))
    case .scale:
      // A tiny canvas made large takes its layers far off what is drawn.
      let factor = old > 0 ? new / old : 1
      return (
        clamped(start * factor, to: PropertyRanges.position),
        clamped(length * factor, to: PropertyRanges.length)
      )
    }
  }

  private static func clamped(_ number: Double, to range: ClosedRange<Double>) -> Double {
    min(max(number, range.lowerBound), range.upperBound)
  }
}

extension Relayout {
  /// Scales a scene without constraints as a whole, as large as fits and in the middle. Layers that
  /// cover their whole canvas cover the new one, and so do those in groups.
  static func zoom(_ scene: inout Scene, from old: PixelSize) {
    let (before, after) = (Extent(old), Extent(scene.size))
    scene.zoom = min(after.width / before.width, after.height / before.height)
    var canvas = after
    canvas.width /= scene.zoom
    canvas.height /= scene.zoom
    center(&scene.layers, from: before, to: canvas)
  }

  private static func center(_ layers: inout [SceneLayer], from old: Extent, to new: Extent) {
    for index in layers.indices {
      let before = layers[index]
      guard before.covers(old) else {
        layers[index].frame.x += (new.width - old.width) / 2
        layers[index].frame.y += (new.height - old.height) / 2
        continue
      }
      layers[index].frame.width += new.width - old.width
      layers[index].frame.height += new.height - old.height
      guard case .group(var group) = before.content else { continue }
      center(&group.layers, from: Extent(inside: before), to: Extent(inside: layers[index]))
      layers[index].content = .group(group)
    }
  }
}

extension SceneLayer {
  fileprivate func covers(_ extent: Relayout.Extent) -> Bool {
    rotation == 0 && frame.x <= 0 && frame.y <= 0 && frame.x + frame.width >= extent.width
      && frame.y + frame.height >= extent.height
  }
}
