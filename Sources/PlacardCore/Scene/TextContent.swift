/// Text in its layer's content box. White space as CSS `pre-wrap`, `overflow-wrap: anywhere`.
package struct TextContent: Sendable, Hashable {
  /// CSS `text-align`; `start` and `end` follow the text's direction.
  package enum Align: UInt8, Sendable, Hashable, CaseIterable {
    case left, right, center, start, end
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

  /// The text with `textTransform` applied.
  package var text: String
  package var style: TextStyle
  package var align: Align
  package var verticalAlign: VerticalAlign
  /// A multiple of the font size (CSS half-leading).
  package var lineHeight: Double
  package var direction: Direction
  /// A BCP 47 tag.
  package var lang: String
  /// nil: as many as there are.
  package var lineCountMax: Int?
  package var overflow: Overflow
  /// The first is painted topmost.
  package var shadows: [Shadow]

  package init(
    text: String, style: TextStyle, align: Align = .start, verticalAlign: VerticalAlign = .top,
    lineHeight: Double = 1.2, direction: Direction = .auto, lang: String = "en",
    lineCountMax: Int? = nil, overflow: Overflow = .ellipsis, shadows: [Shadow] = []
  ) {
    self.text = text
    self.style = style
    self.align = align
    self.verticalAlign = verticalAlign
    self.lineHeight = lineHeight
    self.direction = direction
    self.lang = lang
    self.lineCountMax = lineCountMax
    self.overflow = overflow
    self.shadows = shadows
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
  /// CSS px.
  package var letterSpacing: Double
  package var decoration: Decoration
  /// OpenType features as CSS `font-feature-settings` gives them, sorted by tag.
  package var features: [FontFeature]
  /// Variation axes as CSS `font-variation-settings` gives them, sorted by tag.
  package var variations: [FontVariation]

  package init(
    families: [String], size: Double = 16, weight: Int = 400, slant: Slant = .normal,
    color: Paint = .color(.black), letterSpacing: Double = 0, decoration: Decoration = [],
    features: [FontFeature] = [], variations: [FontVariation] = []
  ) {
    self.families = families
    self.size = size
    self.weight = weight
    self.slant = slant
    self.color = color
    self.letterSpacing = letterSpacing
    self.decoration = decoration
    self.features = features
    self.variations = variations
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
