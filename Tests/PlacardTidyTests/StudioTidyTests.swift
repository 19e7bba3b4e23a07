import Foundation
import Testing

@Suite("The house rules of the studio's files")
struct StudioTidyTests {
  static let files = SourceTree.files(below: "Sources/StudioFiles/web", ending: [".js", ".css"])

  private func lines(_ ending: String) -> [(file: SourceFile, index: Int, text: String)] {
    Self.files.filter { $0.path.hasSuffix(ending) }.flatMap { file in
      file.lines.enumerated().map { (file, $0.offset, $0.element) }
    }
  }

  @Test("The files are found, and none is longer than 300 lines")
  func sizes() {
    #expect(Self.files.count > 60)
    for file in Self.files where file.lines.count > 301 {
      Issue.record("\(file.path): \(file.lines.count) lines")
    }
  }

  @Test("Lines of modules have up to 100 columns, but for the icons' paths")
  func columns() {
    for (file, index, text) in lines(".js") where text.count > 100 {
      if !file.path.hasSuffix("/icons.js") { Issue.record("\(place(file, index))") }
    }
  }

  @Test(
    "No text becomes markup or a program, and nothing is left lying about",
    arguments: [
      #"\b(inner|outer)HTML\b"#, #"insertAdjacentHTML"#, #"document\.write"#, #"\beval\("#,
      #"new Function\b"#, #"^\s*console\."#, #"\bdebugger\b"#, #"\bTODO\b"#, #"\bFIXME\b"#,
    ])
  func banned(pattern: String) throws {
    let word = try Regex(pattern)
    for (file, index, text) in lines(".js") where text.contains(word) {
      Issue.record("\(place(file, index))")
    }
  }

  @Test("Nothing is loaded from elsewhere")
  func ownFilesOnly() throws {
    let loads = try Regex(#"(from|import\(|url\(|@import)\s*["']?\s*(https?:)?//"#)
    for (file, index, text) in lines(".js") + lines(".css") where text.contains(loads) {
      Issue.record("\(place(file, index))")
    }
  }

  @Test("Colours stand in tokens.css alone, each for light and dark")
  func colours() throws {
    let colour = try Regex(#"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\("#)
    for (file, index, text) in lines(".css") where text.contains(colour) {
      if !file.path.hasSuffix("/tokens.css") { Issue.record("\(place(file, index))") }
    }
  }

  @Test("The page asks for its style sheets and for what its first module imports at once")
  func head() throws {
    let folder = "Sources/StudioFiles/web"
    let page = try #require(SourceTree.files(below: folder, ending: ["index.html"]).first)
    let sheets = Self.files.map(\.path).filter { $0.hasSuffix(".css") }
    #expect(
      linked(page, "stylesheet").sorted() == sheets.map { String($0.dropFirst(folder.count + 1)) })
    var modules: Set<String> = []
    try follow("app.js", in: folder, into: &modules)
    #expect(modules.count > 10)
    #expect(linked(page, "modulepreload").sorted() == modules.sorted())
  }

  /// The files that the page links as `kind`.
  private func linked(_ page: SourceFile, _ kind: String) -> [String] {
    let head = "<link rel=\"\(kind)\" href=\"{{files}}/"
    return page.lines.filter { $0.hasPrefix(head) }.map {
      String($0.dropFirst(head.count).prefix { $0 != "\"" })
    }
  }

  /// Adds a module and all that it imports, but for what it asks for when it is needed.
  private func follow(_ name: String, in folder: String, into found: inout Set<String>) throws {
    guard found.insert(name).inserted else { return }
    let file = try #require(Self.files.first { $0.path == "\(folder)/\(name)" }, "\(name)")
    let imports = try Regex(#"^(?:import .*|\} )from "(\.[^"]+)";$"#)
    for line in file.lines {
      guard let match = try imports.wholeMatch(in: line), let path = match[1].substring else {
        continue
      }
      let address = URL(string: String(path), relativeTo: URL(string: "studio:///" + name))
      try follow(String(try #require(address).path.dropFirst()), in: folder, into: &found)
    }
  }
}
