internal import PlacardCore

/// The styles of a text and which code points have them: the paragraph's own, then one for each
/// span.
struct StyleMap {
  /// The first is the paragraph's, which the strut has (CSS Inline 3 §3.3).
  let styles: [TextStyle]
  /// The style of every code point; empty where all have the paragraph's.
  private let places: [Int]
  /// For every style the first one that is shaped alike, so that letters kern and join across spans
  /// which differ in their ink alone.
  private let shapings: [Int]

  init(_ content: TextContent) { self.init(content.style, spans: content.spans) }

  /// A paragraph of `style`, all of it in that style where there are no spans.
  init(_ style: TextStyle, spans: [TextSpan] = []) {
    let styles = [style] + spans.map(\.style)
    self.styles = styles
    places = spans.enumerated().flatMap { index, span in
      Array(repeating: index + 1, count: span.text.unicodeScalars.count)
    }
    shapings = styles.indices.map { index in
      styles.firstIndex { $0.isShaped(like: styles[index]) } ?? index
    }
  }

  /// Whether all of the text has the paragraph's style.
  var isUniform: Bool { places.isEmpty }

  /// Into `styles`.
  func style(at place: Int) -> Int {
    places.isEmpty ? 0 : places[min(place, places.count - 1)]
  }

  /// The style that the code point is shaped in, into `styles`.
  func shaping(at place: Int) -> Int { shapings[style(at: place)] }

  /// The styles that code points of `range` have, besides the paragraph's, each once.
  func spans(in range: Range<Int>) -> [Int] {
    guard !places.isEmpty else { return [] }
    var found: [Int] = []
    for place in range.clamped(to: 0..<places.count) where found.last != places[place] {
      found.append(places[place])
    }
    return found
  }
}

extension TextStyle {
  /// Whether nothing but ink tells the two apart.
  fileprivate func isShaped(like other: TextStyle) -> Bool {
    families == other.families && size == other.size && weight == other.weight
      && slant == other.slant && letterSpacing == other.letterSpacing
      && features == other.features && variations == other.variations
  }
}
