extension PropertyTable {
  static let textRows: [PropertyDescriptor] = faceRows + paragraphRows

  /// How the glyphs look.
  private static let faceRows: [PropertyDescriptor] = [
    PropertyDescriptor("fontFamily", .families, initial: .families([]), types: [.text]) {
      if case .families(let families) = $0 { $1.text.style.families = families }
    },
    .number("fontSize", PropertyRanges.fontSize, initial: 16, types: [.text]) {
      $1.text.style.size = $0
    },
    PropertyDescriptor("fontWeight", .weight, initial: .number(400), types: [.text]) {
      if case .number(let weight) = $0 { $1.text.style.weight = Int(weight) }
    },
    .keyword(
      "fontStyle",
      [("normal", TextStyle.Slant.normal), ("italic", .italic), ("oblique", .oblique)],
      initial: .normal, types: [.text]
    ) { $1.text.style.slant = $0 },
    .paint("color", initial: .color(.black), types: [.text]) { $1.text.style.color = $0 },
    .number("letterSpacing", PropertyRanges.letterSpacing, types: [.text]) {
      $1.text.style.letterSpacing = $0
    },
    PropertyDescriptor(
      "textDecoration", .decoration, initial: .decoration([]), types: [.text]
    ) {
      if case .decoration(let decoration) = $0 { $1.text.style.decoration = decoration }
    },
    PropertyDescriptor(
      "textShadow", .shadows(isBox: false), initial: .shadows([]), types: [.text]
    ) {
      if case .shadows(let shadows) = $0 { $1.textShadows = shadows }
    },
    .number("textStrokeWidth", PropertyRanges.strokeWidth, types: [.text]) {
      $1.text.style.strokeWidth = $0
    },
    PropertyDescriptor("textStrokeColor", .color, initial: .color(nil), types: [.text]) {
      if case .color(let color) = $0 { $1.textStrokeColor = color }
    },
    PropertyDescriptor("fontFeatures", .features, initial: .features([]), types: [.text]) {
      if case .features(let features) = $0 { $1.text.style.features = features }
    },
    PropertyDescriptor("fontVariations", .variations, initial: .variations([]), types: [.text]) {
      if case .variations(let variations) = $0 { $1.text.style.variations = variations }
    },
  ]

  /// What is written and how its lines are laid.
  private static let paragraphRows: [PropertyDescriptor] = [
    PropertyDescriptor("text", .text, initial: .text(""), types: [.text]) {
      if case .text(let text) = $0 { $1.text.text = text }
    },
    PropertyDescriptor("spans", .spans, initial: .spans([]), types: [.text]) {
      if case .spans(let spans) = $0 { $1.spans = spans }
    },
    .keyword(
      "textTransform",
      [
        ("none", TextTransform.none), ("uppercase", .uppercase), ("lowercase", .lowercase),
        ("capitalize", .capitalize),
      ], initial: .none, types: [.text]
    ) { $1.textTransform = $0 },
    .keyword(
      "textAlign",
      [
        ("left", TextContent.Align.left), ("right", .right), ("center", .center), ("start", .start),
        ("end", .end), ("justify", .justify),
      ], initial: .start, types: [.text]
    ) { $1.text.align = $0 },
    .keyword(
      "verticalAlign",
      [("top", TextContent.VerticalAlign.top), ("middle", .middle), ("bottom", .bottom)],
      initial: .top, types: [.text]
    ) { $1.text.verticalAlign = $0 },
    .number("lineHeight", PropertyRanges.lineHeight, initial: 1.2, types: [.text]) {
      $1.text.style.lineHeight = $0
    },
    .keyword(
      "direction",
      [("auto", TextContent.Direction.auto), ("ltr", .leftToRight), ("rtl", .rightToLeft)],
      initial: .auto, types: [.text]
    ) { $1.text.direction = $0 },
    PropertyDescriptor("lang", .lang, initial: .lang(""), types: [.text]) {
      if case .lang(let lang) = $0 { $1.text.lang = lang }
    },
    PropertyDescriptor(
      "maxLines", .count(PropertyRanges.lineCount), initial: .count(nil), types: [.text]
    ) {
      if case .count(let count) = $0 { $1.text.lineCountMax = count }
    },
    .keyword(
      "textOverflow",
      [("ellipsis", TextContent.Overflow.ellipsis), ("clip", .clip), ("visible", .visible)],
      initial: .ellipsis, types: [.text]
    ) { $1.text.overflow = $0 },
    .keyword(
      "fit", [("none", TextContent.Fit.none), ("shrink", .shrink)], initial: .none, types: [.text]
    ) { $1.text.fit = $0 },
    .number("minFontSize", PropertyRanges.fontSize, initial: 8, types: [.text]) {
      $1.text.sizeMin = $0
    },
  ]
}
