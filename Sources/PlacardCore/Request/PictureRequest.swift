/// What an address or a body asks of a picture, its template not looked at yet.
package struct PictureRequest: Sendable {
  package var templateID: String
  package var card: CardRequest
  /// Nil for `auto`.
  package var format: PictureFormat?
  package var quality: Int?

  /// What `values`, read by a table with a picture's members, ask for.
  package init(_ values: MemberValues) {
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

extension MemberTable {
  /// What a picture is asked for by, in the query of a GET and the body of a POST alike.
  package static func picture(_ limits: Limits) -> MemberTable {
    let side = 1...limits.outputSidePixelsMax
    return MemberTable([
      Member(
        "templateId", .text(0...4_096), isRequired: true, "The template's id",
        example: "\"blog-post\""),
      Member(
        "layers", .overrides, "Properties to replace, by layer",
        example: "{\"title\": {\"text\": \"Hello\"}}"),
      Member("variables", .variables, "Values of the template's variables"),
      Member(
        "format", .format(allowsAuto: true),
        "The picture's format, png if not given; auto goes by Accept and by what the card shows"),
      Member("quality", .integer(1...100), "Of a lossy format; the site's if not given"),
      Member("scale", .scale, "Device pixels a CSS px, from 1 to 3 in hundredths"),
      Member("width", .integer(side), "Of the canvas in CSS px; the template's if not given"),
      Member("height", .integer(side), "Of the canvas in CSS px; the template's if not given"),
    ])
  }
}

extension PictureRequest {
  /// What the query of an address of `/api/render` asks for, read as the server reads it: its bytes
  /// after the `?`. Throws with the parameter's name as the path.
  package static func parse(
    query: [UInt8], limits: Limits
  ) throws(InputError) -> PictureRequest {
    let values = try query.withUnsafeBytes { bytes in
      Result { () throws(InputError) in
        try MemberTable.picture(limits).read(
          query: bytes, limits: limits, usage: "/api/render?templateId=blog-post")
      }
    }.get()
    return PictureRequest(values)
  }
}
