internal import PlacardCore
internal import PlacardHTTP

extension CallExample {
  /// The call as an ECMAScript module for Node.js, with the reader's key in the environment.
  var javaScript: String {
    let steps = before + [self]
    var lines: [String] = []
    let writes = steps.contains { if case .file = $0.outcome { true } else { false } }
    let reads = steps.contains { if case .file = $0.body { true } else { false } }
    let names = (reads ? ["readFile"] : []) + (writes ? ["writeFile"] : [])
    if !names.isEmpty {
      lines += ["import { \(names.joined(separator: ", ")) } from 'node:fs/promises';", ""]
    }
    for (index, step) in before.enumerated() {
      lines += step.statements(as: index == 0 ? "first" : "second") + [""]
    }
    return (lines + statements(as: "response")).joined(separator: "\n")
  }

  /// - Parameter name: the constant that holds the answer.
  private func statements(as name: String) -> [String] {
    var lines: [String] = []
    let parameters = query.map { "\($0.name): \(Self.parameterScript($0.value))" }
    // Two steps must not declare one name.
    let queryName = name == "response" ? "query" : name + "Query"
    if parameters.count == 1 {
      lines.append("const \(queryName) = new URLSearchParams({ \(parameters[0]) });")
    } else if !parameters.isEmpty {
      lines.append("const \(queryName) = new URLSearchParams({")
      lines += parameters.map { "  \($0)," } + ["});"]
    }
    let options = options
    let address = scriptAddress(queryName)
    if options.isEmpty {
      lines.append("const \(name) = await fetch(\(address));")
    } else {
      lines.append("const \(name) = await fetch(\(address), {")
      lines += options
      lines.append("});")
    }
    if let captured {
      lines.append("const { \(captured) } = await \(name).json();")
      return lines
    }
    switch outcome {
    case .nothing: lines.append("console.log(\(name).status);")
    case .json: lines.append("console.log(\(name).status, await \(name).json());")
    case .text: lines.append("console.log(\(name).status, await \(name).text());")
    case .file(let file):
      lines.append("console.log(\(name).status, \(name).headers.get('content-type'));")
      lines.append("await writeFile('\(file)', Buffer.from(await \(name).arrayBuffer()));")
    }
    return lines
  }

  private var options: [String] {
    var lines: [String] = []
    if method != .get { lines.append("  method: '\(method.name)',") }
    var headers: [String] = []
    if needsKey { headers.append("Authorization: `Bearer ${process.env.KEY}`") }
    switch body {
    case .json: headers.append("'Content-Type': 'application/json'")
    case .file(_, let mediaType): headers.append("'Content-Type': '\(mediaType)'")
    case nil: break
    }
    if headers.count == 1 {
      lines.append("  headers: { \(headers[0]) },")
    } else if !headers.isEmpty {
      lines += ["  headers: {"] + headers.map { "    \($0)," } + ["  },"]
    }
    switch body {
    case .json(let json):
      let text = JSONLayout.text(of: json, indent: 2)
        .replacing("\"\(Self.keyText)\"", with: "process.env.KEY")
      lines.append("  body: JSON.stringify(\(text)),")
    case .file(let name, _): lines.append("  body: await readFile('\(name)'),")
    case nil: break
    }
    return lines
  }

  private static func parameterScript(_ json: JSON) -> String {
    switch json.value {
    case .array, .object: "JSON.stringify(\(JSONLayout.text(of: json, indent: 2)))"
    default: quoted(parameter(json))
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + JSONWriter.quoted(text).dropFirst().dropLast().replacing("'", with: "\\'") + "'"
  }

  private func scriptAddress(_ queryName: String) -> String {
    if address.count == 1, case .captured(let name) = address[0] { return name }
    let isPlain = address.allSatisfy { if case .text = $0 { true } else { false } }
    var text = address.map { piece in
      switch piece {
      case .text(let text): text
      case .captured(let name): "${\(name)}"
      }
    }.joined()
    if !query.isEmpty { text += "?${\(queryName)}" }
    let quote = isPlain && query.isEmpty ? "'" : "`"
    return quote + text + quote
  }
}
