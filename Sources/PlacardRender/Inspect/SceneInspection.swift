package import PlacardCore

/// What a card's layers have come to where it is drawn: for `lint`. Lengths are CSS px of the
/// canvas, from its top left.
package struct SceneInspection: Sendable {
  /// Of the texts that are drawn, in painting order.
  package var texts: [TextSighting] = []
  /// Of the pictures and QR codes, in painting order.
  package var boxes: [BoxSighting] = []
  /// What the renderer would note; as `Renderer.draw` gives them.
  package var notes: [RenderNote] = []
}

/// A text where it is drawn.
package struct TextSighting: Sendable {
  /// The layer's name in the template.
  package var layer: String
  /// The paragraph's font size as the card wants it.
  package var sizeWanted: Double
  /// The one that it is drawn in; smaller where `fit: shrink` made it so.
  package var sizeDrawn: Double
  /// That of its smallest letters, in a span or in the paragraph.
  package var sizeSmallest: Double
  /// Whether all its letters have a weight of 700 or more.
  package var isBold: Bool
  /// Lines that stand in the box, and those that the text has.
  package var linesWithin: Int
  package var linesTotal: Int
  /// What becomes of the others.
  package var overflow: TextContent.Overflow
  /// The smallest upright rectangle around its letters and lines, whatever cuts them off; nil where
  /// it has no ink.
  package var ink: Rect?
  /// What groups that clip let be seen of it; nil for all.
  package var window: Rect?
  /// Nil where it was not asked for, and where the text has no ink that could be coloured: no letter
  /// in sight, or emoji alone.
  package var contrast: InkContrast?
}

/// A picture's or a QR code's border box.
package struct BoxSighting: Sendable {
  package var layer: String
  package var isQR: Bool
  /// The smallest upright rectangle around it.
  package var bounds: Rect
}
