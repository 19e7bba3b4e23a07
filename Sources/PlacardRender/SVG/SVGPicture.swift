package import PlacardCore

/// SVG files to pictures that a renderer draws at whatever size they are shown.
package enum SVGPicture {
  /// The picture in an SVG of the site's own folder: static, without text, without other files.
  ///
  /// - Throws: `badPicture` for what is damaged or not drawn (text needs fonts, which must never come
  ///   from the machine; other pictures are layers of their own), `tooLarge` past a limit.
  package static func open(_ bytes: [UInt8], limits: Limits) throws(RenderError) -> Picture {
    guard bytes.count <= limits.svgBytesMax else {
      throw RenderError(
        .tooLarge,
        "reading an SVG: the file has \(bytes.count) bytes (at most \(limits.svgBytesMax) are "
          + "allowed, limits.svgBytesMax)")
    }
    var walk = SVGWalk(bytes, limits: limits)
    try walk.run()
    let drawing = try SVGDrawing(bytes)
    var natural = drawing.natural
    if walk.hasFreeRatio, natural.width == nil || natural.height == nil { natural.ratio = nil }
    return Picture(svg: bytes, natural: natural)
  }
}
