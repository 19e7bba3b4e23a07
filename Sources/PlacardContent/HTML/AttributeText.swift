/// Values as attributes of HTML are written.
enum AttributeText {
  /// `value` in double quotes, escaped.
  static func quoted(_ value: String) -> String { "\"" + escaped(value, quote: "\"") + "\"" }

  /// `value` in the quotes that `old` has; without any where neither needs them.
  static func replacing(_ old: some Collection<UInt8>, with value: String) -> String {
    switch old.first {
    case UInt8(ascii: "'"): return "'" + escaped(value, quote: "'") + "'"
    case UInt8(ascii: "\""), nil: return quoted(value)
    default:
      // An unquoted value that ends in a slash would close the tag (HTML, 13.1.2.3).
      let isPlain =
        value.utf8.allSatisfy {
          $0 > 0x20 && $0 < 0x7F && !"\"'=<>`&".utf8.contains($0)
        } && !value.isEmpty && value.utf8.last != UInt8(ascii: "/")
      return isPlain ? value : quoted(value)
    }
  }

  private static func escaped(_ value: String, quote: Character) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "\"" where quote == "\"": text += "&quot;"
      case "'" where quote == "'": text += "&#39;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
