/// Settles one card: checks what it gives, rebuilds the layers it reaches and writes down, in
/// canonical form, how they differ from the template's.
struct CardResolver {
  let definition: TemplateDefinition
  let request: CardRequest
  let site: SiteDefaults
  let limits: Limits

  /// The variables that the card gives, by index.
  var values: [JSON?] = []
  /// The members of `request.layers` by layer; empty when there are none.
  var overrides: [[JSON.Member]?] = []
  var layers: [SceneLayer] = []
  var canonical: [UInt8] = []
  var overriddenLayers: [Int] = []
  var assets: [AssetAddress] = []
  var textFamilies: [[String]] = []
  var used = SiteDefaults.Used()
  var baseLayerCount = 0
  /// Of the layers that are seen and have any.
  var constraints: [String: Constraints] = [:]
  /// The property that is being rebuilt, for the bytes of its value.
  var scratch: [UInt8] = []

  init(
    _ definition: TemplateDefinition, _ request: CardRequest, site: SiteDefaults, limits: Limits
  ) {
    self.definition = definition
    self.request = request
    self.site = site
    self.limits = limits
  }

  mutating func resolve() throws(InputError) -> ResolvedCard {
    let size = try checkedSize()
    try readVariables()
    try readOverrides()
    try refuseMissingVariables()
    layers.reserveCapacity(definition.layers.count)
    canonical.reserveCapacity(256)
    canonical.append(UInt8(ascii: "{"))
    let background = try settleBackground()
    let hasBaseBackground = background == nil
    var isBase = hasBaseBackground
    for index in definition.tree.children(of: nil) {
      let (layer, isChanged) = try settleLayer(at: index, isSeen: true)
      if isChanged { isBase = false }
      guard let layer else { continue }
      layers.append(layer)
      if isBase { baseLayerCount += 1 }
    }
    if !overriddenLayers.isEmpty { canonical.append(UInt8(ascii: "}")) }
    canonical.append(UInt8(ascii: "}"))
    var scene = Scene(
      size: size, scale: request.scale, background: background ?? definition.background,
      layers: layers)
    if size != definition.size {
      if definition.hasConstraints || !constraints.isEmpty {
        Relayout(constraints: constraints).constrain(&scene, from: definition.size)
      } else {
        Relayout.zoom(&scene, from: definition.size)
      }
    }
    return ResolvedCard(
      scene: scene, baseLayerCount: baseLayerCount, hasBaseBackground: hasBaseBackground,
      assets: assets,
      textFamilies: textFamilies, canonical: canonical, overriddenLayers: overriddenLayers,
      usedDefaults: used)
  }

  /// The canvas's background where variables change it; nil where it is the template's.
  private mutating func settleBackground() throws(InputError) -> Paint? {
    guard let slot = definition.backgroundSlot, isReached(slot) else { return nil }
    let kind = LayerCompiler.background.kind
    var paint = Paint.color(.white)
    if case .paint(let filled)? = try filledValue(of: slot, row: LayerCompiler.background) {
      paint = filled
    }
    scratch.removeAll(keepingCapacity: true)
    kind.append(.paint(paint), to: &scratch)
    var base: [UInt8] = []
    kind.append(.paint(definition.background), to: &base)
    if scratch == base { return nil }
    CSSText.append("\"background\":", to: &canonical)
    canonical += scratch
    return paint
  }

  /// The layer at `index` with all in it as the card has it, nil for an invisible one; and whether
  /// any of it differs from the template's. What is in an invisible group is not `isSeen`: it is
  /// checked, and leaves no trace.
  private mutating func settleLayer(
    at index: Int, isSeen: Bool
  ) throws(InputError) -> (layer: SceneLayer?, isChanged: Bool) {
    let layer = definition.layers[index]
    let members = overrides.isEmpty ? nil : overrides[index]
    var settled = (scene: layer.scene, draft: layer.draft)
    var isChanged = false
    if members != nil || layer.slots.contains(where: { isReached($0) }) {
      var rebuild = LayerRebuild(layer)
      try self.rebuild(&rebuild, members ?? [])
      if isSeen, appendChanges(of: rebuild, at: index) {
        settled = (rebuild.draft.sceneLayer(named: layer.name), rebuild.draft)
        isChanged = true
      }
    }
    var scene = isSeen ? settled.scene : nil
    if isSeen { try settle(&scene, settled.draft, of: layer) }
    var children: [SceneLayer] = []
    for child in definition.tree.children(of: index) {
      let (inner, isInnerChanged) = try settleLayer(at: child, isSeen: scene != nil)
      if isInnerChanged { isChanged = true }
      if let inner { children.append(inner) }
    }
    if layer.type.holdsLayers { scene?.children = children }
    return (scene, isChanged)
  }

  /// Puts the site's defaults where the layer, made of `draft`, leaves something to the site, and
  /// writes down what it needs.
  private mutating func settle(
    _ layer: inout SceneLayer?, _ draft: LayerDraft, of source: TemplateLayer
  ) throws(InputError) {
    if layer != nil, let own = draft.constraints { constraints[source.name] = own }
    guard var scene = layer else {
      if draft.isVisible, source.type == .image { throw Self.noPicture(source) }
      return
    }
    switch scene.content {
    case .text(let text):
      let lists = [text.style.families] + text.spans.map(\.style.families)
      if text.lang.isEmpty || lists.contains([]) {
        if lists.contains([]) { used.families = site.families }
        if text.lang.isEmpty { used.lang = site.lang }
        TemplateLayer.settle(&scene, draft, site)
      }
      for list in lists {
        let families = list.isEmpty ? site.families : list
        if !textFamilies.contains(families) { textFamilies.append(families) }
      }
    case .image(let image): assets.append(image.address)
    case .qr(let code):
      do throws(InputError) {
        try code.check()
      } catch {
        throw error.within(JSONPath.member(source.name, of: "layers"))
      }
    case .shape, .group, .stack: break
    }
    layer = scene
  }

  private static func noPicture(_ layer: TemplateLayer) -> InputError {
    InputError(
      .missingPicture,
      path: JSONPath.member("image_url", of: JSONPath.member(layer.name, of: "layers")),
      message: "image layer \(JSON(.string(layer.name)).excerpt) names no picture",
      hint: "give its image_url, or set its visible to false")
  }
}

extension Template {
  /// The scene of the card that `request` describes, with all that its key and its drawing need.
  /// Throws for anything unknown, missing or out of range, with its JSON path.
  package func resolve(
    _ request: CardRequest, site: SiteDefaults = SiteDefaults(), limits: Limits = Limits()
  ) throws(InputError) -> ResolvedCard {
    var resolver = CardResolver(definition, request, site: site, limits: limits)
    return try resolver.resolve()
  }
}
