internal import PlacardCore

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
}
