import Foundation
import PlacardPipeline
import Testing

@Suite("Manifests as files")
struct ManifestFilesTests {
  private func folders(_ name: String, _ text: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("placard-manifests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return ManifestFiles.sourceFolders(of: file.path).map {
      $0 == folder.path ? "." : String($0.dropFirst(folder.path.count + 1))
    }
  }

  @Test("Sources are looked for below the fixed parts of their patterns")
  func sources() throws {
    #expect(
      try folders(
        "cards.json",
        #"""
        {"cards": [], "sources": [
          {"files": "content/posts/**/*.md"}, {"files": ["docs/{a,b}/x.md", "!docs/a/y.md"]},
          {"files": "*.md"}, {"files": "content/posts/one.md"}]}
        """#) == ["content/posts", "docs", "."])
    #expect(
      try folders(
        "cards.jsonl",
        #"{"defaults": {}, "sources": [{"files": "content/*.md"}]}"# + "\n{\"id\": \"a\"}\n")
        == ["content"])
  }

  @Test("What has no sources, or is broken, has no folders")
  func none() throws {
    #expect(try folders("cards.json", #"{"cards": []}"#) == [])
    #expect(try folders("cards.json", "{") == [])
    #expect(try folders("cards.csv", "id,templateId\na,b\n") == [])
    #expect(ManifestFiles.sourceFolders(of: "/nowhere/cards.json") == [])
  }
}

@Suite("Excerpts of files")
struct FileExcerptTests {
  @Test("The lines round the place that an error names, whatever stands before it")
  func place() throws {
    let file = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("placard-excerpt-\(UUID().uuidString).json").path
    try Data("one\ntwo\nthree\nfour\n".utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let excerpt = try #require(FileExcerpt(placeIn: "\(file):1:3: jsonData: no (hint)"))
    #expect(excerpt.line == 1 && excerpt.column == 3)
    #expect(excerpt.lines.map(\.text) == ["one", "two", "three"])
    let later = try #require(FileExcerpt(placeIn: "templates: \(file):4: what\nmore: 1:2: x"))
    #expect(later.line == 4 && later.column == nil)
    #expect(later.lines.map(\.number) == [2, 3, 4, 5])
    #expect(FileExcerpt(placeIn: "\(file):9:1: past the end") == nil)
    #expect(FileExcerpt(placeIn: "/nowhere.json:1:1: gone") == nil)
    #expect(FileExcerpt(placeIn: "it failed: for no place: 12") == nil)
  }
}
