/// How much room a text takes, in CSS px.
package struct TextMeasure: Sendable, Hashable {
  /// The lines as they are drawn, with `lineCountMax` applied.
  package var lines: [TextLine]
  /// As many lines as the text has without a limit.
  package var lineCount: Int
  /// The widest line, rounded up to 1/64 px: a box of this width breaks no line anew.
  package var width: Double
  /// As narrow as the text can be, a letter a line, and as wide as it wants to be (CSS Sizing 3 §5.1).
  package var minContentWidth: Double
  package var maxContentWidth: Double
  /// From one line's top to the next one's, where no span makes a line higher.
  package var lineHeight: Double
  /// From the first line's top to its baseline.
  package var baseline: Double

  /// All lines drawn together.
  package var height: Double { lines.reduce(0) { $0 + $1.height } }
}

/// One line of a measured text.
package struct TextLine: Sendable, Hashable {
  /// The code points drawn, without the spaces that hang at the line's end.
  package var range: Range<Int>
  /// CSS px.
  package var width: Double
  /// Of its line box.
  package var height: Double
  /// Whether an ellipsis ends it.
  package var isCut: Bool
}
