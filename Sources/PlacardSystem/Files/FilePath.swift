/// Paths as text: `/` parts them, nothing is looked up.
package enum FilePath {
  /// `relative` below `base`; an absolute `relative` stays itself.
  package static func join(_ base: String, _ relative: String) -> String {
    if relative.hasPrefix("/") || base.isEmpty { return relative }
    if relative.isEmpty { return base }
    return base.hasSuffix("/") ? base + relative : base + "/" + relative
  }

  /// Without empty and `.` segments, and with each `..` undone where a name stands before it.
  package static func normalised(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var kept: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment != ".." {
        kept.append(segment)
      } else if let last = kept.last, last != ".." {
        kept.removeLast()
      } else if !isAbsolute {
        kept.append(segment)
      }
    }
    let joined = kept.joined(separator: "/")
    if isAbsolute { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// The directory a path's last name is in: `.` for a bare name.
  package static func parent(_ path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.utf8.lastIndex(of: 0x2F) else {
      return path.hasPrefix("/") ? "/" : "."
    }
    let parent = withoutTrailingSlashes(trimmed[..<slash])
    return parent.isEmpty ? "/" : String(parent)
  }

  /// The last name of a path.
  package static func name(_ path: String) -> String {
    let trimmed = withoutTrailingSlashes(path)
    guard let slash = trimmed.utf8.lastIndex(of: 0x2F) else { return String(trimmed) }
    return String(trimmed[trimmed.utf8.index(after: slash)...])
  }

  /// What follows the last dot of the last name, as written; nil for `name` and `.name`.
  package static func suffix(_ path: String) -> String? {
    let name = name(path)
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.startIndex else { return nil }
    return String(name[name.utf8.index(after: dot)...])
  }

  /// Whether `path`, read below `directory`, stays inside it by its text alone; symbolic links are
  /// another matter, see `resolved`.
  package static func staysInside(_ path: String) -> Bool {
    guard !path.hasPrefix("/") && !path.utf8.contains(0) else { return false }
    let normal = normalised(path)
    return normal != ".." && !normal.hasPrefix("../")
  }

  private static func withoutTrailingSlashes(_ path: some StringProtocol) -> Substring {
    var rest = Substring(path)
    while rest.utf8.count > 1 && rest.utf8.last == 0x2F { rest.removeLast() }
    return rest == "/" ? "" : rest
  }
}
