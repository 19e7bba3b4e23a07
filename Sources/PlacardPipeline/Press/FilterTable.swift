internal import PlacardCodec
internal import PlacardCore
internal import PlacardRender
internal import Synchronization

/// The PNG row filter of each template: a function of its revision, size, scale and the effort alone, so
/// that a card's bytes never depend on other cards, on fonts or on the moment.
///
/// It is found by trial on the template's default card without its texts and pictures. A template
/// that is mostly photo is not tried: photos filter best with Paeth.
final class FilterTable: Sendable {
  private struct Name: Hashable {
    var revision: TemplateRevision
    var size: PixelSize
    var scale: Double
    var effort: Effort
  }

  private let filters = Mutex<[Name: PNGFilter]>([:])
  private static let photoShare = 0.35
  private let countMax = 4_096

  /// The filter for cards of `template`; `renderer` draws what the trial needs.
  func filter(
    for template: Template, size: PixelSize, scale: Double, effort: Effort, _ renderer: Renderer,
    _ context: SiteContext
  ) throws(PipelineError) -> PNGFilter {
    let name = Name(revision: template.revision, size: size, scale: scale, effort: effort)
    if let known = filters.withLock({ $0[name] }) { return known }
    let found = try trial(template, size, scale, effort, renderer, context)
    // Drafts are templates too, each of its own revision.
    filters.withLock { filters in
      if filters.count >= countMax { filters = [:] }
      filters[name] = found
    }
    return found
  }

  private func trial(
    _ template: Template, _ size: PixelSize, _ scale: Double, _ effort: Effort,
    _ renderer: Renderer,
    _ context: SiteContext
  ) throws(PipelineError) -> PNGFilter {
    let request = template.sampleRequest(size: size, scale: scale)
    // A template that cannot stand by itself tells nothing of itself.
    guard
      var scene = try? template.resolve(
        request, site: context.defaults, limits: context.limits
      ).scene
    else { return .none }
    if Self.isPhoto(scene) { return .paeth }
    scene.keepShapes()
    let pixels = scene.pixelSize
    var bitmap = Bitmap(width: pixels.width, height: pixels.height)
    do throws(RenderError) {
      _ = try renderer.draw(
        scene, baseLayerCount: 0,
        pictures: { _ throws(RenderError) in preconditionFailure("the trial has no pictures") },
        into: &bitmap)
    } catch {
      throw .render(error)
    }
    do throws(CodecError) {
      return try PNGFilter.trial(of: bitmap, effort: effort)
    } catch {
      throw .codec(error)
    }
  }

  /// Whether much of `scene` is one picture.
  static func isPhoto(_ scene: Scene) -> Bool {
    var area = 0.0
    scene.walk { layer in
      guard case .image = layer.content else { return }
      area = max(area, layer.frame.width * layer.frame.height)
    }
    return area * scene.zoom * scene.zoom >= photoShare
      * Double(scene.size.width * scene.size.height)
  }
}

extension Scene {
  /// Takes out texts, pictures and codes, and groups that hold nothing else. Stacks go too: without
  /// their texts their shapes would stand elsewhere.
  fileprivate mutating func keepShapes() {
    layers = Self.shapes(of: layers)
  }

  private static func shapes(of layers: [SceneLayer]) -> [SceneLayer] {
    layers.compactMap { layer in
      switch layer.content {
      case .shape: return layer
      case .group(var group):
        group.layers = shapes(of: group.layers)
        var kept = layer
        kept.content = .group(group)
        return group.layers.isEmpty ? nil : kept
      case .text, .image, .stack, .qr: return nil
      }
    }
  }
}
