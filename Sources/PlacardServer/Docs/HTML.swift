/// HTML as it is sent: literals are markup, and what is put into them is text, which is escaped, or
/// HTML, which is not.
struct HTML: ExpressibleByStringInterpolation {
  private(set) var text: String

  init(stringLiteral text: String) { self.text = text }

  init(stringInterpolation parts: Interpolation) { text = parts.text }

  /// One after another.
  init(_ parts: [HTML], separator: HTML = "") {
    text = parts.map(\.text).joined(separator: separator.text)
  }

  /// `text` as text.
  init(text: String) { self.text = Self.escaped(text) }

  var isEmpty: Bool { text.isEmpty }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  static func + (left: HTML, right: HTML) -> HTML {
    var both = left
    both += right
    return both
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

    mutating func appendInterpolation(_ number: Int) { text += String(number) }

    mutating func appendInterpolation(_ html: HTML) { text += html.text }

    mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { text += part.text }
    }
  }

  /// Good between tags and within quotes of either kind.
  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension HTML {
  static func code(_ text: String) -> HTML { "<code>\(text)</code>" }

  /// A sentence in which what stands between backticks is code.
  static func prose(_ text: String) -> HTML {
    var html: HTML = ""
    for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      html += index.isMultiple(of: 2) ? HTML(text: String(part)) : .code(String(part))
    }
    return html
  }

  /// A table; cells of the first column are the rows' headings. Columns without a word are left out,
  /// and so is a table without rows.
  static func table(_ headings: [String], _ rows: [[HTML]]) -> HTML {
    guard !rows.isEmpty else { return "" }
    let columns = headings.indices.filter { index in rows.contains { !$0[index].isEmpty } }
    let head = columns.map { "<th scope=\"col\">\(headings[$0])</th>" as HTML }
    let body = rows.map { cells -> HTML in
      let rest = columns.dropFirst().map { "<td>\(cells[$0])</td>" as HTML }
      return "<tr><th scope=\"row\">\(cells[0])</th>\(rest)</tr>\n"
    }
    return """
      <div class="table"><table><thead><tr>\(head)</tr></thead>
      <tbody>\(body)</tbody></table></div>

      """
  }
}
