import Foundation
import PlacardCore
import PlacardRender
import Testing

@Suite("Font library")
struct FontsLibraryTests {
  @Test("Families carry the name, weights and slants of their files")
  func families() throws {
    let library = try TestFonts.library([
      TestFonts.interBold, TestFonts.interItalic, TestFonts.mono, TestFonts.inter,
    ])
    #expect(library.families.map(\.name) == ["Inter", "DejaVu Sans Mono"])
    #expect(library.families[0].files == [0, 1, 3])
    #expect(library.families[0].weights == [400...400, 700...700])
    #expect(library.families[0].hasItalic)
    #expect(!library.families[1].hasItalic)
  }

  @Test("A collection gives a family for each of its faces")
  func collection() throws {
    let names = try TestFonts.all.get().families.map(\.name)
    for convention in ["JP", "KR", "SC", "TC", "HK"] {
      #expect(names.contains("Noto Sans CJK \(convention)"))
    }
  }

  @Test("A text reaches the files of its families and then the fallback files, in order")
  func reach() throws {
    let library = try FontLibrary.load([
      TestFonts.file(TestFonts.inter, isFallback: false),
      TestFonts.file(TestFonts.arabic),
      TestFonts.file(TestFonts.mono, isFallback: false),
      TestFonts.file(TestFonts.hebrew),
      TestFonts.file(TestFonts.interBold, isFallback: false),
    ])
    #expect(library.reach(["Inter"]) == [0, 4, 1, 3])
    #expect(library.reach(["dejavu sans mono", "INTER"]) == [2, 0, 4, 1, 3])
    #expect(library.reach(["Noto Sans Hebrew"]) == [3, 1])
    #expect(library.reach(["Nowhere"]) == [1, 3])
  }

  @Test("Generic families stand for the first fallback family that fits")
  func generics() throws {
    let library = try TestFonts.library([
      TestFonts.emoji, TestFonts.mono, TestFonts.serif, TestFonts.inter,
    ])
    #expect(library.reach(["emoji"]).first == 0)
    #expect(library.reach(["monospace"]).first == 1)
    #expect(library.reach(["serif"]).first == 2)
    #expect(library.reach(["sans-serif"]).first == 3)
    #expect(library.reach(["system-ui"]).first == 3)
  }

  @Test("A family that no font answers to is unknown and has a nearest name")
  func unknown() throws {
    let library = try TestFonts.library([TestFonts.inter, TestFonts.mono])
    #expect(
      library.unknownFamilies(["inter", "Intre", "serif", "Helvetica"]) == [
        "Intre", "Helvetica",
      ])
    #expect(library.nearestFamily(to: "Intre") == "Inter")
    #expect(library.nearestFamily(to: "Dejavu Mono Sans Condensed Wide") == nil)
  }

  @Test("A missing file, a text file and a cut font are errors that name the file")
  func badFiles() throws {
    let folder = FileManager.default.temporaryDirectory
    let words = folder.appendingPathComponent("words-\(UUID()).ttf").path
    let cut = folder.appendingPathComponent("cut-\(UUID()).otf").path
    defer {
      try? FileManager.default.removeItem(atPath: words)
      try? FileManager.default.removeItem(atPath: cut)
    }
    try Data("not a font at all".utf8).write(to: URL(fileURLWithPath: words))
    let whole = try Data(contentsOf: URL(fileURLWithPath: TestFonts.inter))
    try whole.prefix(3_000).write(to: URL(fileURLWithPath: cut))
    for path in [words, cut, "/nowhere/absent.ttf"] {
      let error = #expect(throws: RenderError.self) {
        try FontLibrary.load([FontFile(path: path, digest: Digest(of: ""), isFallback: true)])
      }
      #expect(error?.code == .badFont)
      #expect(error?.message.contains(path) == true)
    }
  }

  @Test("A font with nothing but COLR version 1 glyphs is refused by name")
  func colorVersion1() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("colr-\(UUID()).ttf").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: TestFonts.mono)))
    try Data(Self.addingColorTable(to: original)).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: RenderError.self) {
      try FontLibrary.load([TestFonts.file(path)])
    }
    #expect(error?.message.contains(path) == true)
    #expect(error?.message.contains("COLR") == true)
  }

  @Test("A font with nothing but SVG glyphs is refused by name")
  func onlySVG() throws {
    let path = PictureFixture.folder.appendingPathComponent("assets/OnlySVG.ttf").path
    let error = #expect(throws: RenderError.self) {
      try FontLibrary.load([TestFonts.file(path)])
    }
    #expect(error?.code == .badFont)
    #expect(error?.message.contains(path) == true)
    #expect(error?.message.contains("only SVG glyphs") == true)
  }

  /// `font` with one of its tables renamed and overwritten to be a COLR table of version 1 without
  /// version 0 records; HarfBuzz finds tables by the directory's order.
  private static func addingColorTable(to font: [UInt8]) -> [UInt8] {
    let count = Int(font[4]) << 8 | Int(font[5])
    var records = (0..<count).map { Array(font[(12 + 16 * $0)..<(28 + 16 * $0)]) }
    var font = font
    for place in records.indices
    where ["FFTM", "GPOS", "kern"].contains(
      String(decoding: records[place].prefix(4), as: UTF8.self))
    {
      let offset = records[place][8..<12].reduce(0) { $0 << 8 | Int($1) }
      records[place].replaceSubrange(0..<4, with: Array("COLR".utf8))
      font.replaceSubrange(offset..<(offset + 14), with: [0, 1] + [UInt8](repeating: 0, count: 12))
      break
    }
    records.sort { $0.prefix(4).lexicographicallyPrecedes($1.prefix(4)) }
    font.replaceSubrange(12..<(12 + 16 * count), with: records.joined())
    return font
  }

  @Test("A font file that changed after its digest was taken is refused when text reaches it")
  func changedFile() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("swap-\(UUID()).otf").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.copyItem(atPath: TestFonts.inter, toPath: path)
    let library = try FontLibrary.load([TestFonts.file(path)])
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: TestFonts.interBold, toPath: path)
    let content = TextContent(text: "Hello", style: TextStyle(families: ["Inter"]))
    let error = #expect(throws: RenderError.self) {
      try TextPainter(fonts: library).measure(content, width: nil)
    }
    #expect(error?.code == .badFont)
    #expect(error?.message.contains("changed") == true)
  }

  @Test("Without any font a text is an error")
  func noFonts() throws {
    let library = try FontLibrary.load([])
    let content = TextContent(text: "Hello", style: TextStyle(families: ["Inter"]))
    let error = #expect(throws: RenderError.self) {
      try TextPainter(fonts: library).measure(content, width: nil)
    }
    #expect(error?.code == .missingFont)
  }

  @Test("The environment's font variables are taken away")
  func environment() {
    setenv("FREETYPE_PROPERTIES", "truetype:interpreter-version=35", 1)
    setenv("PANGO_LANGUAGE", "ja", 1)
    FontLibrary.isolateEnvironment()
    #expect(getenv("FREETYPE_PROPERTIES") == nil)
    #expect(getenv("PANGO_LANGUAGE") == nil)
    #expect(getenv("PATH") != nil)
  }
}
