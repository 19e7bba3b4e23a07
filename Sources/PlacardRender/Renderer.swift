internal import CCairo
package import PlacardCore

/// Draws scenes. One for each worker: it keeps what one card leaves for the next, and none of it may
/// be met by two threads.
///
/// What is kept never changes a pixel: a scene's bytes depend on the scene, the pictures and the
/// fonts alone.
package final class Renderer {
  let limits: Limits
  let pool = BufferPool(idleBytesMax: 64 << 20)
  let masks: ShadowMasks
  let scaled: ScaledPictures
  let text: TextPainter
  private var bases = BaseSurfaces(byteCountMax: 64 << 20)
  /// What `inspect` has measured.
  var contrasts = ContrastTable()

  package init(fonts: FontLibrary, limits: Limits = Limits()) {
    self.limits = limits
    masks = ShadowMasks(pool: pool, byteCountMax: 16 << 20)
    scaled = ScaledPictures(pool: pool, byteCountMax: 32 << 20)
    text = TextPainter(fonts: fonts)
  }

  /// Draws `scene` over all of `bitmap`, which measures `scene.pixelSize`.
  ///
  /// - Parameters:
  ///   - baseLayerCount: how many leading layers no override of this card reaches. They are drawn
  ///     once and kept for the scenes that begin with them.
  ///   - pictures: the decoded picture that an image layer shows.
  /// - Returns: what the card was drawn in spite of, in the order of the layers.
  /// - Throws: `tooLarge` past a limit, what `pictures` throws, and what text or memory make of it.
  @discardableResult
  package func draw(
    _ scene: Scene, baseLayerCount: Int,
    pictures: (ImageContent) throws(RenderError) -> Picture, into bitmap: inout Bitmap
  ) throws(RenderError) -> [RenderNote] {
    try SceneLimits(limits).check(scene)
    let scene = try laidOut(scene, pictures: pictures)
    let size = scene.pixelSize
    precondition(bitmap.size == size, "the bitmap has the scene's size")
    return try bitmap.withMutableBytes { (bytes) throws(RenderError) in
      try draw(
        scene, baseLayerCount: min(max(0, baseLayerCount), scene.layers.count),
        pictures: pictures, into: bytes, size: size)
    }
  }

  /// `scene` with every stack a group whose layers have the frames that they are drawn in; `draw`
  /// begins with it.
  ///
  /// - Parameter pictures: the decoded picture that an image layer shows: a stack may need its size.
  /// - Throws: what `pictures` throws, and what a text or a QR code makes of its size.
  package func laidOut(
    _ scene: Scene, pictures: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> Scene {
    try StackLayout(text: text, scale: scene.scale * scene.zoom)
      .laidOut(scene, picture: pictures)
  }

  private func draw(
    _ scene: Scene, baseLayerCount: Int,
    pictures: (ImageContent) throws(RenderError) -> Picture,
    into bytes: UnsafeMutableRawBufferPointer,
    size: PixelSize
  ) throws(RenderError) -> [RenderNote] {
    guard let pixels = bytes.baseAddress else { return [] }
    var notes: [RenderNote] = []
    let surface = try Surface(
      .color, bounds: DeviceRect(x: 0, y: 0, width: size.width, height: size.height),
      pixels: pixels, bytesPerRow: 4 * size.width)
    let painter = LayerPainter(
      scale: scene.scale * scene.zoom, pool: pool, masks: masks, scaled: scaled, text: text,
      groupPixels: GroupPixels(outputPixelsMax: limits.outputPixelsMax))
    func paint(_ layers: ArraySlice<SceneLayer>) throws(RenderError) {
      for layer in layers {
        try painter.paint(layer, picture: pictures, on: surface, notes: &notes)
      }
    }

    if baseLayerCount > 0, let base = bases.surface(of: scene, layerCount: baseLayerCount) {
      pixels.copyMemory(from: base.pixels.base, byteCount: bytes.count)
      surface.markDirty()
      notes = base.notes
    } else {
      CanvasPainter(scale: scene.scale).paint(scene.background, of: size, on: surface)
      try paint(scene.layers.prefix(baseLayerCount))
      surface.flush()
      if baseLayerCount > 0 {
        bases.keep(
          UnsafeRawBufferPointer(bytes), of: scene, layerCount: baseLayerCount, notes: notes,
          pool: pool)
      }
    }
    try paint(scene.layers.dropFirst(baseLayerCount))
    surface.flush()
    return notes
  }
}
