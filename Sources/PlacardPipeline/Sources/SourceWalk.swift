internal import PlacardCore
internal import PlacardSystem

/// A file that a rule's patterns match.
struct SourceFile {
  /// From the manifest's folder.
  var path: String
  /// The same below the fixed part of the pattern that matched first.
  var below: String
  var size: Int
  /// Whether it is reached by a symbolic link.
  var isLink: Bool
}

/// Finds the files of a rule. Links to folders are not entered, so there is no way round in circles.
struct SourceWalk {
  private let rule: SourceRule
  /// The manifest's folder.
  private let folder: String

  init(_ rule: SourceRule, folder: String) {
    self.rule = rule
    self.folder = folder
  }

  /// The files in the order of their paths' bytes, each once. Throws, for the whole manifest, where a
  /// pattern matches none.
  func files() throws(PipelineError) -> [SourceFile] {
    var found: [String: SourceFile] = [:]
    for pattern in rule.patterns {
      var count = 0
      try walk(pattern.glob) { file in
        count += 1
        if rule.exclusions.contains(where: { $0.matches(file.path) }) { return }
        if found[file.path] == nil { found[file.path] = file }
      }
      if count == 0 { throw .input(rule.source.located(nothing(pattern))) }
    }
    return found.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func walk(
    _ glob: Glob, _ body: (SourceFile) -> Void
  ) throws(PipelineError) {
    guard FileStatus.of(FilePath.join(folder, glob.root))?.kind == .directory else { return }
    // A stack of our own: a hostile depth must not end the thread's.
    var waiting = [glob.root]
    while let place = waiting.popLast() {
      let entries: [Directory.Entry]
      do throws(SystemError) {
        entries = try Directory.entries(FilePath.join(folder, place))
      } catch {
        throw .system(error)
      }
      for entry in entries {
        let path = FilePath.join(place, entry.name)
        if entry.kind == .directory {
          let isWanted =
            glob.mayMatch(below: path)
            && !rule.exclusions.contains { $0.matchesAll(below: path) }
          if isWanted { waiting.append(path) }
        } else if entry.kind != .other, glob.matches(path),
          let status = FileStatus.of(FilePath.join(folder, path)), status.kind == .file
        {
          let below = glob.root.isEmpty ? path : String(path.dropFirst(glob.root.count + 1))
          body(
            SourceFile(
              path: path, below: below, size: status.size, isLink: entry.kind == .symbolicLink))
        }
      }
    }
  }

  /// The error for a pattern without a file: the first of its folders that is not there, or that none
  /// of what is there matches.
  private func nothing(_ pattern: SourceRule.Pattern) -> InputError {
    var error = InputError(
      .missing, path: pattern.path,
      message: "no file matches \(Excerpt.quoted(pattern.glob.text))", offset: pattern.offset)
    var place = ""
    for name in pattern.glob.root.split(separator: "/") {
      let next = FilePath.join(place, String(name))
      guard FileStatus.of(FilePath.join(folder, next))?.kind == .directory else {
        let entries = (try? Directory.entries(FilePath.join(folder, place))) ?? []
        let names = entries.filter { $0.kind == .directory }.map(\.name)
        error.hint = "there is no folder \(Excerpt.quoted(shown(next)))"
        if let near = NearestName.of(String(name), among: names) {
          error.hint? += "; did you mean \(Excerpt.quoted(shown(FilePath.join(place, near))))?"
        }
        return error
      }
      place = next
    }
    error.hint =
      "the folder \(Excerpt.quoted(shown(place))) holds none; links to folders are not followed"
    return error
  }

  private func shown(_ path: String) -> String {
    let shown = FilePath.normalised(FilePath.join(folder, path))
    return shown
  }
}
