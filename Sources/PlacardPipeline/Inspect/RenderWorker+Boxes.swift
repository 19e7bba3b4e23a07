internal import PlacardCore
internal import PlacardRender

extension RenderWorker {
  /// Where the layers of `card` stand, and what it is drawn in spite of; encodes nothing.
  func look(at card: PlannedCard) throws(PipelineError) -> (boxes: [LayerBox], notes: [String]) {
    let pictures = try pictures(of: card.scene)
    let size = card.scene.pixelSize
    do throws(RenderError) {
      func picture(_ content: ImageContent) -> Picture {
        guard let picture = pictures[content] else {
          preconditionFailure("every picture of a scene is on the shelf before it is looked at")
        }
        return picture
      }
      let boxes = try renderer.boxes(of: card.scene) { content throws(RenderError) in
        picture(content)
      }
      var pixels = Bitmap(width: size.width, height: size.height)
      let notes = try renderer.draw(
        card.scene, baseLayerCount: card.baseLayerCount,
        pictures: { content throws(RenderError) in picture(content) }, into: &pixels)
      return (boxes, notes.map(\.sentence))
    } catch {
      throw .render(error)
    }
  }
}
