internal import PlacardCore
internal import PlacardHTTP

/// A call with real values, from which its spellings in curl and in JavaScript are made.
struct CallExample {
  /// A part of the address.
  enum Piece {
    case text(String)
    /// What an earlier call answered under that name.
    case captured(String)
  }

  enum Body {
    case json(JSON)
    /// The bytes of a file that an earlier call has written.
    case file(String, mediaType: String)
  }

  /// What is done with the answer.
  enum Outcome {
    case nothing
    case json
    case text
    /// It is written to a file of that name.
    case file(String)
  }

  var method: HTTPMethod
  var address: [Piece]
  var query: [(name: String, value: JSON)] = []
  var body: Body?
  var needsKey: Bool
  var outcome: Outcome
  /// Calls to make first.
  var before: [CallExample] = []
  /// The member of the answer that the next call uses; nil when it uses none.
  var captured: String?

  /// Stands in bodies for the reader's own key.
  static let keyText = "plk_live_…"

  /// A parameter's value before it is percent-encoded.
  static func parameter(_ json: JSON) -> String {
    if case .string(let text) = json.value { return text }
    return JSONLayout.text(of: json, width: .max)
  }
}

extension CallExample {
  /// The call in a POSIX shell, with the reader's key in `KEY`.
  var curl: String {
    var lines = before.map { step in
      guard let name = step.captured else { return step.curlCommand }
      return "\(name)=$(\(step.curlCommand) \\\n  | grep -o '\"\(name)\":\"[^\"]*\"'"
        + " | head -n 1 | cut -d '\"' -f 4)"
    }
    lines.append(curlCommand)
    return lines.joined(separator: "\n")
  }

  private var curlCommand: String {
    var words = ["curl -sS"]
    if sendsQueryAsData { words[0] += " -G" }
    if case .nothing = outcome { words[0] += " -i" }
    let isImplied = method == .get || (method == .post && body != nil)
    if !isImplied { words[0] += " -X " + method.name }
    words[0] += " " + shellAddress
    if needsKey { words.append("-H \"Authorization: Bearer $KEY\"") }
    if sendsQueryAsData {
      for (name, value) in query {
        words.append("--data-urlencode " + Self.quoted(name + "=" + Self.parameter(value)))
      }
    }
    switch body {
    case .json(let json):
      words.append("-H 'Content-Type: application/json'")
      let text = Self.quoted(JSONLayout.text(of: json, indent: 2))
      words.append("-d " + text.replacing("\"\(Self.keyText)\"", with: "\"'\"$KEY\"'\""))
    case .file(let name, let mediaType):
      words.append("-H 'Content-Type: \(mediaType)'")
      words.append("--data-binary @\(name)")
    case nil: break
    }
    if case .file(let name) = outcome { words.append("-o \(name)") }
    let line = words.joined(separator: " ")
    return line.count <= 88 ? line : words.joined(separator: " \\\n  ")
  }

  /// Whether curl makes the query from data. With a body there is no such data.
  private var sendsQueryAsData: Bool {
    body == nil
      && query.contains { _, value in
        PercentEncoding.text(Self.parameter(value)) != Self.parameter(value)
      }
  }

  private var shellAddress: String {
    let hasVariable = address.contains { if case .captured = $0 { true } else { false } }
    var text = address.map { piece in
      switch piece {
      case .text(let text): text
      case .captured(let name): "$" + name
      }
    }.joined()
    if sendsQueryAsData || query.isEmpty { return hasVariable ? "\"" + text + "\"" : text }
    text += "?"
    text += query.map { $0.name + "=" + PercentEncoding.text(Self.parameter($0.value)) }
      .joined(separator: "&")
    return hasVariable ? "\"" + text + "\"" : Self.quoted(text)
  }

  /// `text` as one word of a shell.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
