/// Text from outside as a message may show it: short, on one line, and without characters that
/// would move a terminal's cursor or turn the text around.
package enum Excerpt {
  /// `text` in quotes, with escapes, cut to `scalarsMax` characters in all.
  package static func quoted(_ text: String, scalarsMax: Int = 40) -> String {
    var shown: [String] = []
    var count = 2
    // Where the text must be cut if it turns out too long: one character stays free for the mark.
    var cut = 0
    for scalar in text.unicodeScalars {
      let piece = visible(scalar)
      count += piece.unicodeScalars.count
      if count > scalarsMax { return "\"" + shown[..<cut].joined() + "…\"" }
      shown.append(piece)
      if count < scalarsMax { cut = shown.count }
    }
    return "\"" + shown.joined() + "\""
  }

  /// The scalar as it stands in quotes: itself, or an escape for what cannot be seen.
  package static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case " "..."~": return String(scalar)
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
      .surrogate, .spaceSeparator:
      return scalar.escapesAsUTF16
    default: return String(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// `\u` and four hexadecimal digits, twice for a scalar past U+FFFF.
  fileprivate var escapesAsUTF16: String {
    UTF16.encode(self)?.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined() ?? ""
  }
}
