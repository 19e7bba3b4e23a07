import Foundation
import PlacardSystem
import Testing

@Suite("Watching files")
struct FileWatcherTests {
  /// A folder that goes with the value.
  private final class Folder {
    let path: String

    init() throws {
      path =
        FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appendingPathComponent("placard-watch-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// By a process of its own: a file that this one has open is also open, for a moment, in a child
    /// that another test starts just then, and only the last of them closes it.
    func write(_ name: String, _ text: String = "text") throws {
      let end = try ChildProcess.run(
        "/bin/sh", ["-c", "printf %s \"$1\" > \"$0\"", path + "/" + name, text])
      try #require(end == .exited(0))
    }

    /// As editors do: beside the file, and then in its place.
    func replace(_ name: String, _ text: String = "new") throws {
      try write(name + ".new", text)
      rename(path + "/" + name + ".new", path + "/" + name)
    }

    func make(_ name: String) throws {
      try FileManager.default.createDirectory(
        atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    func remove(_ name: String) throws {
      try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    func move(_ name: String, _ other: String) {
      rename(path + "/" + name, path + "/" + other)
    }

    /// The names below the folder of what has changed.
    func names(_ changes: FileWatcher.Changes) -> Set<String> {
      Set(changes.paths.map { $0 == path ? "" : String($0.dropFirst(path.count + 1)) })
    }
  }

  @Test("Writing, replacing, removing and moving files below a folder are changes")
  func tree() throws {
    let folder = try Folder()
    try folder.make("templates/blog")
    try folder.write("templates/blog/post.json")
    var watcher = try FileWatcher.create()
    try watcher.watch(tree: folder.path)
    #expect(try watcher.take().isEmpty)
    try folder.write("templates/blog/post.json")
    #expect(folder.names(try watcher.take()).contains("templates/blog/post.json"))
    try folder.replace("templates/blog/post.json")
    #expect(folder.names(try watcher.take()).contains("templates/blog/post.json"))
    folder.move("templates/blog/post.json", "templates/blog/page.json")
    #expect(
      folder.names(try watcher.take()) == ["templates/blog/post.json", "templates/blog/page.json"])
    try folder.remove("templates/blog/page.json")
    #expect(folder.names(try watcher.take()) == ["templates/blog/page.json"])
    #expect(try watcher.take().isEmpty)
  }

  @Test("Reading a file is no change")
  func reading() throws {
    let folder = try Folder()
    try folder.write("a.json")
    var watcher = try FileWatcher.create()
    try watcher.watch(tree: folder.path)
    _ = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.json"))
    _ = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(try watcher.take().isEmpty)
  }

  @Test("Folders that come to be are watched, with what was in them before that")
  func newFolders() throws {
    let folder = try Folder()
    var watcher = try FileWatcher.create()
    try watcher.watch(tree: folder.path)
    try folder.make("a/b")
    try folder.write("a/b/one.json")
    #expect(folder.names(try watcher.take()).contains("a/b/one.json"))
    try folder.write("a/b/two.json")
    #expect(folder.names(try watcher.take()) == ["a/b/two.json"])
    // A folder that moves is known by its new name.
    folder.move("a", "c")
    _ = try watcher.take()
    try folder.write("c/b/one.json")
    #expect(folder.names(try watcher.take()) == ["c/b/one.json"])
  }

  @Test("A folder that moves out of the tree is watched no more")
  func movedAway() throws {
    let folder = try Folder()
    try folder.make("site/a/b")
    var watcher = try FileWatcher.create()
    try watcher.watch(tree: folder.path + "/site")
    folder.move("site/a", "elsewhere")
    #expect(folder.names(try watcher.take()) == ["site/a"])
    try folder.write("elsewhere/b/x.json")
    try folder.write("elsewhere/y.json")
    #expect(try watcher.take().isEmpty)
  }

  @Test("Hidden files, what editors leave and excluded folders do not count")
  func ignored() throws {
    let folder = try Folder()
    try folder.make(".placard")
    try folder.make("store")
    var watcher = try FileWatcher.create()
    watcher.exclude(folder.path + "/store")
    try watcher.watch(tree: folder.path)
    for name in [".placard/data.mdb", "store/data.mdb", ".post.json.swp", "post.json~"] {
      try folder.write(name)
    }
    #expect(try watcher.take().isEmpty)
  }

  @Test("Of a file that is watched by itself its neighbours do not count")
  func singleFile() throws {
    let folder = try Folder()
    var watcher = try FileWatcher.create()
    try watcher.watch(file: folder.path + "/cards.jsonl")
    try folder.write("other.jsonl")
    #expect(try watcher.take().isEmpty)
    try folder.write("cards.jsonl")
    #expect(folder.names(try watcher.take()) == ["cards.jsonl"])
    try folder.replace("cards.jsonl")
    #expect(folder.names(try watcher.take()) == ["cards.jsonl"])
    // One in a tree besides.
    try watcher.watch(tree: folder.path)
    try folder.write("other.jsonl")
    #expect(folder.names(try watcher.take()) == ["other.jsonl"])
  }

  @Test("A tree that goes and comes back is watched again", .timeLimit(.minutes(1)))
  func rootComesBack() throws {
    let folder = try Folder()
    try folder.make("site")
    var watcher = try FileWatcher.create()
    try watcher.watch(tree: folder.path + "/site")
    try folder.remove("site")
    // A folder ends with the last who has it open, which may be another test's child.
    var changes = try watcher.take()
    while changes.isEmpty {
      usleep(1_000)
      changes = try watcher.take()
    }
    #expect(folder.names(changes) == ["site"])
    try folder.make("site")
    _ = try watcher.take()
    try folder.write("site/x.json")
    #expect(folder.names(try watcher.take()) == ["site/x.json"])
  }

  @Test("When the queue runs over it says so, and goes on")
  func overflow() throws {
    let limit = try #require(
      Int(
        try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
          .trimmingCharacters(in: .whitespacesAndNewlines)))
    let folder = try Folder()
    try folder.write("a.json")
    try folder.write("b.json")
    var watcher = try FileWatcher.create()
    try watcher.watch(tree: folder.path)
    // Equal events in a row are one, so two files take turns; twice the limit, since some come late.
    let paths = ["a.json", "b.json"].map { folder.path + "/" + $0 }
    for index in 0..<2 * limit {
      let descriptor = open(paths[index % 2], O_WRONLY)
      close(descriptor)
    }
    #expect(try watcher.take().isIncomplete)
    try folder.write("c.json")
    let after = try watcher.take()
    #expect(!after.isIncomplete && folder.names(after).contains("c.json"))
  }
}
