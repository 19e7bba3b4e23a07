internal import PlacardCore
internal import PlacardPipeline

/// What a request for a picture asks, whichever way it came.
struct RequestedPicture {
  var templateID: String
  var card: CardRequest
  /// Nil for `auto`.
  var format: PictureFormat?
  var quality: Int?

  /// What `values`, read by `MemberTable.picture`, ask for.
  init(_ values: MemberValues) {
    templateID = values.text("templateId") ?? ""
    let name = values.text("format") ?? PictureFormat.png.name
    format = PictureFormat(name: name)
    quality = values.integer("quality")
    card = CardRequest(
      layers: values.json("layers"), variables: values.json("variables"),
      scale: values.number("scale") ?? 1)
    card.width = values.integer("width")
    card.height = values.integer("height")
  }

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
