/// How a box is mixed with what lies below it in its group: CSS `mix-blend-mode` (Compositing and
/// Blending 1 §5 and §10), under CSS's names.
package enum BlendMode: UInt8, Sendable, Hashable, CaseIterable {
  case normal, multiply, screen, overlay, darken, lighten, colorDodge, colorBurn, hardLight,
    softLight, difference, exclusion, hue, saturation, color, luminosity
}

/// One function of CSS `filter` (Filter Effects 1 §5), in sRGB.
package enum FilterFunction: Sendable, Hashable {
  /// The Gaussian's sigma in CSS px.
  case blur(Double)
  /// 1 leaves everything as it is, as in the next two.
  case brightness(Double)
  case contrast(Double)
  case saturate(Double)
  /// 0 to 1; 0 leaves everything as it is.
  case grayscale(Double)
}
