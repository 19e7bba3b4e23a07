internal import CCairo

/// The pixels a cairo context draws on, where a whole-pixel rectangle is all that clips it.
///
/// Glyphs are blended here directly: cairo's own way over a mask surface for each of them takes
/// several times as long.
struct PixelTarget {
  private let base: UnsafeMutablePointer<UInt32>
  private let pixelsPerRow: Int
  /// Of the surface's first pixel.
  private let originX: Int
  private let originY: Int
  private let left: Int
  private let top: Int
  private let right: Int
  private let bottom: Int

  /// The pixels behind `context`, whose matrix is the identity; nil when it is not a plain image
  /// or its clip or operator need cairo.
  init?(_ context: OpaquePointer) {
    guard cairo_get_operator(context) == CAIRO_OPERATOR_OVER,
      let surface = cairo_get_group_target(context),
      cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE,
      cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32
        || cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24,
      let clip = Self.wholePixelClip(context)
    else { return nil }
    var offsetX = 0.0
    var offsetY = 0.0
    cairo_surface_get_device_offset(surface, &offsetX, &offsetY)
    guard let x = Int(exactly: -offsetX), let y = Int(exactly: -offsetY) else { return nil }
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    base = UnsafeMutableRawPointer(data).assumingMemoryBound(to: UInt32.self)
    pixelsPerRow = Int(cairo_image_surface_get_stride(surface)) / 4
    originX = x
    originY = y
    left = max(clip.left, x)
    top = max(clip.top, y)
    right = min(clip.right, x + Int(cairo_image_surface_get_width(surface)))
    bottom = min(clip.bottom, y + Int(cairo_image_surface_get_height(surface)))
  }

  private static func wholePixelClip(
    _ context: OpaquePointer
  ) -> (left: Int, top: Int, right: Int, bottom: Int)? {
    guard let list = cairo_copy_clip_rectangle_list(context) else { return nil }
    defer { cairo_rectangle_list_destroy(list) }
    guard list.pointee.status == CAIRO_STATUS_SUCCESS, list.pointee.num_rectangles <= 1 else {
      return nil
    }
    guard list.pointee.num_rectangles == 1 else { return (0, 0, 0, 0) }
    let rectangle = list.pointee.rectangles[0]
    guard let left = Int(exactly: rectangle.x), let top = Int(exactly: rectangle.y),
      let width = Int(exactly: rectangle.width), let height = Int(exactly: rectangle.height)
    else { return nil }
    return (left, top, left + width, top + height)
  }

  /// Lays `color`, premultiplied, through the coverage at `mask` over the pixels; `x` and `y` are
  /// the picture's top left.
  func blend(_ image: GlyphImage, _ mask: UnsafeRawPointer, x: Int, y: Int, color: UInt32) {
    let first = max(x, left)
    let end = min(x + image.width, right)
    guard first < end else { return }
    let isOpaque = color >> 24 == 255
    for row in max(y, top)..<max(max(y, top), min(y + image.height, bottom)) {
      let source = mask + (row - y) * image.width - x
      let target = base + (row - originY) * pixelsPerRow - originX
      for column in first..<end {
        let coverage = source.load(fromByteOffset: column, as: UInt8.self)
        if coverage == 0 { continue }
        if coverage == 255 && isOpaque {
          target[column] = color
        } else {
          target[column] = Premultiplied.over(
            Premultiplied.scaled(color, by: UInt32(coverage)), target[column])
        }
      }
    }
  }

  /// Lays a colour picture, at `alpha` of 255, over the pixels.
  func blend(_ image: GlyphImage, colors: UnsafeRawPointer, x: Int, y: Int, alpha: UInt32) {
    let first = max(x, left)
    let end = min(x + image.width, right)
    guard first < end else { return }
    for row in max(y, top)..<max(max(y, top), min(y + image.height, bottom)) {
      let source = colors + 4 * ((row - y) * image.width - x)
      let target = base + (row - originY) * pixelsPerRow - originX
      for column in first..<end {
        let color = source.loadUnaligned(fromByteOffset: 4 * column, as: UInt32.self)
        if color == 0 { continue }
        target[column] = Premultiplied.over(
          Premultiplied.scaled(color, by: alpha), target[column])
      }
    }
  }
}

/// Arithmetic on premultiplied pixels, two channels at a time.
enum Premultiplied {
  /// `color` times `factor` / 255, each channel rounded to the nearest.
  @inline(__always)
  static func scaled(_ color: UInt32, by factor: UInt32) -> UInt32 {
    let even = divided((color & 0x00FF_00FF) &* factor &+ 0x0080_0080)
    let odd = divided((color >> 8 & 0x00FF_00FF) &* factor &+ 0x0080_0080)
    return even | odd << 8
  }

  /// Both 16-bit halves divided by 255, their rounding added already.
  @inline(__always)
  private static func divided(_ halves: UInt32) -> UInt32 {
    (halves &+ (halves >> 8 & 0x00FF_00FF)) >> 8 & 0x00FF_00FF
  }

  /// `source` over `target`.
  @inline(__always)
  static func over(_ source: UInt32, _ target: UInt32) -> UInt32 {
    source &+ scaled(target, by: 255 &- source >> 24)
  }
}
