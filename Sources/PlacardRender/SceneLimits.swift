internal import PlacardCore

/// How large a scene may be: past this drawing would take too long or too much memory.
struct SceneLimits {
  private let limits: Limits

  init(_ limits: Limits) { self.limits = limits }

  /// Throws `tooLarge` for a scene past a limit.
  func check(_ scene: Scene) throws(RenderError) {
    guard scene.scale > 0, scene.scale <= 16, scene.size.width > 0, scene.size.height > 0,
      scene.size.width <= limits.outputSidePixelsMax,
      scene.size.height <= limits.outputSidePixelsMax
    else { throw tooLarge(scene) }
    let size = scene.pixelSize
    guard size.width > 0, size.height > 0, size.width <= limits.outputSidePixelsMax,
      size.height <= limits.outputSidePixelsMax,
      size.width * size.height <= limits.outputPixelsMax
    else { throw tooLarge(scene) }
    guard scene.zoom > 0, scene.zoom <= Double(limits.outputSidePixelsMax) else {
      throw RenderError(
        .tooLarge,
        "cannot draw the layers at \(scene.zoom) times their size: it is more than 0 and at most "
          + "\(limits.outputSidePixelsMax)")
    }
    var layerCount = 0
    for layer in scene.layers { try count(layer, depth: 0, &layerCount) }
    guard layerCount <= limits.layersMax else {
      throw RenderError(
        .tooLarge,
        "the card has \(layerCount) layers and \(limits.layersMax) are allowed; draw those that "
          + "belong together as one picture")
    }
  }

  private func tooLarge(_ scene: Scene) -> RenderError {
    RenderError(
      .tooLarge,
      "cannot draw \(scene.size.width)×\(scene.size.height) px at scale \(scene.scale): a side has "
        + "1 to \(limits.outputSidePixelsMax) pixels, a picture at most \(limits.outputPixelsMax)")
  }

  /// Counts `layer` and those in it. `depth` is how many groups and stacks it is in.
  private func count(
    _ layer: SceneLayer, depth: Int, _ layerCount: inout Int
  ) throws(RenderError) {
    layerCount += 1
    let isGroup =
      switch layer.content {
      case .group, .stack: true
      case .text, .image, .shape, .qr: false
      }
    guard isGroup else { return }
    guard depth < limits.groupDepthMax else {
      throw RenderError(
        .tooLarge,
        "groups lie more than \(limits.groupDepthMax) deep in one another; take layers out of one",
        layer: layer.name)
    }
    for child in layer.children { try count(child, depth: depth + 1, &layerCount) }
  }
}
