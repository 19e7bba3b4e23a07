extension Scene {
  /// The format for clients that take neither AVIF nor WebP: JPEG where photographs show and nothing
  /// shows through, else PNG. A function of the scene alone, of the addresses of its pictures and
  /// not of their bytes.
  package var plainFormat: PictureFormat {
    background.isOpaque && showsPhotograph ? .jpeg : .png
  }

  /// Whether a picture that may be a photograph takes an eighth of the canvas or more. On cards with
  /// smaller ones PNG is sharper and hardly larger.
  private var showsPhotograph: Bool {
    var found = false
    walk { layer in
      guard !found, case .image(let image) = layer.content, image.address.mayBePhotograph else {
        return
      }
      // Where a stack settles the box, its size is not known here.
      let box = layer.contentBox
      let area = box.width * box.height * zoom * zoom
      found = layer.flex != nil || area * 8 >= Double(size.width) * Double(size.height)
    }
    return found
  }
}

extension AssetAddress {
  /// Whether nothing says that the picture is a drawing: an address that ends in .png, .gif or .svg,
  /// or bytes that are neither JPEG, WebP nor AVIF.
  fileprivate var mayBePhotograph: Bool {
    switch self {
    case .file(let path): !Self.isDrawing(path[...])
    case .remote(let address): !Self.isDrawing(address.prefix { $0 != "?" })
    case .inline(let bytes):
      bytes.starts(with: [0xFF, 0xD8]) || bytes.starts(with: "RIFF".utf8)
        || bytes.dropFirst(4).starts(with: "ftyp".utf8)
    }
  }

  private static func isDrawing(_ path: Substring) -> Bool {
    let ending = path.suffix(4).lowercased()
    return [".png", ".gif", ".svg"].contains(ending)
  }
}

extension Paint {
  /// Whether nothing shows through: its colour or all its stops are opaque.
  package var isOpaque: Bool {
    switch self {
    case .color(let color): color.isOpaque
    case .linear(let gradient): gradient.stops.allSatisfy(\.color.isOpaque)
    case .radial(let gradient): gradient.stops.allSatisfy(\.color.isOpaque)
    case .conic(let gradient): gradient.stops.allSatisfy(\.color.isOpaque)
    }
  }
}
