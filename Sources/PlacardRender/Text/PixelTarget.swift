internal import CCairo
internal import PlacardCore

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

  /// Lays a colour through the coverage at `mask` over the pixels; `x` and `y` are the picture's
  /// top left.
  func blend(_ image: GlyphImage, _ mask: UnsafeRawPointer, x: Int, y: Int, color: ColorSteps) {
    let first = max(x, left)
    let end = min(x + image.width, right)
    guard first < end else { return }
    color.withSteps { steps in
      for row in max(y, top)..<max(max(y, top), min(y + image.height, bottom)) {
        Self.blendRow(
          mask + (row - y) * image.width + (first - x),
          base + (row - originY) * pixelsPerRow - originX + first, count: end - first, steps)
      }
    }
  }

  private static func blendRow(
    _ mask: UnsafeRawPointer, _ target: UnsafeMutablePointer<UInt32>, count: Int,
    _ steps: UnsafePointer<UInt32>
  ) {
    var place = 0
    while place < count {
      // Most of a glyph's box is empty: eight pixels at a time.
      while place &+ 8 <= count,
        mask.loadUnaligned(fromByteOffset: place, as: UInt64.self) == 0
      {
        place &+= 8
      }
      let stop = min(place &+ 8, count)
      while place < stop {
        let coverage = Int(mask.load(fromByteOffset: place, as: UInt8.self))
        if coverage != 0 {
          let source = steps[coverage]
          target[place] =
            source >> 24 == 255 ? source : Premultiplied.over(source, target[place])
        }
        place &+= 1
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

/// A colour, premultiplied, at every coverage from 0 to 255.
struct ColorSteps {
  private let steps: [UInt32]
  /// Of the colour at full coverage, of 255.
  let alpha: UInt32

  init(_ color: Color) {
    let alpha = UInt32((min(max(color.alpha, 0), 1) * 255).rounded())
    let opaque = UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
    let full = Premultiplied.scaled(opaque | 0xFF00_0000, by: alpha)
    steps = (0..<256).map { Premultiplied.scaled(full, by: $0) }
    self.alpha = alpha
  }

  /// Lends the 256 pixels. The pointer must not leave `body`.
  func withSteps(_ body: (UnsafePointer<UInt32>) -> Void) {
    steps.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
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
