package import PlacardCore
internal import PlacardRender

/// What there is to be said of a card that somebody is making, without its picture.
package struct CardSurvey: Sendable {
  /// The canvas in CSS px.
  package var size: PixelSize
  /// In painting order, each group before what is in it. Layers that are not seen are among them,
  /// but for those in stacks, where they take no room.
  package var boxes: [LayerBox]
  /// Of the rules that the site's `lint` has, but for budgets of bytes.
  package var findings: [LintFinding]
}

extension RenderWorker {
  /// Looks at `card`, whose scene may have outlines for layers that are not seen.
  func survey(_ card: PlannedCard, _ settings: LintSettings) throws(PipelineError) -> CardSurvey {
    let size = card.scene.size
    let files = FileRules(settings: settings, networks: settings.networks(of: size))
    let found = try findings(of: card, settings) + files.findings(size: card.scene.pixelSize)
    return CardSurvey(
      size: size, boxes: try boxes(of: card),
      findings: found.map { finding in
        var finding = finding
        finding.level = settings.rules.level(of: finding.rule, own: finding.level)
        return finding
      })
  }

  private func boxes(of card: PlannedCard) throws(PipelineError) -> [LayerBox] {
    let pictures = try pictures(of: card.scene)
    var boxes: [LayerBox]
    do throws(RenderError) {
      boxes = try renderer.boxes(of: card.scene) { content throws(RenderError) in
        guard let picture = pictures[content] else {
          preconditionFailure("every picture of a scene is on the shelf before it is looked at")
        }
        return picture
      }
    } catch {
      throw .render(error)
    }
    // An outline is a shape, whatever the layer is.
    let types = Dictionary(
      card.template.definition.layers.map { ($0.name, $0.type.name) },
      uniquingKeysWith: { first, _ in first })
    for index in boxes.indices { boxes[index].type = types[boxes[index].name] ?? boxes[index].type }
    return boxes
  }
}
