internal import CCairo
internal import PlacardCore

/// A cairo picture over memory that somebody else keeps, with a context to draw on it.
///
/// Its coordinates are the card's device pixels: `bounds` says which of them it holds.
struct Surface: ~Copyable {
  enum Format {
    /// Blue, green, red, alpha; premultiplied.
    case color
    /// The same without use for alpha: as a source it replaces what is below.
    case opaqueColor
    /// One byte of coverage a pixel.
    case mask

    var bytesPerPixel: Int { self == .mask ? 1 : 4 }

    fileprivate var cairo: cairo_format_t {
      switch self {
      case .color: CAIRO_FORMAT_ARGB32
      case .opaqueColor: CAIRO_FORMAT_RGB24
      case .mask: CAIRO_FORMAT_A8
      }
    }

    /// Bytes from a row to the next: cairo wants whole words.
    func bytesPerRow(width: Int) -> Int { (width * bytesPerPixel + 3) & ~3 }
  }

  let bounds: DeviceRect
  let bytesPerRow: Int
  let pixels: UnsafeMutableRawPointer
  let handle: OpaquePointer
  let cr: OpaquePointer

  /// A surface over `pixels`, which outlive it: `bounds.height` rows of `bytesPerRow`.
  init(
    _ format: Format, bounds: DeviceRect, pixels: UnsafeMutableRawPointer, bytesPerRow: Int
  ) throws(RenderError) {
    // Whatever fails in between is still an object, in a state of error, and must be released.
    let handle = cairo_image_surface_create_for_data(
      pixels.assumingMemoryBound(to: UInt8.self), format.cairo, Int32(bounds.width),
      Int32(bounds.height), Int32(bytesPerRow))
    guard let handle else { preconditionFailure("cairo always answers with a surface") }
    cairo_surface_set_device_offset(handle, Double(-bounds.x), Double(-bounds.y))
    guard let cr = cairo_create(handle) else {
      preconditionFailure("cairo always answers with a context")
    }
    self.bounds = bounds
    self.bytesPerRow = bytesPerRow
    self.pixels = pixels
    self.handle = handle
    self.cr = cr
    try check("make a surface of \(bounds.width)×\(bounds.height) pixels")
  }

  deinit {
    cairo_destroy(cr)
    cairo_surface_finish(handle)
    cairo_surface_destroy(handle)
  }

  /// Throws what cairo met since the context was made: its first trouble sticks to it.
  func check(_ operation: @autoclosure () -> String) throws(RenderError) {
    var status = cairo_status(cr)
    if status == CAIRO_STATUS_SUCCESS { status = cairo_surface_status(handle) }
    guard status != CAIRO_STATUS_SUCCESS else { return }
    let code: RenderError.Code =
      status == CAIRO_STATUS_INVALID_SIZE ? .tooLarge : .outOfMemory
    let words = String(cString: cairo_status_to_string(status))
    throw RenderError(
      code, "cannot \(operation()): cairo says \"\(words)\"; try a smaller size or fewer workers")
  }

  /// Ends cairo's drawing for now, so that the pixels may be read or written.
  func flush() { cairo_surface_flush(handle) }

  /// Tells cairo that the pixels were written past it.
  func markDirty() { cairo_surface_mark_dirty(handle) }

  func setTransform(_ transform: Transform) {
    var matrix = cairo_matrix_t(transform)
    cairo_set_matrix(cr, &matrix)
  }
}

extension cairo_matrix_t {
  init(_ transform: Transform) {
    self.init(
      xx: transform.xx, yx: transform.yx, xy: transform.xy, yy: transform.yy, x0: transform.x0,
      y0: transform.y0)
  }
}

extension Transform {
  init(_ matrix: cairo_matrix_t) {
    self.init(
      xx: matrix.xx, yx: matrix.yx, xy: matrix.xy, yy: matrix.yy, x0: matrix.x0, y0: matrix.y0)
  }
}

extension Color {
  /// Makes the colour the source of `cr`.
  func setSource(on cr: OpaquePointer) {
    cairo_set_source_rgba(
      cr, Double(red) / 255, Double(green) / 255, Double(blue) / 255, min(max(alpha, 0), 1))
  }
}
