internal import PlacardCore
internal import PlacardRender

/// The rules that look at one picture's layers, in CSS px of its canvas.
struct LayerRules {
  let settings: LintSettings
  let size: PixelSize
  /// Those that the picture is for.
  let networks: [Network]
  private(set) var findings: [LintFinding] = []

  init(_ settings: LintSettings, size: PixelSize, networks: [Network]) {
    self.settings = settings
    self.size = size
    self.networks = networks
  }

  mutating func check(_ inspection: SceneInspection) {
    for text in inspection.texts {
      if settings.rules.has(.overflow) { checkLines(text) }
      if settings.rules.has(.textSize) { checkSize(text) }
      if settings.rules.has(.contrast) { checkContrast(text) }
      guard let ink = text.ink else { continue }
      if settings.rules.has(.overflow) { checkCanvas(ink, of: text) }
      if settings.rules.has(.safeArea) { checkSafeArea(ink, layer: text.layer) }
    }
    for box in inspection.boxes {
      if settings.rules.has(.overflow) { checkCanvas(box) }
      if settings.rules.has(.safeArea), box.isQR { checkSafeArea(box.bounds, layer: box.layer) }
    }
    for note in inspection.notes { add(note) }
  }

  private mutating func add(_ note: RenderNote) {
    let rule: LintRule
    switch note.kind {
    case .missingGlyph: rule = .missingGlyph
    case .missingFace: rule = .missingFace
    // Said with more to it where the text is looked at.
    case .overflow: return
    }
    guard settings.rules.has(rule) else { return }
    findings.append(LintFinding(rule, layer: note.layer, note.words))
  }

  // MARK: Text.

  private mutating func checkLines(_ text: TextSighting) {
    guard text.linesWithin < text.linesTotal else { return }
    let fate =
      switch text.overflow {
      case .ellipsis: "the rest ends in an ellipsis"
      case .clip: "the rest is cut off"
      case .visible: "the rest runs past its box"
      }
    var message = "\(text.linesWithin) of \(text.linesTotal) lines fit; \(fate)"
    if text.sizeDrawn < text.sizeWanted {
      message += ", though the text is set in \(Self.number(text.sizeDrawn)) px already"
    }
    var finding = LintFinding(.overflow, layer: text.layer, message)
    finding.numbers = [
      ("linesShown", Double(text.linesWithin)), ("linesTotal", Double(text.linesTotal)),
    ]
    findings.append(finding)
  }

  private mutating func checkSize(_ text: TextSighting) {
    let least = settings.fontSizeMin * Double(size.width) / 1_200
    guard text.sizeSmallest < least - 0.01 else { return }
    let isShrunk = text.sizeDrawn < text.sizeWanted - 0.01
    let message =
      "\(Self.number(text.sizeSmallest)) px"
      + (isShrunk ? ", shrunk from \(Self.number(text.sizeWanted)) px to fit" : "")
      + "; at least \(Self.number(least)) px can be read"
    // A small text may be meant to be small; one that was shrunk is too long.
    var finding = LintFinding(
      .textSize, level: isShrunk ? .error : .warning, layer: text.layer, message)
    finding.numbers = [("fontSizePx", text.sizeSmallest), ("fontSizeMinPx", least)]
    if isShrunk { finding.numbers.append(("fontSizeWantedPx", text.sizeWanted)) }
    findings.append(finding)
  }

  /// Large text is of 24 px, or 18.66 px in bold (WCAG 2.1 §1.4.3: 18 and 14 points).
  private mutating func checkContrast(_ text: TextSighting) {
    guard let contrast = text.contrast else { return }
    let isLarge = text.sizeSmallest >= (text.isBold ? 18.66 : 24)
    let least = settings.contrastMin ?? (isLarge ? 3 : 4.5)
    guard contrast.ratio < least else { return }
    let ink = Self.css(contrast.ink)
    let ground = Self.css(contrast.ground)
    var finding = LintFinding(
      .contrast, layer: text.layer,
      "\(ink) on \(ground) has a contrast of \(Self.hundredths(contrast.ratio)):1; "
        + "\(isLarge ? "large text" : "text") wants \(Self.number(least)):1")
    finding.numbers = [("contrast", contrast.ratio), ("contrastMin", least)]
    finding.colors = [("color", ink), ("background", ground)]
    findings.append(finding)
  }

  // MARK: Places.

  private var canvas: Rect {
    Rect(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
  }

  private mutating func checkCanvas(_ ink: Rect, of text: TextSighting) {
    let past: (words: String, distance: Double)
    if let (edge, distance) = Self.furthest(ink, past: canvas) {
      past = ("past the canvas's \(edge) edge", distance)
    } else if let window = text.window, let (edge, distance) = Self.furthest(ink, past: window) {
      past = ("past the \(edge) edge of its group, which cuts them off", distance)
    } else {
      return
    }
    var finding = LintFinding(
      .overflow, layer: text.layer,
      "its letters end \(Self.number(past.distance)) px \(past.words)")
    finding.numbers = [("pastPx", past.distance)]
    findings.append(finding)
  }

  /// Pictures may bleed over an edge: they are found where less than half of them is to be seen.
  private mutating func checkCanvas(_ box: BoxSighting) {
    guard let (edge, distance) = Self.furthest(box.bounds, past: canvas) else { return }
    let shown = Self.shownShare(of: box.bounds, in: canvas)
    guard box.isQR || shown < 0.5 else { return }
    let message =
      shown == 0
      ? "the picture lies past the canvas's \(edge) edge"
      : "\(box.isQR ? "the code" : "most of the picture") lies past the canvas's \(edge) edge"
    var finding = LintFinding(.overflow, layer: box.layer, message)
    finding.numbers = [("pastPx", distance), ("shownShare", shown)]
    findings.append(finding)
  }

  /// One finding a layer: of the network that shows the least of it.
  private mutating func checkSafeArea(_ ink: Rect, layer: String) {
    var worst: (network: Network, edge: String, distance: Double)?
    for network in networks where network.isCropUsual || settings.networks != nil {
      let safe = network.safeArea(of: size)
      guard let (edge, distance) = Self.furthest(ink, past: safe),
        distance > worst?.distance ?? 0
      else { continue }
      worst = (network, edge, distance)
    }
    // What leaves the canvas is said already.
    guard let worst, Self.furthest(ink, past: canvas) == nil else { return }
    var finding = LintFinding(
      .safeArea, layer: layer,
      "\(worst.network.title) may cut off \(Self.number(worst.distance)) px at the \(worst.edge)")
    finding.network = worst.network.id
    finding.numbers = [("pastPx", worst.distance)]
    findings.append(finding)
  }

  /// Which edge of `area` the rectangle passes furthest, and by how much; nil for less than a px.
  private static func furthest(_ rect: Rect, past area: Rect) -> (edge: String, distance: Double)? {
    let edges = [
      ("left", area.x - rect.x), ("top", area.y - rect.y),
      ("right", rect.x + rect.width - area.x - area.width),
      ("bottom", rect.y + rect.height - area.y - area.height),
    ]
    guard let most = edges.max(by: { $0.1 < $1.1 }), most.1 >= 1 else { return nil }
    return most
  }

  private static func shownShare(of rect: Rect, in area: Rect) -> Double {
    let width = min(rect.x + rect.width, area.x + area.width) - max(rect.x, area.x)
    let height = min(rect.y + rect.height, area.y + area.height) - max(rect.y, area.y)
    guard width > 0, height > 0, rect.width > 0, rect.height > 0 else { return 0 }
    return width * height / (rect.width * rect.height)
  }

  // MARK: Words.

  /// In tenths at most: `24`, `10.5`.
  static func number(_ value: Double) -> String {
    JSONWriter.text(of: (value * 10).rounded() / 10)
  }

  /// Rounded down, so that what is just too little does not look like enough.
  private static func hundredths(_ value: Double) -> String {
    JSONWriter.text(of: (value * 100).rounded(.down) / 100)
  }

  private static func css(_ color: Color) -> String {
    func hex(_ value: UInt8) -> String {
      (value < 16 ? "0" : "") + String(value, radix: 16)
    }
    return "#" + hex(color.red) + hex(color.green) + hex(color.blue)
  }
}
