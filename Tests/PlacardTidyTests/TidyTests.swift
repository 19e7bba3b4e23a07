import Foundation
import Testing

@Suite("The house rules")
struct TidyTests {
  /// What each room may import: the arrows of the plan, downward only.
  static let imports: [String: Set<String>] = [
    "PlacardSystem": ["CLinux"],
    "PlacardCore": ["CSodium"],
    "PlacardFetch": ["PlacardCore", "CCurl"],
    "PlacardContent": ["PlacardCore", "CYAML", "CGumbo"],
    "PlacardRender": ["PlacardCore", "CCairo", "CQR", "CRsvg"],
    "PlacardCodec": [
      "PlacardCore", "CWebP", "CJPEG", "CDeflate", "CSpng", "CAVIF", "CGIF", "CLCMS",
    ],
    "PlacardStore": ["PlacardCore", "PlacardSystem", "CLMDB"],
    "PlacardHTTP": ["PlacardSystem", "CLinux"],
    "PlacardPipeline": [
      "PlacardCore", "PlacardSystem", "PlacardFetch", "PlacardContent", "PlacardRender",
      "PlacardCodec", "PlacardStore",
    ],
    "PlacardServer": [
      "PlacardCore", "PlacardSystem", "PlacardStore", "PlacardPipeline", "PlacardHTTP",
      "StudioFiles",
    ],
    "PlacardCLI": [
      "PlacardCore", "PlacardSystem", "PlacardStore", "PlacardPipeline", "PlacardHTTP",
      "PlacardServer",
    ],
    "placard": ["PlacardCLI"],
  ]

  /// Modules of the toolchain that any room may import.
  static let toolchain: Set<String> = ["Glibc", "Synchronization"]

  @Test("the sources are found")
  func found() {
    #expect(SourceTree.sources.count > 50)
    #expect(Set(SourceTree.sources.map(\.room)) == Set(Self.imports.keys))
  }

  @Test("modules import downward only, and a door from its owner's room alone")
  func directions() {
    for file in SourceTree.sources {
      for (index, line) in file.lines.enumerated() {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword <= 1, words.count > keyword + 1
        else { continue }
        let module = String(words[keyword + 1])
        #expect(
          Self.imports[file.room]?.contains(module) == true || Self.toolchain.contains(module),
          "\(place(file, index))")
        let isDoor = module.hasPrefix("C") && !module.hasPrefix("Ca")
        #expect(!isDoor || line.hasPrefix("internal import"), "\(place(file, index))")
      }
    }
  }

  @Test("Core is pure: no files, clocks, environment or threads")
  func pureCore() {
    let banned = ["open(", "getenv(", "clock_gettime(", "pthread_", "fopen("]
    for file in SourceTree.sources where file.room == "PlacardCore" {
      for (index, line) in code(file) where banned.contains(where: line.contains) {
        Issue.record("\(place(file, index))")
      }
    }
  }

  @Test(
    "banned words do not stand in the sources",
    arguments: [
      #"^\s*(internal |package )?import Foundation"#,
      #"^\s*(public|open)\s+(class|func|var|let|struct|enum|init|final|static)\b"#, #"@testable"#,
      #"\btry!"#, #"\bas!"#, #"(^|[^.\w])print\("#, #"\bfatalError\("#, #"\bTask(\.detached)? \{"#,
      #"\) async\b"#, #"\bDispatch(Queue|Group|Semaphore)\b"#,
      #"^\s*(package |private |final )*actor\s"#, #"\bTODO\b"#, #"\bFIXME\b"#,
    ])
  func banned(pattern: String) throws {
    let word = try Regex(pattern)
    for file in SourceTree.sources {
      for (index, line) in code(file) where line.contains(word) {
        Issue.record("\(place(file, index))")
      }
    }
  }

  @Test("tests see what the neighbours see")
  func noTestable() {
    let word = "@test" + "able"
    for file in SourceTree.tests {
      for (index, line) in file.lines.enumerated() where line.hasPrefix(word) {
        Issue.record("\(place(file, index))")
      }
    }
  }

  @Test("files stay under 400 lines")
  func fileLength() {
    for file in SourceTree.sources + SourceTree.tests {
      #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("functions stay within 60 lines")
  func functionLength() {
    var count = 0
    for file in SourceTree.sources {
      for (start, line) in file.lines.enumerated() where beginsFunction(line) {
        guard let opening = openingLine(of: start, in: file) else { continue }
        let indent = line.prefix { $0 == " " }
        guard let end = file.lines[opening...].dropFirst().firstIndex(where: { $0 == indent + "}" })
        else { continue }
        count += 1
        #expect(end - start <= 60, "\(place(file, start)) has \(end - start) lines")
      }
    }
    #expect(count > 1_000)
  }

  @Test("unchecked promises state their proof")
  func safety() {
    for file in SourceTree.sources {
      for (index, line) in code(file)
      where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)")
        || line.contains("Unmanaged")
      {
        let above = file.lines[max(0, index - 6)..<index]
        #expect(above.contains { $0.contains("// SAFETY:") }, "\(place(file, index))")
      }
    }
  }

  @Test("every type and function of a room's face has a doc comment")
  func docComments() {
    let words =
      ["package func", "package static func", "package struct", "package enum"]
      + ["package final class", "package protocol", "package mutating func"]
    for file in SourceTree.sources {
      for (index, line) in file.lines.enumerated() {
        let bare = line.trimmingCharacters(in: .whitespaces)
        guard words.contains(where: bare.hasPrefix) else { continue }
        // Operators and conformances say by their names what they are.
        if bare.contains("func ==") || bare.contains("func <") || bare.contains("func hash(") {
          continue
        }
        var above = index - 1
        while above >= 0,
          file.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@")
        {
          above -= 1
        }
        let comment = above >= 0 ? file.lines[above].trimmingCharacters(in: .whitespaces) : ""
        #expect(comment.hasPrefix("///"), "\(place(file, index))")
      }
    }
  }

  private func beginsFunction(_ line: String) -> Bool {
    let bare = line.trimmingCharacters(in: .whitespaces)
    return !bare.hasPrefix("//") && (bare.contains("func ") || bare.contains("init("))
  }

  /// The line that ends in a function's opening brace: its first, or one soon after it where the
  /// signature is long. Nil for what has no body of its own lines.
  private func openingLine(of start: Int, in file: SourceFile) -> Int? {
    for index in start..<min(start + 15, file.lines.count) {
      if file.lines[index].hasSuffix("{") { return index }
      if file.lines[index].hasSuffix("}") { return nil }
    }
    return nil
  }

  /// The lines of `file` that are not comments.
  private func code(_ file: SourceFile) -> [(Int, String)] {
    file.lines.enumerated().filter {
      !$0.element.trimmingCharacters(in: .whitespaces).hasPrefix("//")
    }.map { ($0.offset, $0.element) }
  }
}
