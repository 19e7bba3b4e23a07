internal import PlacardCore

/// What stands after the calls: properties, headers, errors.
extension DocsPage {
  // MARK: Properties.

  var properties: Section {
    let common = PropertyTable.all.filter { $0.types.count == LayerType.allCases.count }
    var body: HTML = """
      <p>What a template's layers say, and what a card may replace by the layer's name. Lengths are
      CSS px. In a template a string may hold variables, as in <code>{{title}}</code>.</p>
      <h3 id="properties-all">Every layer</h3>

      """
    body += Self.table(common)
    var entries: [(id: String, label: HTML)] = [("properties-all", "Every layer")]
    for type in LayerType.allCases {
      let own = PropertyTable.of(type).rows.filter { row in !common.contains { $0 === row } }
      guard !own.isEmpty else { continue }
      let id = "properties-" + type.name
      body += "<h3 id=\"\(id)\">Layers of type <code>\(type.name)</code></h3>\n"
      body += Self.table(own)
      entries.append((id, "Type <code>\(type.name)</code>"))
    }
    return Section(
      id: "properties", title: "Layers and their properties", body: body, entries: entries)
  }

  private static func table(_ rows: [PropertyDescriptor]) -> HTML {
    let cells = rows.sorted { $0.name < $1.name }.map { row in
      let aliases = row.aliases.map { ", <code>\($0)</code>" as HTML }
      let initial = String(decoding: row.initialJSON, as: UTF8.self)
      return [
        "\(.code(row.name))\(aliases)", .prose(row.kind.expectation),
        row.isRequired ? "<span class=\"required\">required</span>" : .code(initial),
      ] as [HTML]
    }
    return .table(["Property", "Value", "Where nothing is said"], cells)
  }

  // MARK: Headers.

  var headers: Section {
    let own = HeaderName.allCases.map { (name: $0.rawValue, summary: $0.summary) }
    let ofErrors = ProblemHeader.allCases.map { (name: $0.rawValue, summary: $0.summary) }
      .filter { header in !own.contains { $0.name == header.name } }
    let rows = (own + ofErrors).map { header in
      [
        "<span id=\"header-\(header.name)\"><code>\(header.name)</code></span>",
        .prose(header.summary),
      ] as [HTML]
    }
    return Section(
      id: "headers", title: "Headers of answers", body: .table(["Header", "Meaning"], rows))
  }

  // MARK: Errors.

  var errors: Section {
    let rows = ProblemCode.allCases.sorted { $0.status < $1.status }.map { code in
      [
        "<span id=\"error-\(code.rawValue)\"><code>\(code.rawValue)</code></span>",
        "\(code.status)", .prose(code.row.cause), callers(code),
      ] as [HTML]
    }
    return Section(
      id: "errors", title: "Errors",
      body: """
        <p>Every code that an answer may have. A request that cannot be read is 400; one that is well
        formed and does not fit this site or template is 422.</p>
        \(.table(["Code", "Status", "Cause", "Calls"], rows))
        """)
  }

  /// The calls that may be refused with `code`.
  private func callers(_ code: ProblemCode) -> HTML {
    if ProblemCode.general.contains(code) { return "any" }
    let names = api.operations.filter { $0.problems.contains(code) }.map(\.name.rawValue)
    let links = HTML(names.map { "<a href=\"#\($0)\">\($0)</a>" }, separator: ", ")
    if names.isEmpty { return "–" }
    return names.count <= 4
      ? links : "<details><summary>\(names.count) calls</summary>\(links)</details>"
  }
}
