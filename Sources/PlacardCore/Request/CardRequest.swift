/// What one card asks of its template.
package struct CardRequest: Sendable {
  /// An object of objects: layer, property, value.
  package var layers: JSON?
  /// An object: variable, value.
  package var variables: JSON?
  /// The canvas wanted in CSS px; nil for the template's own width or height.
  package var width: Int?
  package var height: Int?
  /// Device pixels a CSS px, 1 to 3.
  package var scale: Double

  package init(
    layers: JSON? = nil, variables: JSON? = nil, size: PixelSize? = nil, scale: Double = 1
  ) {
    self.layers = layers
    self.variables = variables
    width = size?.width
    height = size?.height
    self.scale = scale
  }
}

/// A card with its overrides settled.
package struct ResolvedCard: Sendable {
  package var scene: Scene
  /// How many of the scene's first layers are the template's own, drawn from its default values;
  /// 0 when the canvas's background is not.
  package var baseLayerCount: Int
  /// Whether the canvas's background is the template's own.
  package var hasBaseBackground: Bool
  /// The address of every image of the scene, in the order of its layers.
  package var assets: [AssetAddress]
  /// The family lists of the scene's texts, each once.
  package var textFamilies: [[String]]
  /// What the card changes, as canonical JSON; `{}` for nothing. With the template's revision, the
  /// size, the scale and the site's defaults it says all of the scene.
  package var canonical: [UInt8]
  /// Indices of the template's layers that the card changes, ascending.
  package var overriddenLayers: [Int]
  /// What of the site's defaults is in the scene.
  package var usedDefaults: SiteDefaults.Used
}
