internal import CCairo
internal import CRsvg
internal import PlacardCore

/// An SVG that librsvg has read. One owner, one thread.
///
/// Without a base address librsvg opens no file and no network: references out of the document draw
/// nothing, as in a browser's `<img>`.
struct SVGDrawing: ~Copyable {
  private let handle: UnsafeMutablePointer<RsvgHandle>
  let natural: NaturalDimensions
  private let hasViewBox: Bool

  /// - Throws: `badPicture` with librsvg's words for what it cannot read.
  init(_ bytes: [UInt8]) throws(RenderError) {
    var trouble: UnsafeMutablePointer<GError>?
    let handle = bytes.withUnsafeBufferPointer { bytes in
      rsvg_handle_new_from_data(bytes.baseAddress, gsize(bytes.count), &trouble)
    }
    guard let handle else { throw Self.error("reading an SVG", trouble) }
    // CSS's pixel (CSS Values 4 §6.2): 96 to the inch.
    rsvg_handle_set_dpi(handle, 96)
    let size = placard_svg_measure(handle)
    let box = size.has_view_box != 0 && size.box_width > 0 && size.box_height > 0
    self.handle = handle
    hasViewBox = box
    natural = NaturalDimensions(
      width: Self.pixels(size.width, isGiven: size.has_width),
      height: Self.pixels(size.height, isGiven: size.has_height),
      ratio: box ? size.box_width / size.box_height : nil)
  }

  deinit { g_object_unref(handle) }

  /// A length of the root element in CSS px; nil for a share of whatever is around it.
  private static func pixels(_ length: RsvgLength, isGiven: Int32) -> Double? {
    guard isGiven != 0, length.length.isFinite, length.length >= 0 else { return nil }
    let unit: Double
    switch length.unit {
    case RSVG_UNIT_PX: unit = 1
    case RSVG_UNIT_EM: unit = 16
    case RSVG_UNIT_EX: unit = 8
    case RSVG_UNIT_IN: unit = 96
    case RSVG_UNIT_CM: unit = 96 / 2.54
    case RSVG_UNIT_MM: unit = 96 / 25.4
    case RSVG_UNIT_PT: unit = 96.0 / 72
    case RSVG_UNIT_PC: unit = 16
    default: return nil
    }
    return length.length * unit
  }

  /// Draws the part `crop` of the document, `width` × `height` device pixels as a whole, into `out`:
  /// rows of `4 * crop.width` bytes, transparent where nothing is.
  ///
  /// With a `viewBox` the document fits itself into its size by `preserveAspectRatio`. Without one,
  /// a width and a height are stretched to it, as browsers do for pictures, and else its units are
  /// CSS px.
  func draw(
    width: Int, height: Int, scale: Double, crop: DeviceRect, into out: UnsafeMutableRawPointer
  ) throws(RenderError) {
    guard width <= 65_536, height <= 65_536 else {
      throw RenderError(.tooLarge, "drawing an SVG of \(width)×\(height) px; make its box smaller")
    }
    out.initializeMemory(as: UInt8.self, repeating: 0, count: 4 * crop.width * crop.height)
    let bounds = DeviceRect(x: 0, y: 0, width: crop.width, height: crop.height)
    let surface = try Surface(.color, bounds: bounds, pixels: out, bytesPerRow: 4 * crop.width)
    var viewport = (width: Double(width), height: Double(height))
    if !hasViewBox {
      if let own = (natural.width, natural.height) as? (Double, Double), own.0 > 0, own.1 > 0 {
        viewport = own
      } else {
        viewport = (Double(width) / scale, Double(height) / scale)
      }
    }
    surface.setTransform(
      Transform(
        xx: Double(width) / viewport.width, yx: 0, xy: 0, yy: Double(height) / viewport.height,
        x0: Double(-crop.x), y0: Double(-crop.y)))
    var trouble: UnsafeMutablePointer<GError>?
    guard placard_svg_draw(handle, surface.cr, viewport.width, viewport.height, &trouble) != 0
    else {
      throw Self.error("drawing an SVG", trouble)
    }
    surface.flush()
  }

  private static func error(_ operation: String, _ trouble: UnsafeMutablePointer<GError>?)
    -> RenderError
  {
    guard let trouble else { return RenderError(.badPicture, operation + ": librsvg failed") }
    defer { g_error_free(trouble) }
    let words = trouble.pointee.message.map { String(cString: $0) } ?? "no reason is given"
    return RenderError(.badPicture, operation + ": librsvg: " + words)
  }
}
