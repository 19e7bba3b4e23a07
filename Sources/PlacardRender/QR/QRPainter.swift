internal import CCairo
internal import PlacardCore

/// Paints QR codes: whole device pixels a module, in the middle of the content box.
struct QRPainter {
  let source: PaintSource

  /// - Throws: `tooLarge` where the data is too long for a code or the code for its box.
  func paint(
    _ content: QRContent, of layer: SceneLayer, in geometry: BoxGeometry,
    on surface: borrowing Surface
  ) throws(RenderError) {
    guard let code = try QRCode(content) else { return }
    let box = DeviceRect(snapping: geometry.contentBox)
    let side = code.sideModules
    let module = min(box.width, box.height) / side
    guard module >= 1 else { throw tooSmall(box, side) }
    let width = module * code.widthModules
    // The modules themselves, which a gradient fills; the quiet zone lies around them.
    let square = DeviceRect(
      x: box.x + (box.width - module * side) / 2 + module * code.marginModules,
      y: box.y + (box.height - module * side) / 2 + module * code.marginModules,
      width: width, height: width)
    let cr = surface.cr
    let isUpright = geometry.transform.isIdentity
    try source.withSource(content.color, box: square.rect, covering: square.rect, on: cr) {
      // Upright edges lie on whole pixels; turned ones meet without a seam in one path.
      if isUpright { cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE) }
      addPath(of: code, module: module, in: square, to: cr)
      cairo_fill(cr)
      cairo_set_antialias(cr, CAIRO_ANTIALIAS_DEFAULT)
    }
    try surface.check("draw the QR code \"\(layer.name)\"")
  }

  /// A rectangle for every run of dark modules in a row.
  private func addPath(
    of code: QRCode, module: Int, in square: DeviceRect, to cr: OpaquePointer
  ) {
    for row in 0..<code.widthModules {
      var column = 0
      while column < code.widthModules {
        guard code.isDark(column: column, row: row) else {
          column += 1
          continue
        }
        let start = column
        while column < code.widthModules, code.isDark(column: column, row: row) { column += 1 }
        cairo_rectangle(
          cr, Double(square.x + start * module), Double(square.y + row * module),
          Double((column - start) * module), Double(module))
      }
    }
  }

  private func tooSmall(_ box: DeviceRect, _ side: Int) -> RenderError {
    RenderError(
      .tooLarge,
      "the QR code has \(side) modules a side with its margin, and its box is \(box.width)×"
        + "\(box.height) device pixels: a module needs one at least; make the box larger, shorten the "
        + "data, or lower errorCorrection or margin")
  }
}
