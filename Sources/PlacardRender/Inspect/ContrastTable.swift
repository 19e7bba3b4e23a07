internal import PlacardCore

/// Contrasts that one renderer has measured, by all that they depend on.
struct ContrastTable {
  struct Name: Hashable {
    /// With those layers alone that reach into `bounds`.
    var scene: Scene
    /// The text's.
    var layer: String
    /// Device px.
    var bounds: DeviceRect
  }

  private var contrasts: [Name: InkContrast?] = [:]
  private let countMax = 2_048

  /// Nil for what has not been measured; a text without ink has been, and has no contrast.
  subscript(name: Name) -> InkContrast?? {
    get { contrasts[name] }
    set {
      if contrasts.count >= countMax { contrasts = [:] }
      contrasts[name] = newValue
    }
  }
}
