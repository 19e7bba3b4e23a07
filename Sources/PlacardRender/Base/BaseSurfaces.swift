internal import PlacardCore

/// The card as far as no override reaches it: background and leading layers, drawn once.
struct BaseSurface {
  /// A scene of nothing but them.
  let scene: Scene
  let pixels: PixelBuffer
  let notes: [RenderNote]
}

/// The few base surfaces used last.
struct BaseSurfaces {
  /// The least recently used first.
  private var kept: [BaseSurface] = []
  private let countMax = 4
  private let byteCountMax: Int

  init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

  private var byteCount: Int { kept.reduce(0) { $0 + $1.pixels.byteCount } }

  /// The surface of `scene`'s first `layerCount` layers; nil when it is not kept.
  mutating func surface(of scene: Scene, layerCount: Int) -> BaseSurface? {
    guard let index = kept.lastIndex(where: { $0.holds(scene, layerCount: layerCount) }) else {
      return nil
    }
    let found = kept.remove(at: index)
    kept.append(found)
    return found
  }

  /// Keeps a copy of `pixels`, in which `scene`'s first `layerCount` layers have been drawn.
  mutating func keep(
    _ pixels: UnsafeRawBufferPointer, of scene: Scene, layerCount: Int, notes: [RenderNote],
    pool: BufferPool
  ) {
    guard let base = pixels.baseAddress, pixels.count <= byteCountMax else { return }
    while kept.count >= countMax || (!kept.isEmpty && byteCount + pixels.count > byteCountMax) {
      pool.give(kept.removeFirst().pixels)
    }
    let copy = pool.take(byteCount: pixels.count)
    copy.base.copyMemory(from: base, byteCount: pixels.count)
    var prefix = scene
    prefix.layers = Array(scene.layers.prefix(layerCount))
    kept.append(BaseSurface(scene: prefix, pixels: copy, notes: notes))
  }
}

extension BaseSurface {
  fileprivate func holds(_ other: Scene, layerCount: Int) -> Bool {
    scene.layers.count == layerCount && scene.size == other.size && scene.scale == other.scale
      && scene.zoom == other.zoom && scene.background == other.background
      && scene.layers.elementsEqual(other.layers.prefix(layerCount))
  }
}
