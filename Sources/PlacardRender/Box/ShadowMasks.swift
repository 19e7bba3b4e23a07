internal import CCairo
internal import PlacardCore

/// The blurred coverage of a shadow's shape, one byte a pixel.
final class ShadowMask {
  let buffer: PixelBuffer
  /// Where the mask lies, in the shape's coordinates.
  let bounds: DeviceRect
  let bytesPerRow: Int

  init(buffer: PixelBuffer, bounds: DeviceRect, bytesPerRow: Int) {
    self.buffer = buffer
    self.bounds = bounds
    self.bytesPerRow = bytesPerRow
  }
}

/// Blurred masks, kept from card to card.
///
/// A large shape's shadow is the same along its sides: only a shape just large enough to have all
/// four corners and a middle is blurred, and its middle row and column stretched.
final class ShadowMasks {
  private struct Key: Hashable {
    var shape: RoundedRect
    var sigma: Double
  }

  private var kept: ByteBoundedCache<Key, ShadowMask>
  private let pool: BufferPool

  init(pool: BufferPool, byteCountMax: Int) {
    self.pool = pool
    kept = ByteBoundedCache(byteCountMax: byteCountMax, countMax: 256)
  }

  /// Writes the blurred coverage of `shape` over `region` into `pixels`, rows of `bytesPerRow`.
  func draw(
    _ shape: RoundedRect, sigma: Double, region: DeviceRect,
    into pixels: UnsafeMutablePointer<UInt8>, bytesPerRow: Int
  ) throws(RenderError) {
    let blur = BoxBlur(sigma: sigma)
    // The shape from its own whole pixel, so that its like elsewhere on a card is the same mask.
    let originX = shape.rect.x.rounded(.down)
    let originY = shape.rect.y.rounded(.down)
    var small = shape.offset(x: -originX, y: -originY)
    let cut = Stretch(shape: small, reach: blur.reach)
    small.rect.width -= Double(cut.width)
    small.rect.height -= Double(cut.height)
    let reach = Double(blur.reach)
    let whole = DeviceRect(
      touchedBy: Rect(
        x: small.rect.x - reach, y: small.rect.y - reach,
        width: small.rect.width + 2 * reach, height: small.rect.height + 2 * reach))
    let local = DeviceRect(
      x: region.x - Int(originX), y: region.y - Int(originY), width: region.width,
      height: region.height)
    // A shape of giant corners is blurred only where it is seen.
    let (smallPixels, isHuge) = whole.width.multipliedReportingOverflow(by: whole.height)
    if isHuge
      || smallPixels > 4 * (region.width + 2 * blur.reach) * (region.height + 2 * blur.reach)
    {
      let unstretched = shape.offset(x: -originX, y: -originY)
      let seen = try blurred(unstretched, blur: blur, bounds: local.outset(by: blur.reach))
      cut.none.expand(seen, over: local, into: pixels, bytesPerRow: bytesPerRow)
      pool.give(seen.buffer)
      return
    }
    let key = Key(shape: small, sigma: sigma)
    let mask: ShadowMask
    if let found = kept.value(for: key) {
      mask = found
    } else {
      mask = try blurred(small, blur: blur, bounds: whole)
      kept.insert(mask, byteCount: mask.buffer.byteCount, for: key)
    }
    cut.expand(mask, over: local, into: pixels, bytesPerRow: bytesPerRow)
  }

  private func blurred(
    _ shape: RoundedRect, blur: BoxBlur, bounds: DeviceRect
  ) throws(RenderError) -> ShadowMask {
    let bytesPerRow = Surface.Format.mask.bytesPerRow(width: bounds.width)
    let buffer = PixelBuffer(byteCount: bytesPerRow * bounds.height)
    buffer.base.initializeMemory(as: UInt8.self, repeating: 0, count: bytesPerRow * bounds.height)
    let surface = try Surface(
      .mask, bounds: bounds, pixels: buffer.base, bytesPerRow: bytesPerRow)
    shape.addPath(to: surface.cr)
    cairo_fill(surface.cr)
    try surface.check("draw a shadow's shape")
    surface.flush()
    blur.apply(
      to: buffer.base.assumingMemoryBound(to: UInt8.self), width: bounds.width,
      height: bounds.height, bytesPerRow: bytesPerRow, pool: pool)
    return ShadowMask(buffer: buffer, bounds: bounds, bytesPerRow: bytesPerRow)
  }
}

/// How much of a shape's middle was left out of its mask, and where.
private struct Stretch {
  /// Columns and rows left out.
  let width: Int
  let height: Int
  /// The column and row of the small mask that stand for those left out.
  let column: Int
  let row: Int

  private init(width: Int, height: Int, column: Int, row: Int) {
    self.width = width
    self.height = height
    self.column = column
    self.row = row
  }

  /// `shape` starts within pixel 0.
  init(shape: RoundedRect, reach: Int) {
    // Past this from an edge, neither a corner nor the far side is felt.
    func margin(_ first: Double, _ second: Double) -> Int {
      Int(max(first, second).rounded(.up)) + reach + 1
    }
    let left = margin(shape.topLeft.x, shape.bottomLeft.x)
    let right = margin(shape.topRight.x, shape.bottomRight.x)
    let top = margin(shape.topLeft.y, shape.topRight.y)
    let bottom = margin(shape.bottomLeft.y, shape.bottomRight.y)
    column = left
    row = top
    width = max(0, Int(shape.rect.width) - left - right - 1)
    height = max(0, Int(shape.rect.height) - top - bottom - 1)
  }

  var none: Stretch { Stretch(width: 0, height: 0, column: 0, row: 0) }

  /// Writes `mask` with its middle drawn out over `region`; 0 where it has nothing.
  func expand(
    _ mask: ShadowMask, over region: DeviceRect, into pixels: UnsafeMutablePointer<UInt8>,
    bytesPerRow: Int
  ) {
    let source = mask.buffer.base.assumingMemoryBound(to: UInt8.self)
    for index in 0..<region.height {
      let out = pixels + index * bytesPerRow
      var y = region.y + index
      if y > row { y = max(row, y - height) }
      y -= mask.bounds.y
      guard y >= 0, y < mask.bounds.height else {
        out.update(repeating: 0, count: region.width)
        continue
      }
      expandRow(source + y * mask.bytesPerRow, mask, over: region, into: out)
    }
  }

  private func expandRow(
    _ source: UnsafePointer<UInt8>, _ mask: ShadowMask, over region: DeviceRect,
    into out: UnsafeMutablePointer<UInt8>
  ) {
    func copy(from first: Int, to end: Int, shift: Int) {
      // Columns `first ..< end` of the card's, which are the mask's less `shift`.
      let from = max(first, mask.bounds.x + shift, region.x)
      let upTo = min(end, mask.bounds.x + mask.bounds.width + shift, region.x + region.width)
      guard from < upTo else { return }
      (out + (from - region.x)).update(
        from: source + (from - shift - mask.bounds.x), count: upTo - from)
    }
    out.update(repeating: 0, count: region.width)
    copy(from: region.x, to: column, shift: 0)
    copy(from: column + width, to: region.x + region.width, shift: width)
    let from = max(column, region.x)
    let upTo = min(column + width, region.x + region.width)
    if width > 0, from < upTo {
      (out + (from - region.x)).update(
        repeating: source[column - mask.bounds.x], count: upTo - from)
    }
  }
}
