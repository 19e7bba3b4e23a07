internal import PlacardCore

/// A sign that stands at a line's end without being in the text, in the paragraph's style.
struct LineSuffix {
  var glyphs: [ShapedGlyph]
  var font: Int
  var width: Double

  /// The first of `choices` that the primary font has; else the first that any face has.
  init(
    _ choices: [String], fontRuns: inout FontRuns, language: String, shaper: Shaper
  ) throws(RenderError) {
    let store = fontRuns.store
    let primary = try fontRuns.primary()
    let choice =
      choices.first { choice in
        choice.unicodeScalars.allSatisfy { store.instances[primary].glyph(of: $0.value) != nil }
      } ?? choices[0]
    let style = fontRuns.map.styles[0]
    let text = AnalyzedText(TextContent(text: choice, style: style, lang: language))
    var runs = try FontRuns(text, StyleMap(style), store: store)
    glyphs = []
    font = primary
    for run in try runs.runs(of: 0..<text.scalars.count) {
      font = run.font
      glyphs += shaper.shape(
        run.range, of: run, in: 0..<text.scalars.count, text: text,
        font: store.instances[run.font], style: style)
    }
    width = glyphs.reduce(0) { $0 + $1.advance }
  }
}
