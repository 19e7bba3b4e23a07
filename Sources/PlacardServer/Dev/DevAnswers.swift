internal import PlacardCore
internal import PlacardPipeline

extension DevBoard.Trouble {
  var json: JSON {
    .object([("text", .text(text)), ("excerpt", excerpt?.json ?? JSON(.null))])
  }
}

extension FileExcerpt {
  fileprivate var json: JSON {
    .object([
      ("file", .text(file)), ("line", .number(line)),
      ("column", column.map { .number($0) } ?? JSON(.null)),
      (
        "lines",
        .list(lines.map { .object([("number", .number($0.number)), ("text", .text($0.text))]) })
      ),
    ])
  }
}

extension BuildWords {
  /// A page with more of them helps nobody.
  private static let failuresShownMax = 50

  var json: JSON {
    .object([
      ("cards", .number(cards)), ("pictures", .number(pictures)), ("rendered", .number(rendered)),
      ("reused", .number(reused)), ("failed", .number(failed)), ("bytes", .number(bytes)),
      ("seconds", JSON(.number(seconds))),
      ("build", build.map { .number($0) } ?? JSON(.null)),
      ("failureCount", .number(failures.count)),
      ("failures", .list(Array(failures.prefix(Self.failuresShownMax)))),
    ])
  }
}

extension CardInspection {
  /// What the page shows of it; `format` is that of the picture.
  func json(of card: ManifestCard, _ format: PictureFormat, isPublic: Bool) -> JSON {
    .object([
      ("width", .number(size.width)), ("height", .number(size.height)),
      ("isCurrent", .flag(isCurrent)), ("isPublic", .flag(isPublic)),
      ("file", .text(card.source.file)), ("line", .number(card.source.start.line)),
      ("render", .text(renderTarget(format))),
      ("notes", .list(notes.map { .text($0) })), ("boxes", .list(boxes.map(\.json))),
      (
        "areas",
        .list(
          SafeArea.of(size).map { area in
            .object([("name", .text(area.name)), ("frame", area.frame.json)])
          })
      ),
    ])
  }

  /// The address of `/api/render` that asks for the same picture.
  private func renderTarget(_ format: PictureFormat) -> String {
    var parameters = [("templateId", templateID)]
    for (name, json) in [("layers", request.layers), ("variables", request.variables)] {
      guard let json, case .object(let members) = json.value, !members.isEmpty else { continue }
      parameters.append((name, JSONWriter.text(of: json, sortsKeys: false)))
    }
    if format != .png { parameters.append(("format", format.name)) }
    if request.scale != 1 { parameters.append(("scale", JSONWriter.text(of: request.scale))) }
    if let width = request.width { parameters.append(("width", String(width))) }
    if let height = request.height { parameters.append(("height", String(height))) }
    let query = parameters.map { $0.0 + "=" + PercentEncoding.text($0.1) }
    return "/api/render?" + query.joined(separator: "&")
  }
}

/// A part of the canvas that is seen wherever the picture is shown.
struct SafeArea {
  var name: String
  /// In CSS px of the canvas.
  var frame: Rect

  /// The areas of a canvas: within a margin of a twentieth, and what the networks that pictures of its
  /// size are made for leave of it; the middle square where none is known.
  static func of(_ size: PixelSize) -> [SafeArea] {
    let width = Double(size.width)
    let height = Double(size.height)
    let margin = min(width, height) / 20
    var cut: [SafeArea] = []
    for network in Network.audience(of: size) where network.crop != .none {
      let frame = network.safeArea(of: size)
      if let index = cut.firstIndex(where: { $0.frame == frame }) {
        cut[index].name += ", " + network.title
      } else {
        cut.append(SafeArea(name: network.title, frame: frame))
      }
    }
    if cut.isEmpty, width != height {
      let side = min(width, height)
      cut.append(
        SafeArea(
          name: "middle square",
          frame: Rect(x: (width - side) / 2, y: (height - side) / 2, width: side, height: side)))
    }
    let inner = Rect(
      x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin)
    return [SafeArea(name: "margin of 5 %", frame: inner)] + cut
  }
}
