/// One event as one line of `key=value` pairs (logfmt) on standard error.
///
///     time=2026-11-23T14:50:44Z level=info event=listening address=127.0.0.1:8080
package struct LogLine: Sendable, CustomStringConvertible {
  /// How much an event concerns the operator: not, soon, now.
  package enum Level: String, Sendable, Hashable {
    case info
    case warning
    case error
  }

  /// Without the line feed.
  package private(set) var description: String

  package init(
    _ level: Level, _ event: String, at unixSeconds: Int64 = WallClock.unixSeconds()
  ) {
    description = "time=\(CivilTime(unixSeconds: unixSeconds)) level=\(level.rawValue)"
    append("event", event)
  }

  /// The same line with one pair more; `key` is a plain word.
  package func with(_ key: String, _ value: some CustomStringConvertible) -> LogLine {
    var line = self
    line.append(key, value.description)
    return line
  }

  /// Writes the line in one piece, so that those of several threads do not mix.
  package func write() {
    StandardError.write(description + "\n")
  }

  private mutating func append(_ key: String, _ value: String) {
    let isPlain =
      !value.isEmpty
      && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C && $0 != 0x7F }
    description += " \(key)="
    guard !isPlain else {
      description += value
      return
    }
    description += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": description += "\\\""
      case "\\": description += "\\\\"
      case "\n": description += "\\n"
      // Control characters could forge lines or move a terminal's cursor.
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        description += "\\u{\(String(scalar.value, radix: 16))}"
      default: description.unicodeScalars.append(scalar)
      }
    }
    description += "\""
  }
}
