package import PlacardCore

extension Renderer {
  /// Looks at what `scene` would be drawn as. Nothing of it is drawn but crops around its texts.
  ///
  /// - Parameters:
  ///   - contrast: whether texts are held against what is under them, which takes most of the time.
  ///   - pictures: the decoded picture that an image layer shows.
  /// - Throws: what `draw` throws.
  package func inspect(
    _ scene: Scene, contrast: Bool,
    pictures: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> SceneInspection {
    try SceneLimits(limits).check(scene)
    var wanted: [String: Double] = [:]
    scene.walk { layer in
      if case .text(let text) = layer.content { wanted[layer.name] = text.style.size }
    }
    let laid = try laidOut(scene, pictures: pictures)
    var inspector = Inspector(renderer: self, scene: laid, sizesWanted: wanted)
    for layer in laid.layers { try inspector.visit(layer, in: .card, Inspector.Around()) }
    if contrast { try inspector.measureContrasts(pictures) }
    return inspector.inspection
  }

  /// The layers of a scene that is laid out which may touch pixels of `bounds`.
  fileprivate func layers(
    of scene: Scene, within bounds: DeviceRect, _ painter: LayerPainter
  ) -> [SceneLayer] {
    scene.layers.filter { layer in
      let geometry = BoxGeometry(layer, scale: painter.scale)
      let room = LayerFilter(layer.filters, scale: painter.scale).reach
      let touched = painter.reach.bounds(of: layer, in: geometry).outset(by: room)
      return !touched.intersection(bounds).isEmpty
    }
  }

  fileprivate func painter(of scene: Scene) -> LayerPainter {
    LayerPainter(
      scale: scene.scale * scene.zoom, pool: pool, masks: masks, scaled: scaled, text: text,
      groupPixels: GroupPixels(outputPixelsMax: limits.outputPixelsMax))
  }

  /// The pixels of `bounds` of a scene that is laid out, as they are where it is drawn whole.
  ///
  /// - Parameters:
  ///   - layers: those that are painted.
  ///   - ground: what they are painted on; nil for the scene's background.
  fileprivate func crop(
    _ scene: Scene, _ layers: ArraySlice<SceneLayer>, over ground: PixelBuffer?,
    to bounds: DeviceRect, _ painter: LayerPainter,
    pictures: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> PixelBuffer {
    let buffer = pool.take(byteCount: 4 * bounds.width * bounds.height)
    let surface = try Surface(
      .color, bounds: bounds, pixels: buffer.base, bytesPerRow: 4 * bounds.width)
    if let ground {
      buffer.base.copyMemory(from: ground.base, byteCount: 4 * bounds.width * bounds.height)
      surface.markDirty()
    } else {
      CanvasPainter(scale: scene.scale).paint(scene.background, of: scene.pixelSize, on: surface)
    }
    var notes: [RenderNote] = []
    for layer in layers {
      try painter.paint(layer, picture: pictures, on: surface, notes: &notes)
    }
    surface.flush()
    return buffer
  }
}

/// One card under inspection.
private struct Inspector {
  /// What is between a layer and the card.
  struct Around {
    var opacity = 1.0
    /// Whether there is nothing but opacity.
    var isPlain = true
    /// What groups that clip leave of the card, in device px; nil for all.
    var window: Rect?

    func with(_ layer: SceneLayer) -> Around {
      Around(
        opacity: opacity * min(max(layer.opacity, 0), 1),
        isPlain: isPlain && layer.blendMode == .normal && layer.filters.isEmpty, window: window)
    }

    /// Within a group of that padding box.
    func clipped(to box: Rect) -> Around {
      var around = self
      around.window = window.map { $0.intersection(box) } ?? box
      return around
    }
  }

  /// A text whose contrast is to be measured.
  private struct Subject {
    /// Of its sighting.
    var index: Int
    var fitted: TextContent
    var around: Around
    /// Of the card, in device px.
    var bounds: DeviceRect
  }

  private let renderer: Renderer
  private let scene: Scene
  private let sizesWanted: [String: Double]
  private var subjects: [Subject] = []
  private(set) var inspection = SceneInspection()

  init(renderer: Renderer, scene: Scene, sizesWanted: [String: Double]) {
    self.renderer = renderer
    self.scene = scene
    self.sizesWanted = sizesWanted
  }

  private var scale: Double { scene.scale * scene.zoom }

  /// Notes `layer` and what is in it.
  mutating func visit(
    _ layer: SceneLayer, in space: PaintSpace, _ outer: Around
  ) throws(RenderError) {
    guard layer.opacity > 0 else { return }
    let around = outer.with(layer)
    let geometry = BoxGeometry(layer, scale: scale, in: space)
    switch layer.content {
    case .text(let content): try note(content, layer, geometry, around)
    case .image, .qr:
      var isQR = false
      if case .qr = layer.content { isQR = true }
      inspection.boxes.append(
        BoxSighting(
          layer: layer.name, isQR: isQR,
          bounds: onCanvas(geometry.transform.bounds(of: geometry.border.rect))))
    case .group(let group):
      let box = geometry.transform.bounds(of: geometry.padding.rect)
      let inner = group.clipsContent ? around.clipped(to: box) : around
      for child in group.layers { try visit(child, in: geometry.inside, inner) }
    case .shape, .stack: break
    }
  }

  private mutating func note(
    _ content: TextContent, _ layer: SceneLayer, _ geometry: BoxGeometry, _ around: Around
  ) throws(RenderError) {
    let survey = try renderer.text.survey(
      content, in: geometry, scale: scale, layer: layer.name, notes: &inspection.notes)
    guard let survey else { return }
    let ink = survey.ink.map { geometry.transform.bounds(of: $0) }
    if let ink {
      let size = scene.pixelSize
      let bounds = DeviceRect(touchedBy: ink).outset(by: 1).intersection(
        DeviceRect(x: 0, y: 0, width: size.width, height: size.height))
      if !bounds.isEmpty {
        subjects.append(
          Subject(
            index: inspection.texts.count, fitted: survey.fitted, around: around, bounds: bounds))
      }
    }
    let wanted = sizesWanted[layer.name] ?? content.style.size
    inspection.texts.append(
      TextSighting(
        layer: layer.name, sizeWanted: wanted * scene.zoom,
        sizeDrawn: survey.fitted.style.size * scene.zoom,
        sizeSmallest: survey.sizeSmallest * scene.zoom, isBold: survey.isBold,
        linesWithin: survey.linesWithin, linesTotal: survey.linesTotal,
        overflow: content.overflow, ink: ink.map(onCanvas), window: around.window.map(onCanvas),
        contrast: nil))
  }

  private func onCanvas(_ rect: Rect) -> Rect {
    Rect(
      x: rect.x / scene.scale, y: rect.y / scene.scale, width: rect.width / scene.scale,
      height: rect.height / scene.scale)
  }

  // MARK: Contrast.

  typealias Pictures = (ImageContent) throws(RenderError) -> Picture

  /// Measures the texts noted so far. A text that stands over the same on another card, as a site's
  /// name does, is measured once.
  mutating func measureContrasts(_ pictures: Pictures) throws(RenderError) {
    let painter = renderer.painter(of: scene)
    for subject in subjects {
      var part = scene
      part.layers = renderer.layers(of: scene, within: subject.bounds, painter)
      let name = ContrastTable.Name(
        scene: part, layer: inspection.texts[subject.index].layer, bounds: subject.bounds)
      let contrast: InkContrast?
      if let known = renderer.contrasts[name] {
        contrast = known
      } else {
        contrast = try measure(subject, part, painter, pictures)
        renderer.contrasts[name] = .some(contrast)
      }
      inspection.texts[subject.index].contrast = contrast
    }
  }

  /// What crops around a text are drawn of.
  private struct Crops {
    /// With the layers that change from crop to crop and those above them.
    var scene: Scene
    /// What is below them.
    var ground: PixelBuffer
    var painter: LayerPainter
  }

  /// A stroke around letters may stand out where they do not: the better of both counts.
  private func measure(
    _ subject: Subject, _ part: Scene, _ painter: LayerPainter, _ pictures: Pictures
  ) throws(RenderError) -> InkContrast? {
    let name = inspection.texts[subject.index].layer
    let below = part.layers.prefix { !$0.holds(name) }
    let ground = try renderer.crop(
      part, below, over: nil, to: subject.bounds, painter, pictures: pictures)
    defer { renderer.pool.give(ground) }
    var rest = part
    rest.layers.removeFirst(below.count)
    let crops = Crops(scene: rest, ground: ground, painter: painter)
    let text = subject.fitted
    let clear = text.inked(fill: .transparent, stroke: .transparent)
    let under = try crop(subject, clear, crops, pictures)
    defer { renderer.pool.give(under) }
    let fill = try contrast(subject, over: under, crops, pictures, of: text.fillColors) { color in
      text.inked(fill: color, stroke: nil)
    }
    guard text.hasStroke else { return fill }
    let stroke = try contrast(
      subject, over: under, crops, pictures, of: text.strokeColors
    ) { color in
      text.inked(fill: nil, stroke: color)
    }
    return [fill, stroke].compactMap { $0 }.max { $0.ratio < $1.ratio }
  }

  /// - Parameters:
  ///   - colors: what the ink is made of; empty for gradients.
  ///   - inked: the text with that ink in one colour.
  private func contrast(
    _ subject: Subject, over under: PixelBuffer, _ crops: Crops, _ pictures: Pictures,
    of colors: Set<Color>, inked: (Color) -> TextContent
  ) throws(RenderError) -> InkContrast? {
    let dark = try crop(subject, inked(.black), crops, pictures)
    defer { renderer.pool.give(dark) }
    let light = try crop(subject, inked(.white), crops, pictures)
    defer { renderer.pool.give(light) }
    let isKnown = colors.count == 1 && subject.around.isPlain
    let seen = isKnown ? nil : try crop(subject, subject.fitted, crops, pictures)
    defer { if let seen { renderer.pool.give(seen) } }
    return InkCrops(
      under: under, dark: dark, light: light, seen: seen,
      pixelCount: subject.bounds.width * subject.bounds.height,
      color: isKnown ? colors.first : nil, opacity: subject.around.opacity
    ).contrast()
  }

  /// The crop around a text with `content` in its place.
  private func crop(
    _ subject: Subject, _ content: TextContent, _ crops: Crops, _ pictures: Pictures
  ) throws(RenderError) -> PixelBuffer {
    let name = inspection.texts[subject.index].layer
    var scene = crops.scene
    scene.update { layer in
      if layer.name == name, case .text = layer.content { layer.content = .text(content) }
    }
    return try renderer.crop(
      scene, scene.layers[...], over: crops.ground, to: subject.bounds, crops.painter,
      pictures: pictures)
  }
}

extension SceneLayer {
  /// Whether it is the layer of that name, or has it in it.
  fileprivate func holds(_ name: String) -> Bool {
    self.name == name || children.contains { $0.holds(name) }
  }
}

extension Rect {
  fileprivate func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: max(0, min(x + width, other.x + other.width) - left),
      height: max(0, min(y + height, other.y + other.height) - top))
  }
}

extension TextContent {
  /// The same text with all letters in `fill` and their strokes in `stroke`; nil leaves them.
  fileprivate func inked(fill: Color?, stroke: Color?) -> TextContent {
    func inked(_ style: TextStyle) -> TextStyle {
      var style = style
      if let fill { style.color = .color(fill) }
      if let stroke { style.strokeColor = stroke }
      return style
    }
    var text = self
    text.style = inked(style)
    for index in spans.indices { text.spans[index].style = inked(spans[index].style) }
    return text
  }

  private var styles: [TextStyle] { spans.isEmpty ? [style] : spans.map(\.style) }

  /// The letters' colours; empty where a gradient is among them.
  fileprivate var fillColors: Set<Color> {
    var colors: Set<Color> = []
    for style in styles {
      guard case .color(let color) = style.color else { return [] }
      colors.insert(color)
    }
    return colors
  }

  fileprivate var strokeColors: Set<Color> { Set(styles.map(\.strokeColor)) }

  fileprivate var hasStroke: Bool {
    styles.contains { $0.strokeWidth > 0 && $0.strokeColor.alpha > 0 }
  }
}
