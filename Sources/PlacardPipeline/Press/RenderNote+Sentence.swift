internal import PlacardCore
internal import PlacardRender

extension RenderNote {
  /// The note as a sentence for people, without a full stop.
  var sentence: String {
    let start = "layer \"\(layer)\": "
    switch kind {
    case .missingGlyph(let scalar, let position):
      let code = String(scalar.value, radix: 16, uppercase: true)
      return start + "no font has U+\(code) (character \(position + 1))"
    case .missingFace(let family, let weight, let slant):
      return start + "“\(family)” has no face of weight \(weight)"
        + (slant == .normal ? "" : ", \(slant)") + "; the nearest was drawn"
    case .overflow(let shown, let total):
      return start + "\(shown) of \(total) lines fit"
    }
  }
}
