internal import PlacardCore
internal import PlacardHTTP

/// The calls, one after another.
extension DocsPage {
  /// The operations of one group.
  func section(_ tag: String) -> Section {
    let operations = api.operations.filter { $0.tag == tag }
    return Section(
      id: Self.id(ofTag: tag), title: tag, body: HTML(operations.map(call)),
      entries: operations.map { operation in
        let segments = operation.path.text.split(separator: "/").map {
          "/<wbr>\(String($0))" as HTML
        }
        return (operation.name.rawValue, "\(Self.method(operation))<span>\(segments)</span>")
      })
  }

  private static func id(ofTag tag: String) -> String {
    "calls-" + tag.lowercased().replacing(" ", with: "-")
  }

  private static func method(_ operation: Operation) -> HTML {
    "<span class=\"method \(operation.method.name)\">\(operation.method.name)</span>"
  }

  static func link(_ operation: Operation) -> HTML {
    """
    <a href="#\(operation.name.rawValue)"><code>\(operation.method.name) \
    \(operation.path.text)</code></a>
    """
  }

  static func link(_ code: ProblemCode) -> HTML {
    "<a href=\"#error-\(code.rawValue)\"><code>\(code.rawValue)</code></a>"
  }

  private func call(_ operation: Operation) -> HTML {
    let details: HTML = operation.details.isEmpty ? "" : "<p>\(.prose(operation.details))</p>\n"
    return """
      <article aria-labelledby="\(operation.name.rawValue)">
      <h3 id="\(operation.name.rawValue)">\(operation.summary)</h3>
      <p class="call">\(Self.method(operation))<span class="path">\(operation.path.text)</span></p>
      <p class="fact">\(Self.words(operation.access)) · \(.code(operation.name.rawValue))</p>
      \(details)\(given(operation))\(examples(operation))\(answers(operation))\
      \(refusals(operation))</article>

      """
  }

  private static func words(_ access: Access) -> HTML {
    switch access {
    case .everybody: "For everybody"
    case .anyKey: "Needs a <a href=\"#access\">key</a>"
    case .scope(let scope):
      "Needs a <a href=\"#access\">key</a> with the scope <code>\(scope.rawValue)</code>"
    }
  }

  // MARK: What it is given.

  private func given(_ operation: Operation) -> HTML {
    var html: HTML = ""
    if !operation.pathParameters.isEmpty {
      let rows = operation.pathParameters.map { parameter in
        [
          .code(parameter.name), "matches <code>\(parameter.pattern)</code>",
          .prose(parameter.summary),
        ] as [HTML]
      }
      html += "<h4>In the path</h4>\n" + .table(["Name", "Value", "Meaning"], rows)
    }
    if !operation.query.members.isEmpty {
      html += "<h4>In the query</h4>\n" + Self.members(operation.query, isQuery: true)
    }
    if !operation.requestHeaders.isEmpty {
      let rows = operation.requestHeaders.map { header in
        [HTML.code(header.rawValue), .prose(header.summary)]
      }
      html += "<h4>In the headers</h4>\n" + .table(["Name", "Meaning"], rows)
    }
    guard let body = operation.body else { return html }
    let types = HTML(body.mediaTypes.map { .code($0) }, separator: " or ")
    html += "<h4>In the body</h4>\n"
    let most: HTML = body.bytesMax.map { ", up to \(Self.grouped($0)) bytes" } ?? ""
    html += "<p class=\"fact\">\(types)\(most)\(body.isRequired ? "" : ", may be left out")</p>\n"
    if let table = body.table { html += Self.members(table, isQuery: false) }
    return html
  }

  private static func members(_ table: MemberTable, isQuery: Bool) -> HTML {
    let rows = table.members.map { member in
      let required: HTML = member.isRequired ? " <span class=\"required\">required</span>" : ""
      let null: HTML = member.isNullable ? "; or <code>null</code>" : ""
      return [
        "\(.code(member.name))\(required)", "\(member.kind.words(isQuery: isQuery))\(null)",
        .prose(member.summary),
      ] as [HTML]
    }
    return .table(["Name", "Value", "Meaning"], rows)
  }

  // MARK: Examples.

  static func curl(_ example: CallExample) -> HTML {
    "<pre class=\"curl\"><code>\(example.curl)</code></pre>\n"
  }

  private func examples(_ operation: Operation) -> HTML {
    guard let example = book.example(operation.name) else {
      return """
        <p class="soft">There is nothing yet on this site that this call could be shown with.</p>

        """
    }
    return """
      <h4>Example</h4>
      \(Self.curl(example))<details><summary>In JavaScript</summary>
      <pre class="javascript"><code>\(example.javaScript)</code></pre></details>

      """
  }

  // MARK: What it answers.

  private func answers(_ operation: Operation) -> HTML {
    let rows = operation.answers.map { answer in
      let headers = HTML(answer.headers.map { Self.link($0) }, separator: ", ")
      return ["\(answer.status)", .prose(answer.summary), Self.words(answer.content), headers]
        as [HTML]
    }
    return "<h4>Answers</h4>\n" + .table(["Status", "When", "Body", "Headers"], rows)
  }

  static func link(_ header: HeaderName) -> HTML {
    "<a href=\"#header-\(header.rawValue)\"><code>\(header.rawValue)</code></a>"
  }

  private static func words(_ content: Answer.Content) -> HTML {
    switch content {
    case .nothing: "none"
    case .picture, .pictureOf: "the picture"
    case .font: "the file"
    case .json(let shape): link(shape: shape.rawValue)
    case .document: "JSON"
    case .text(let type): .code(type)
    }
  }

  private func refusals(_ operation: Operation) -> HTML {
    var codes: [ProblemCode] = []
    for code in operation.problems where !codes.contains(code) { codes.append(code) }
    guard !codes.isEmpty else { return "" }
    let rows = codes.sorted { $0.status < $1.status }.map { code in
      [Self.link(code), "\(code.status)", .prose(code.row.cause)] as [HTML]
    }
    return """
      <details><summary>Why it may be refused (\(rows.count) codes)</summary>
      \(.table(["Code", "Status", "Cause"], rows))</details>

      """
  }
}

extension MemberKind {
  /// What it takes, in words.
  func words(isQuery: Bool) -> HTML {
    switch self {
    case .text(let range):
      range.lowerBound == 0
        ? "text, up to \(range.upperBound) characters"
        : "text, \(range.lowerBound) to \(range.upperBound) characters"
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .scale: "number, 1 to 3, at most two decimals"
    case .flag: isQuery ? "true, false, 1 or 0" : "true or false"
    case .choice(let words): Self.list(words)
    case .choices(let words):
      isQuery
        ? "some of \(Self.list(words)), with commas between them"
        : "array, some of \(Self.list(words))"
    case .month: "month, as in <code>2026-07</code>"
    case .format(let allowsAuto):
      Self.list(PictureFormat.names + (allowsAuto ? ["auto"] : []))
    case .overrides:
      "object: by a layer's name, an object of its <a href=\"#properties\">properties</a>"
    case .variables: "object: values by the variables' names"
    case .templateData: DocsPage.link(shape: "TemplateData")
    }
  }

  private static func list(_ words: [String]) -> HTML {
    HTML(words.map { .code($0) }, separator: ", ")
  }
}
