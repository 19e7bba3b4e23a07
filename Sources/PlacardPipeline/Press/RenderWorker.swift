internal import PlacardCodec
internal import PlacardCore
internal import PlacardRender
internal import PlacardStore
internal import PlacardSystem

/// What one render thread owns: a renderer, an encoder, pixels that are used again and again, and a
/// reader of the store for the bytes of remote pictures.
final class RenderWorker {
  private let context: SiteContext
  let shelf: AssetShelf
  private let filters: FilterTable
  private let bands: BandsTable
  private let reader: StoreReader
  let renderer: Renderer
  /// Only this thread's work; nil where nobody asks.
  private let meters: RenderMeters?
  private var encoder = Encoder()
  private var bitmap: Bitmap?

  init(
    context: SiteContext, shelf: AssetShelf, filters: FilterTable, bands: BandsTable,
    reader: StoreReader, meters: RenderMeters? = nil
  ) {
    self.meters = meters
    self.context = context
    self.shelf = shelf
    self.filters = filters
    self.bands = bands
    self.reader = reader
    renderer = Renderer(fonts: context.fonts, limits: context.limits)
  }

  /// Draws `card` once and encodes it into each of its outputs.
  func render(_ card: PlannedCard) throws(PipelineError) -> RenderedCard {
    let size = card.scene.pixelSize
    var pixels = takeBitmap(size)
    let notes: [RenderNote]
    let began = MonotonicInstant.now()
    do throws(PipelineError) {
      notes = try draw(card, into: &pixels)
      meters?.render.add(since: began)
    } catch {
      bitmap = consume pixels
      throw error
    }
    var pictures: [Rendered] = []
    var failure: PipelineError?
    for output in card.outputs {
      do throws(PipelineError) {
        let encodeBegan = MonotonicInstant.now()
        let bytes = try encode(pixels, output.settings, card)
        meters?.encode(output.settings.format).add(since: encodeBegan)
        pictures.append(
          Rendered(
            key: output.key,
            picture: Artifact(format: output.settings.format, size: size, body: bytes)))
      } catch {
        failure = error
        break
      }
    }
    bitmap = consume pixels
    if let failure { throw failure }
    return RenderedCard(pictures: pictures, notes: notes)
  }

  /// The bitmap of the last card where it fits: fresh pages for three megabytes cost more than
  /// drawing a card.
  private func takeBitmap(_ size: PixelSize) -> Bitmap {
    if let kept = bitmap.take(), kept.size == size { return kept }
    return Bitmap(width: size.width, height: size.height)
  }

  private func draw(_ card: PlannedCard, into pixels: inout Bitmap) throws(PipelineError)
    -> [RenderNote]
  {
    let pictures = try pictures(of: card.scene)
    do throws(RenderError) {
      return try renderer.draw(
        card.scene, baseLayerCount: card.baseLayerCount,
        pictures: { content throws(RenderError) in
          guard let picture = pictures[content] else {
            preconditionFailure("every picture of a scene is on the shelf before it is drawn")
          }
          return picture
        }, into: &pixels)
    } catch {
      throw .render(error)
    }
  }

  /// The scene's decoded pictures. An error names the layer whose picture it is.
  func pictures(of scene: Scene) throws(PipelineError) -> [ImageContent: Picture] {
    var pictures: [ImageContent: Picture] = [:]
    let fittings = fittings(scene)
    try scene.walk { layer throws(PipelineError) in
      guard case .image(let content) = layer.content, pictures[content] == nil else { return }
      do throws(PipelineError) {
        pictures[content] = try shelf.picture(
          content, fitting: fittings[content] ?? nil, reader)
      } catch {
        throw error.of(pictureOf: layer.name)
      }
    }
    return pictures
  }

  /// What is enough for every layer that shows the picture.
  private func fittings(_ scene: Scene) -> [ImageContent: PixelSize?] {
    var fittings: [ImageContent: PixelSize?] = [:]
    scene.walk { layer in
      guard case .image(let content) = layer.content else { return }
      var size = fitting(content, layer, scene)
      if let known = fittings[content] {
        size = size.flatMap { one in
          known.map {
            PixelSize(width: max(one.width, $0.width), height: max(one.height, $0.height))
          }
        }
      }
      fittings[content] = .some(size)
    }
    return fittings
  }

  /// How many device pixels of the source are enough; nil for all, where the fit takes the source's
  /// own size or a stack settles the box.
  private func fitting(_ content: ImageContent, _ layer: SceneLayer, _ scene: Scene) -> PixelSize? {
    guard content.fit != .none, layer.flex == nil else { return nil }
    let box = layer.contentBox
    let scale = scene.scale * scene.zoom
    let side = Double(Int32.max)
    return PixelSize(
      width: Int(min(side, (box.width * scale).rounded(.up))),
      height: Int(min(side, (box.height * scale).rounded(.up))))
  }

  private func encode(
    _ pixels: borrowing Bitmap, _ settings: EncodeSettings, _ card: PlannedCard
  ) throws(PipelineError) -> [UInt8] {
    if card.isFleeting, settings.format == .png { return try encode(fleeting: pixels, card) }
    let filter =
      settings.format == .png
      ? try filters.filter(
        for: card.template, size: card.scene.size, scale: card.scene.scale, effort: settings.effort,
        renderer, context)
      : .none
    do throws(CodecError) {
      guard settings.format == .png, settings.effort != .small, let rows = card.ownRows else {
        return try encoder.encode(pixels, as: settings, filter: filter)
      }
      let shared = try bands.bands(
        for: pixels, rows: rows, revision: card.template.revision, effort: settings.effort,
        filter: filter)
      return try encoder.encode(pixels, with: shared)
    } catch {
      throw .codec(error)
    }
  }

  /// A PNG in the least time: without a trial of filters, which would take as long as drawing and
  /// encoding do.
  private func encode(
    fleeting pixels: borrowing Bitmap, _ card: PlannedCard
  ) throws(PipelineError) -> [UInt8] {
    let settings = EncodeSettings(format: .png, effort: .fast, quality: 0)
    do throws(CodecError) {
      return try encoder.encode(
        pixels, as: settings, filter: FilterTable.isPhoto(card.scene) ? .sub : .none)
    } catch {
      throw .codec(error)
    }
  }
}
