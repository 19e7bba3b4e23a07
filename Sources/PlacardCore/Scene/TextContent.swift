/// Text in its layer's content box. White space as CSS `pre-wrap`, `overflow-wrap: anywhere`.
package struct TextContent: Sendable, Hashable {
  /// CSS `text-align`; `start` and `end` follow the text's direction.
  package enum Align: UInt8, Sendable, Hashable, CaseIterable {
    case left, right, center, start, end, justify
  }

  /// Where the lines stand in a content box that is taller than they are together.
  package enum VerticalAlign: UInt8, Sendable, Hashable, CaseIterable {
    case top, middle, bottom
  }

  /// The text's base direction, which bidirectional reordering starts from (UAX #9 §3.3.1).
  package enum Direction: UInt8, Sendable, Hashable, CaseIterable {
    /// By the first strong character (CSS `unicode-bidi: plaintext`), for the whole text.
    case auto, leftToRight, rightToLeft
  }

  /// What becomes of lines past the box or past `lineCountMax`.
  package enum Overflow: UInt8, Sendable, Hashable, CaseIterable {
    case ellipsis, clip, visible
  }

  /// Whether a text that is too large is set smaller.
  package enum Fit: UInt8, Sendable, Hashable, CaseIterable {
    case none
    /// The largest size from `sizeMin` to the style's own at which the whole text fits its box and
    /// `lineCountMax`; sizes of spans shrink in proportion.
    case shrink
  }

  /// The whole text with `textTransform` applied: the spans' joined, where there are any.
  package var text: String
  /// Of the paragraph; without spans, of all the text.
  package var style: TextStyle
  /// Inline boxes (CSS Inline 3) that together are `text`; empty where it is all of one style.
  package var spans: [TextSpan]
  package var align: Align
  package var verticalAlign: VerticalAlign
  package var direction: Direction
  /// A BCP 47 tag.
  package var lang: String
  /// nil: as many as there are.
  package var lineCountMax: Int?
  package var overflow: Overflow
  package var fit: Fit
  /// CSS px; for `fit` alone.
  package var sizeMin: Double

  package init(
    text: String, style: TextStyle, spans: [TextSpan] = [], align: Align = .start,
    verticalAlign: VerticalAlign = .top, direction: Direction = .auto, lang: String = "en",
    lineCountMax: Int? = nil, overflow: Overflow = .ellipsis, fit: Fit = .none, sizeMin: Double = 8
  ) {
    self.text = text
    self.style = style
    self.spans = spans
    self.align = align
    self.verticalAlign = verticalAlign
    self.direction = direction
    self.lang = lang
    self.lineCountMax = lineCountMax
    self.overflow = overflow
    self.fit = fit
    self.sizeMin = sizeMin
  }
}

/// A piece of a text with a style of its own: a `<span>` in the paragraph.
package struct TextSpan: Sendable, Hashable {
  /// With `textTransform` applied.
  package var text: String
  /// All of it; what the span does not say itself is the paragraph's.
  package var style: TextStyle

  package init(text: String, style: TextStyle) {
    self.text = text
    self.style = style
  }
}

/// How a run of text is set.
package struct TextStyle: Sendable, Hashable {
  /// CSS `font-style`, without an angle.
  package enum Slant: UInt8, Sendable, Hashable, CaseIterable {
    case normal, italic, oblique
  }

  /// CSS `text-decoration-line`: any of three lines, in the text's own colour.
  package struct Decoration: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let underline = Decoration(rawValue: 1)
    package static let overline = Decoration(rawValue: 2)
    package static let lineThrough = Decoration(rawValue: 4)
  }

  /// Families in order of preference; the site's fallback fonts come after them.
  package var families: [String]
  /// CSS px.
  package var size: Double
  /// 1 to 1000.
  package var weight: Int
  package var slant: Slant
  package var color: Paint
  /// A multiple of the font size (CSS half-leading).
  package var lineHeight: Double
  /// CSS px.
  package var letterSpacing: Double
  package var decoration: Decoration
  /// OpenType features as CSS `font-feature-settings` gives them, sorted by tag.
  package var features: [FontFeature]
  /// Variation axes as CSS `font-variation-settings` gives them, sorted by tag.
  package var variations: [FontVariation]
  /// The first is painted topmost.
  package var shadows: [Shadow]
  /// CSS px, centred on the letters' outlines and painted over their fill (`-webkit-text-stroke`).
  package var strokeWidth: Double
  package var strokeColor: Color

  package init(
    families: [String], size: Double = 16, weight: Int = 400, slant: Slant = .normal,
    color: Paint = .color(.black), lineHeight: Double = 1.2, letterSpacing: Double = 0,
    decoration: Decoration = [], features: [FontFeature] = [], variations: [FontVariation] = [],
    shadows: [Shadow] = [], strokeWidth: Double = 0, strokeColor: Color = .black
  ) {
    self.families = families
    self.size = size
    self.weight = weight
    self.slant = slant
    self.color = color
    self.lineHeight = lineHeight
    self.letterSpacing = letterSpacing
    self.decoration = decoration
    self.features = features
    self.variations = variations
    self.shadows = shadows
    self.strokeWidth = strokeWidth
    self.strokeColor = strokeColor
  }
}

/// An OpenType feature: a four-letter tag and its value (0 off, 1 on, or an alternate's number).
package struct FontFeature: Sendable, Hashable {
  package var tag: String
  package var value: Int

  package init(tag: String, value: Int) {
    self.tag = tag
    self.value = value
  }
}

/// A variation axis: a four-letter tag and its value in the axis's own units.
package struct FontVariation: Sendable, Hashable {
  package var tag: String
  package var value: Double

  package init(tag: String, value: Double) {
    self.tag = tag
    self.value = value
  }
}
