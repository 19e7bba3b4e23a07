import Foundation
import PlacardSystem
import Testing

@Suite("Files and directories") struct FileTests {
  @Test("Bytes replaced are bytes read, and no temporary file stays")
  func replace() throws {
    let folder = try Folder()
    let path = folder / "a.bin"
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileBytes.replace(path, with: bytes)
    #expect(try FileBytes.read(path, bytesMax: 70_000) == bytes)
    try FileBytes.replace(path, with: [1])
    #expect(try FileBytes.read(path, bytesMax: 1) == [1])
    #expect(try Directory.entries(folder.path).map(\.name) == ["a.bin"])
  }

  @Test("A file of exactly the limit is read, one byte more is refused")
  func limit() throws {
    let folder = try Folder()
    try FileBytes.replace(folder / "a", with: [1, 2, 3])
    #expect(try FileBytes.read(folder / "a", bytesMax: 3).count == 3)
    #expect(throws: SystemError.self) { try FileBytes.read(folder / "a", bytesMax: 2) }
    #expect(try !FileBytes.read("/proc/self/status", bytesMax: 100_000).isEmpty)
    #expect(throws: SystemError.self) { try FileBytes.read("/proc/self/status", bytesMax: 40) }
    #expect(try FileBytes.read("/dev/../proc/sys/kernel/ostype", bytesMax: 6).count == 6)
  }

  @Test("A pipe, a device and a directory are refused without waiting")
  func irregular() throws {
    let folder = try Folder()
    #expect(mkfifo(folder / "pipe", 0o600) == 0)
    for path in [folder / "pipe", "/dev/zero", folder.path] {
      #expect(throws: SystemError.self) { try FileBytes.read(path, bytesMax: 100) }
    }
  }

  @Test("An error names what was done, to what, and why it failed")
  func words() {
    let error = #expect(throws: SystemError.self) {
      try FileBytes.read("/nowhere/at/all", bytesMax: 1)
    }
    #expect(error?.isNotFound == true)
    #expect(error?.description == "open /nowhere/at/all: no such file or directory")
  }

  @Test("Lines come without their ends, however the buffer cuts them", arguments: [1, 2, 7, 4_096])
  func lines(bufferBytes: Int) throws {
    let folder = try Folder()
    let text = "one\r\n\ntwo words\n" + String(repeating: "x", count: 12) + "\n\rlast"
    try FileBytes.replace(folder / "l", with: Array(text.utf8))
    var reader = try LineReader.open(folder / "l", lineBytesMax: 12, bufferBytes: bufferBytes)
    var lines: [String] = []
    while let line = try reader.next() {
      guard case .bytes(let bytes) = line else { continue }
      lines.append(String(decoding: bytes, as: UTF8.self))
    }
    #expect(lines == ["one", "", "two words", "xxxxxxxxxxxx", "\rlast"])
    #expect(reader.lineNumber == 5)
  }

  @Test("A line one byte too long is passed over, and the next is right")
  func longLines() throws {
    let folder = try Folder()
    for (long, fits) in [(12, true), (13, false), (14, false), (100_000, false)] {
      for end in ["\n", "\r\n"] {
        let text = String(repeating: "y", count: long) + end + "after" + end
        try FileBytes.replace(folder / "l", with: Array(text.utf8))
        var reader = try LineReader.open(folder / "l", lineBytesMax: 12, bufferBytes: 16)
        if case .bytes? = try reader.next() { #expect(fits) } else { #expect(!fits) }
        guard case .bytes(let next)? = try reader.next() else {
          Issue.record("the second line is short")
          continue
        }
        #expect(String(decoding: next, as: UTF8.self) == "after")
        #expect(reader.lineNumber == 2)
        #expect(try reader.next() == nil)
      }
    }
  }

  @Test("A walk lists every file once, sorted, and does not follow directories' links")
  func walk() throws {
    let folder = try Folder()
    for name in ["b/2.md", "b/1.md", "a.md", "b/c/3.md", ".hidden/4.md"] {
      try Directory.create(FilePath.parent(folder / name))
      try FileBytes.replace(folder / name, with: [])
    }
    #expect(symlink(folder.path, folder / "b/loop") == 0)
    #expect(symlink(folder / "a.md", folder / "z.md") == 0)
    #expect(
      try Directory.files(below: folder.path)
        == ["a.md", "z.md", "b/1.md", "b/2.md", "b/c/3.md"])
    #expect(FileStatus.of(folder / "b")?.kind == .directory)
    #expect(FileStatus.of(folder / "absent") == nil)
    #expect(throws: SystemError.self) { try Directory.create(folder / "a.md/x") }
  }

  @Test("An exclusive lock keeps others out until it ends; shared ones stand together")
  func locks() throws {
    let folder = try Folder()
    func isFree(_ mode: FileLock.Mode) throws -> Bool {
      let lock = try FileLock.acquire(folder / "lock", mode)
      switch lock {
      case .some: return true
      case .none: return false
      }
    }
    do {
      let held = try FileLock.acquire(folder / "lock", .exclusive)
      #expect(try !isFree(.shared))
      #expect(try !isFree(.exclusive))
      withExtendedLifetime(held) {}
    }
    let one = try FileLock.acquire(folder / "lock", .shared)
    #expect(try isFree(.shared))
    #expect(try !isFree(.exclusive))
    withExtendedLifetime(one) {}
  }

  @Test("Paths are joined, taken apart and cleaned by their text")
  func paths() {
    #expect(FilePath.join("a", "b/c") == "a/b/c")
    #expect(FilePath.join("a/", "/b") == "/b")
    #expect(FilePath.normalised("/a/./b//../c/") == "/a/c")
    #expect(FilePath.normalised("../../x") == "../../x")
    #expect(FilePath.normalised("/../x") == "/x")
    #expect(FilePath.normalised("a/..") == ".")
    #expect(FilePath.parent("a") == "." && FilePath.parent("/a") == "/")
    #expect(FilePath.parent("/a/b/") == "/a" && FilePath.parent("/") == "/")
    #expect(FilePath.name("/a/b.png/") == "b.png")
    #expect(FilePath.suffix("a.b/c") == nil && FilePath.suffix("x/.env") == nil)
    #expect(FilePath.suffix("x.tar.gz") == "gz")
    #expect(FilePath.staysInside("a/../b") && !FilePath.staysInside("a/../../b"))
    #expect(!FilePath.staysInside("/etc/passwd") && !FilePath.staysInside("a\0b"))
  }
}

/// A directory of its own for one test.
final class Folder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/placard-\(UUID().uuidString)"
    try Directory.create(path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  static func / (folder: Folder, name: String) -> String {
    FilePath.join(folder.path, name)
  }
}
