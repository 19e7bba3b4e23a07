internal import PlacardCore

/// The comparison as one page of HTML that asks for nothing else: pictures are `data:` URLs, style
/// and script stand in it.
package struct DiffPage {
  private let diff: BuildDiff
  private let report: DiffReport
  private let picturesMax: Int
  private var text: [UInt8] = []
  private var embeddedBytes = 0

  /// More than browsers open with ease.
  private static let embeddedBytesMax = 192_000_000
  /// Rows of those that are not shown.
  private static let rowsMax = 5_000

  /// A picture of a card, shown in one of the formats in which it is other.
  private struct Entry {
    var change: PictureChange
    var formats: [String]
  }

  /// - Parameter picturesMax: changes that are shown, the largest first; the others are listed. The
  ///   formats of one picture are one.
  package init(_ report: DiffReport, of diff: BuildDiff, picturesMax: Int) {
    self.report = report
    self.diff = diff
    self.picturesMax = picturesMax
  }

  /// The page's bytes.
  package func bytes() throws(PipelineError) -> [UInt8] {
    var page = self
    page.addHead()
    let entries = entries
    var shown = 0
    for entry in entries.prefix(picturesMax) {
      guard page.embeddedBytes < Self.embeddedBytesMax else { break }
      try page.add(entry)
      shown += 1
    }
    page.addRest(entries.dropFirst(shown))
    page.text += "</main><script>\(DiffPageParts.script)</script></body></html>\n".utf8
    return page.text
  }

  /// The changes with the formats of one picture together, at the place of the first.
  private var entries: [Entry] {
    struct Name: Hashable {
      var card: String
      var variant: String
      var kind: PictureChange.Kind
    }
    var entries: [Entry] = []
    var places: [Name: Int] = [:]
    for change in report.changes {
      let name = Name(card: change.card, variant: change.variant, kind: change.kind)
      let format = (change.after ?? change.before)?.format
      if let place = places[name] {
        entries[place].formats.append(format?.name ?? "")
        // PNG shows the pixels as they were drawn.
        if format == .png { entries[place].change = change }
      } else {
        places[name] = entries.count
        entries.append(Entry(change: change, formats: [format?.name ?? ""]))
      }
    }
    return entries
  }

  // MARK: Parts.

  private mutating func addHead() {
    let title = Self.escaped("\(report.beforeName) → \(report.afterName)")
    text +=
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(DiffPageParts.policy)">
      <title>\(title)</title><style>\(DiffPageParts.style)</style></head>
      <body><header><h1>\(title)</h1>
      <p>\(summary)</p>
      <form id="tools"><fieldset><legend>View</legend>
      <label><input type="radio" name="view" value="side" checked> Side by side</label>
      <label><input type="radio" name="view" value="swipe"> Swipe</label>
      <label><input type="radio" name="view" value="difference"> Difference</label></fieldset>
      <fieldset><legend>Show</legend>
      \(PictureChange.Kind.allCases.map(Self.checkbox).joined(separator: "\n"))</fieldset>
      <label class="find">Find <input type="search" id="find" placeholder="card id, size or format">
      </label><output id="count" aria-live="polite"></output></form></header><main>

      """.utf8
  }

  private var summary: String {
    var parts = PictureChange.Kind.allCases.map { "\(report.count($0)) \($0.rawValue)" }
    if report.alikeCount > 0 { parts.append("\(report.alikeCount) alike within the threshold") }
    return report.changes.isEmpty && report.alikeCount == 0
      ? "The builds show the same pictures." : "Pictures: " + parts.joined(separator: ", ") + "."
  }

  private static func checkbox(_ kind: PictureChange.Kind) -> String {
    "<label><input type=\"checkbox\" name=\"kind\" value=\"\(kind.rawValue)\" checked> "
      + "\(kind.rawValue)</label>"
  }

  private mutating func add(_ entry: Entry) throws(PipelineError) {
    let change = entry.change
    let format = entry.formats.joined(separator: ", ")
    let name = Self.escaped(change.card)
    let words = Self.escaped("\(change.card) \(change.variant) \(format)".lowercased())
    text +=
      """
      <article data-kind="\(change.kind.rawValue)" data-words="\(words)">
      <h2><span class="kind \(change.kind.rawValue)">\(change.kind.rawValue)</span> \(name)
      <small>\(Self.escaped("\(change.variant) \(format)"))</small></h2>
      <p>\(Self.escaped(Self.measures(change)))</p><div class="pair\
      \(change.distance == nil ? "" : " even")">

      """.utf8
    if let picture = change.before {
      try addFigure(picture, isBefore: true, caption: report.beforeName, change)
    }
    if let picture = change.after {
      try addFigure(picture, isBefore: false, caption: report.afterName, change)
    }
    if change.distance != nil {
      text +=
        """
        <label class="cut">\(Self.escaped(report.beforeName)) on the left of the edge
        <input type="range" min="0" max="100" value="50"></label>
        """.utf8
    }
    text += "</div></article>\n".utf8
  }

  private mutating func addFigure(
    _ picture: DiffPicture, isBefore: Bool, caption: String, _ change: PictureChange
  ) throws(PipelineError) {
    let which = isBefore ? "before" : "after"
    text += "<figure class=\"\(which)\"><figcaption>\(Self.escaped(caption))".utf8
    if let body = try diff.body(of: picture, isBefore: isBefore) {
      embeddedBytes += body.count
      text += ", \(Self.kilobytes(body.count))</figcaption><img alt=\"".utf8
      text += "\(Self.escaped(change.card)), \(which)\" width=\"\(picture.size.width)\"".utf8
      text += " height=\"\(picture.size.height)\" src=\"data:\(picture.format.mediaType)".utf8
      text += ";base64,".utf8
      text += Base64.encode(body).utf8
      text += "\"></figure>\n".utf8
    } else {
      text += "</figcaption><p class=\"gone\">gone from the store</p></figure>\n".utf8
    }
  }

  private mutating func addRest(_ rest: ArraySlice<Entry>) {
    guard !rest.isEmpty else { return }
    text += "<details><summary>\(rest.count) more without pictures</summary><table>".utf8
    text += "<thead><tr><th>Card<th>Picture<th>What<th>How far</thead><tbody>\n".utf8
    for entry in rest.prefix(Self.rowsMax) {
      let change = entry.change
      let format = entry.formats.joined(separator: ", ")
      text += "<tr><td>\(Self.escaped(change.card))<td>".utf8
      text += "\(Self.escaped("\(change.variant) \(format)"))<td>\(change.kind.rawValue)<td>".utf8
      text += "\(Self.escaped(change.kind == .changed ? Self.measures(change) : ""))\n".utf8
    }
    text += "</tbody></table>".utf8
    if rest.count > Self.rowsMax { text += "<p>and \(rest.count - Self.rowsMax) more</p>".utf8 }
    text += "</details>\n".utf8
  }

  // MARK: Words.

  private static func measures(_ change: PictureChange) -> String {
    let size = (change.after ?? change.before)?.size ?? PixelSize(width: 0, height: 0)
    let pixels = "\(size.width)×\(size.height) pixels"
    guard let distance = change.distance else { return change.trouble ?? pixels }
    let share = decimal(distance.changedShare * 100, digits: 2)
    return "\(pixels); \(share) % of them differ, by up to \(distance.channelMost) of 255 and "
      + "\(decimal(distance.channelMean, digits: 2)) in the mean; perceptual distance "
      + decimal(distance.perceptual, digits: 4)
  }

  private static func decimal(_ value: Double, digits: Int) -> String {
    var factor = 1.0
    for _ in 0..<digits { factor *= 10 }
    let rounded = (value * factor).rounded() / factor
    return JSONWriter.text(of: rounded == 0 && value > 0 ? 1 / factor : rounded)
  }

  private static func kilobytes(_ count: Int) -> String {
    JSONWriter.text(of: (Double(count) / 100).rounded() / 10) + " kB"
  }

  /// Good between tags and within double quotes.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
