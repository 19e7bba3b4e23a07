internal import PlacardCore
internal import PlacardRender

extension RenderWorker {
  /// Looks at `card` as it would be drawn, and encodes nothing.
  ///
  /// - Parameter contrast: whether its texts are held against what is under them.
  func inspect(_ card: PlannedCard, contrast: Bool) throws(PipelineError) -> SceneInspection {
    let pictures = try pictures(of: card.scene)
    do throws(RenderError) {
      return try renderer.inspect(
        card.scene, contrast: contrast,
        pictures: { content throws(RenderError) in
          guard let picture = pictures[content] else {
            preconditionFailure("every picture of a scene is on the shelf before it is looked at")
          }
          return picture
        })
    } catch {
      throw .render(error)
    }
  }

  /// What the rules that look at layers say of `card`, at their own levels.
  func findings(
    of card: PlannedCard, _ settings: LintSettings
  ) throws(PipelineError) -> [LintFinding] {
    let layerRules: [LintRule] = [
      .overflow, .textSize, .missingGlyph, .missingFace, .contrast, .safeArea,
    ]
    guard layerRules.contains(where: settings.rules.has) else { return [] }
    let size = card.scene.size
    var check = LayerRules(settings, size: size, networks: settings.networks(of: size))
    check.check(try inspect(card, contrast: settings.rules.has(.contrast)))
    return check.findings
  }
}
