import Foundation
import PlacardSystem
import Testing

@Suite("Files that appear whole") struct NewFileTests {
  @Test("Bytes of any pieces are there when it is placed, and nothing of it before or else")
  func placed() throws {
    let folder = try Folder()
    try FileBytes.replace(folder / "a", with: [1])
    let pieces = [Array("head\n".utf8), [], [UInt8](repeating: 7, count: 200_000), [9]]
    var file = try NewFile(for: folder / "a", in: folder.path)
    for piece in pieces { try file.write(piece) }
    try file.write("end")
    #expect(try FileBytes.read(folder / "a", bytesMax: 10) == [1])
    try file.place()
    #expect(
      try FileBytes.read(folder / "a", bytesMax: 1 << 20) == pieces.flatMap { $0 }
        + Array("end".utf8))
    #expect(try Directory.entries(folder.path).map(\.name) == ["a"])
  }

  @Test("One that is not placed goes, and what was there stays")
  func dropped() throws {
    let folder = try Folder()
    do {
      var file = try NewFile(for: folder / "a", in: folder.path)
      try file.write("half")
      let names = try Directory.entries(folder.path).map(\.name)
      #expect(names.count == 1 && names[0].hasPrefix(NewFile.namePrefix))
    }
    #expect(try Directory.entries(folder.path).isEmpty)
    let error = #expect(throws: SystemError.self) {
      _ = try NewFile(for: folder / "no/a", in: folder / "no")
    }
    #expect(error?.path == folder / "no/a" && error?.isNotFound == true)
  }

  @Test("A second name takes the place of another file, and of itself")
  func links() throws {
    let folder = try Folder()
    try FileBytes.replace(folder / "a", with: [1, 2])
    try FileBytes.replace(folder / "b", with: [3])
    for _ in 0..<2 { #expect(try FileName.link(folder / "a", as: folder / "b", in: folder.path)) }
    #expect(FileStatus.of(folder / "a")?.inode == FileStatus.of(folder / "b")?.inode)
    #expect(try Directory.entries(folder.path).map(\.name) == ["a", "b"])
    #expect(throws: SystemError.self) {
      try FileName.link(folder / "none", as: folder / "b", in: folder.path)
    }
    try FileName.rename(folder / "b", to: folder / "c")
    #expect(try FileName.remove(folder / "c") && !FileName.remove(folder / "c"))
    #expect(!FileName.removeEmptyDirectory(folder.path))
    #expect(try FileName.remove(folder / "a") && FileName.removeEmptyDirectory(folder.path))
  }
}
