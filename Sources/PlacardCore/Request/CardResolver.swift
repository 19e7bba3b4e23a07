/// Settles one card: checks what it gives, rebuilds the layers it reaches and writes down, in
/// canonical form, how they differ from the template's.
struct CardResolver {
  let definition: TemplateDefinition
  let request: CardRequest
  let site: SiteDefaults
  let limits: Limits
  /// Whether the scene has an outline where a layer outside of stacks is invisible.
  var outlinesInvisible = false

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
  /// Of the layers that have outlines.
  private var outlineConstraints: [String: Constraints] = [:]
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
      let (layer, isChanged) = try settleLayer(
        at: index, isSeen: true, isOutlined: outlinesInvisible)
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
        let all = constraints.merging(outlineConstraints) { seen, _ in seen }
        Relayout(constraints: all).constrain(&scene, from: definition.size)
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
  /// checked, and leaves no trace but an outline where it `isOutlined`.
  private mutating func settleLayer(
    at index: Int, isSeen: Bool, isOutlined: Bool
  ) throws(InputError) -> (layer: SceneLayer?, isChanged: Bool) {
    let layer = definition.layers[index]
    let members = overrides.isEmpty ? nil : overrides[index]
    var settled = (scene: layer.scene, draft: layer.draft)
    var draft = layer.draft
    var isChanged = false
    if members != nil || layer.slots.contains(where: { isReached($0) }) {
      var rebuild = LayerRebuild(layer)
      try self.rebuild(&rebuild, members ?? [])
      draft = rebuild.draft
      if isSeen, appendChanges(of: rebuild, at: index) {
        settled = (rebuild.draft.sceneLayer(named: layer.name), rebuild.draft)
        isChanged = true
      }
    }
    var scene = isSeen ? settled.scene : nil
    if isSeen { try settle(&scene, settled.draft, of: layer) }
    let isShown = scene != nil
    if !isShown, isOutlined, !draft.isInStack {
      scene = draft.outline(named: layer.name)
      outlineConstraints[layer.name] = draft.constraints
    }
    let hasOutlines = isOutlined && scene != nil
    var children: [SceneLayer] = []
    for child in definition.tree.children(of: index) {
      let (inner, isInnerChanged) = try settleLayer(
        at: child, isSeen: isShown, isOutlined: hasOutlines)
      if isInnerChanged { isChanged = true }
      if let inner { children.append(inner) }
    }
    if layer.type.holdsLayers, isShown || layer.type == .group { scene?.children = children }
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
  ///
  /// - Parameter outlinesInvisible: whether the scene has a layer of opacity 0 with the box of each
  ///   invisible one, but for those in stacks, which take no room.
  package func resolve(
    _ request: CardRequest, site: SiteDefaults = SiteDefaults(), limits: Limits = Limits(),
    outlinesInvisible: Bool = false
  ) throws(InputError) -> ResolvedCard {
    var resolver = CardResolver(definition, request, site: site, limits: limits)
    resolver.outlinesInvisible = outlinesInvisible
    return try resolver.resolve()
  }
}
