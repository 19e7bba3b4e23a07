internal import PlacardCore
internal import PlacardPipeline

extension PictureRequest {
  /// The format; where that is `auto`, what it comes to for the card of `template`. Throws when the
  /// card is asked for and is not well formed.
  func format(
    _ accepted: AcceptedFormat, of template: Template, _ context: SiteContext
  ) throws(PipelineError) -> PictureFormat {
    if let format { return format }
    return try accepted.format { () throws(PipelineError) in
      do throws(InputError) {
        return try template.resolve(card, site: context.defaults, limits: context.limits).scene
      } catch {
        throw .input(error)
      }
    }
  }
}
