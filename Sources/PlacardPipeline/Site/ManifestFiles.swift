internal import PlacardCore
internal import PlacardSystem

/// Manifests as files, before anything is built from them.
package enum ManifestFiles {
  private static let bytesMax = 8_000_000
  private static let wildcards: Set<Character> = ["*", "?", "[", "{", "\\"]

  /// Throws as a build does for the first of `paths` that is not there or not named as a manifest.
  package static func check(_ paths: [String]) throws(PipelineError) {
    try ManifestFeed(limits: Limits(), progress: BuildProgress()).check(paths)
  }

  /// The folders whose files the manifest at `path` takes cards from, by the fixed parts of its
  /// `sources`' patterns, which start at the manifest's folder; none for one that has no sources or
  /// cannot be read, of which a build says more.
  package static func sourceFolders(of path: String) -> [String] {
    guard let bytes = try? FileBytes.read(path, bytesMax: bytesMax) else { return [] }
    // In JSON Lines they stand in the first line, with the defaults.
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let text = (try? ManifestFormat(fileName: path)) == .jsonLines ? Array(first) : bytes
    guard let json = try? JSONParser.parse(text), case .array(let rules)? = json["sources"]?.value
    else { return [] }
    var folders: [String] = []
    for rule in rules {
      for pattern in patterns(rule["files"]) where !pattern.hasPrefix("!") {
        let folder = FilePath.normalised(
          FilePath.join(FilePath.parent(path), fixedPart(of: pattern)))
        if !folders.contains(folder) { folders.append(folder) }
      }
    }
    return folders
  }

  private static func patterns(_ files: JSON?) -> [String] {
    switch files?.value {
    case .string(let pattern): [pattern]
    case .array(let list):
      list.compactMap {
        guard case .string(let pattern) = $0.value else { return nil }
        return pattern
      }
    default: []
    }
  }

  /// The names before the first with a wildcard, without the last.
  private static func fixedPart(of pattern: String) -> String {
    pattern.split(separator: "/").dropLast()
      .prefix { !$0.contains(where: wildcards.contains) }.joined(separator: "/")
  }
}
