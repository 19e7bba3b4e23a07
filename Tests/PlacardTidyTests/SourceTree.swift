import Foundation

/// The repository's Swift files, read once.
struct SourceFile: Sendable {
  /// From the repository's root, as in `Sources/PlacardCore/Limits.swift`.
  var path: String
  var lines: [String]

  /// `PlacardCore` of `Sources/PlacardCore/Limits.swift`.
  var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}

enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sources = files(below: "Sources")
  static let tests = files(below: "Tests")

  /// The files below a folder of the repository whose names end so, in the order of their names.
  static func files(below folder: String, ending endings: [String] = [".swift"]) -> [SourceFile] {
    let top = root.appendingPathComponent(folder)
    let names = FileManager.default.enumerator(atPath: top.path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().map { name in
      let text = (try? String(contentsOf: top.appendingPathComponent(name), encoding: .utf8)) ?? ""
      return SourceFile(
        path: folder + "/" + name,
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }
}

/// A place that breaks a rule, as a compiler would print it.
func place(_ file: SourceFile, _ index: Int) -> String {
  "\(file.path):\(index + 1): \(file.lines[index].trimmingCharacters(in: .whitespaces))"
}
