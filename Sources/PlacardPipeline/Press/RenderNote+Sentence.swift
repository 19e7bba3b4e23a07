internal import PlacardCore
internal import PlacardRender

extension RenderNote {
  /// The note as a sentence for people, without a full stop.
  var sentence: String { "layer \"\(layer)\": " + words }

  /// The same without the layer.
  var words: String {
    switch kind {
    case .missingGlyph(let scalar, let position):
      let code = String(scalar.value, radix: 16, uppercase: true)
      return "no font has U+\(code) (character \(position + 1))"
    case .missingFace(let family, let weight, let slant):
      return "“\(family)” has no face of weight \(weight)"
        + (slant == .normal ? "" : ", \(slant)") + "; the nearest was drawn"
    case .overflow(let shown, let total):
      return "\(shown) of \(total) lines fit"
    }
  }
}
