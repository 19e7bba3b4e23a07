extension LayerDraft {
  /// The text as the scene shows it, set in `lang`; families that are the site's are empty.
  func textContent(lang: String) -> TextContent {
    var content = text
    content.lang = lang
    content.style = style
    if spans.isEmpty {
      content.text = textTransform.applied(to: text.text, lang: lang)
      return content
    }
    var isInWord = false
    content.spans = spans.map { span in
      let draft = draft(of: span)
      let transformed = draft.textTransform.applied(
        to: span.text, lang: lang, isInWord: isInWord)
      isInWord = CaseMapping.endsInWord(span.text, after: isInWord)
      return TextSpan(text: transformed, style: draft.style)
    }
    content.text = content.spans.map(\.text).joined()
    return content
  }

  /// The style with what `currentcolor` names in it.
  private var style: TextStyle {
    var style = text.style
    style.shadows = Self.shadows(textShadows, currentColor: currentColor)
    style.strokeColor = textStrokeColor ?? currentColor
    return style
  }

  /// The draft of a layer that is set as the span is: what the span does not say it inherits, but
  /// for decorations, which CSS draws over it from the layer without its having them.
  private func draft(of span: SpanValue) -> LayerDraft {
    var draft = self
    draft.text.style.decoration = []
    for (row, value) in span.values { SpanTable.rows[row].apply(value, &draft) }
    return draft
  }

  /// Whether anything in it depends on the language.
  var isTransformed: Bool {
    textTransform != .none || !spans.isEmpty
  }
}
