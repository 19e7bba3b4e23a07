import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting

/// A small site in a directory of its own, which goes with the value. The program runs in it, so
/// that `--site .` is the site and paths in messages are short.
final class TestSite {
  let path: String

  static let fontFolder = "/usr/share/fonts/truetype/dejavu"

  /// The site's limits, as members of JSON; the map is small so that a test's store is too.
  init(limits: String = #""storeMapBytes": 268435456"#) throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("placard-site-\(UUID().uuidString)").path
    for folder in ["fonts", "templates", "assets"] {
      try FileManager.default.createDirectory(
        atPath: path + "/" + folder, withIntermediateDirectories: true)
    }
    try copyFont("DejaVuSans.ttf")
    try copyFont("DejaVuSansMono.ttf")
    try write("site.json", #"{"fonts": ["fonts/DejaVuSans.ttf"], "limits": {\#(limits)}}"#)
    try write("templates/plain.json", Self.plain)
    try write("templates/mono.json", Self.mono)
    try write("templates/bare.json", Self.bare)
    try write("templates/badge.json", Self.badge)
    try write("assets/red.png", Self.png([0, 0, 255, 255]))
    try write("assets/blue.png", Self.png([255, 0, 0, 255]))
  }

  deinit {
    // A test may have taken the right to write away.
    chmod(path + "/.placard", 0o755)
    try? FileManager.default.removeItem(atPath: path)
  }

  // MARK: Templates.

  /// A title in the default font, and a box.
  static let plain = template(
    "plain",
    """
    {"name": "title", "type": "text", "x": 2, "y": 2, "width": 60, "height": 24,
     "text": "{{title}}", "fontSize": 10},
    {"name": "box", "type": "shape", "x": 2, "y": 34, "width": 20, "height": 10, "fill": "#cc3333"}
    """)

  /// A title in a font that only its name reaches.
  static let mono = template(
    "mono",
    """
    {"name": "title", "type": "text", "x": 2, "y": 2, "width": 60, "height": 24,
     "text": "{{title}}", "fontSize": 10, "fontFamily": "DejaVu Sans Mono"}
    """)

  /// Shapes alone.
  static let bare = template(
    "bare",
    """
    {"name": "box", "type": "shape", "x": 2, "y": 2, "width": 20, "height": 10, "fill": "#cc3333"}
    """)

  /// A picture and nothing else.
  static let badge = template(
    "badge",
    """
    {"name": "logo", "type": "image", "x": 8, "y": 8, "width": 32, "height": 32,
     "image_url": "assets/red.png"}
    """)

  static func template(_ id: String, _ layers: String) -> String {
    """
    {"id": "\(id)", "name": "\(id)", "public": true, "jsonData": {
      "canvas": {"width": 64, "height": 48, "background": "#eeeeff"},
      "layers": [\(layers)],
      "variables": [{"name": "title", "type": "text", "default": "Untitled"}]}}
    """
  }

  /// Sixteen pixels of one colour: blue, green, red, alpha.
  static func png(_ pixel: [UInt8]) -> [UInt8] {
    TestPNG.encode(TestImage(width: 4, height: 4, pixel: pixel))
  }

  // MARK: Files.

  func copyFont(_ name: String) throws {
    try FileManager.default.copyItem(
      atPath: Self.fontFolder + "/" + name, toPath: path + "/fonts/" + name)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// The lines as `name`, in JSON Lines.
  func manifest(_ lines: [String], _ name: String = "cards.jsonl") throws {
    try write(name, lines.map { $0 + "\n" }.joined())
  }

  // MARK: Runs.

  func run(_ words: String..., prelude: String = "") throws -> Ran {
    try start(words, prelude: prelude).wait()
  }

  func start(_ words: [String], prelude: String = "") throws -> Running {
    try Program.start(words, in: path, prelude: prelude)
  }

  /// Builds `manifests` with `--json`; the report stands for exit statuses 0 and 1.
  func build(
    _ manifests: [String] = ["cards.jsonl"], _ options: String..., store: String = ".placard"
  ) throws -> Report {
    let words = ["build"] + manifests + ["--site", ".", "--store", store, "--json"] + options
    let ran = try start(words).wait()
    do {
      var report = try JSONDecoder().decode(Report.self, from: Data(ran.output))
      report.status = ran.status
      return report
    } catch {
      throw Report.None(end: ran.end, errors: ran.errors)
    }
  }

  // MARK: The store.

  /// The published pages by card id.
  func pages(store: String = ".placard") throws -> [String: PageRecord] {
    try withSnapshot(store) { snapshot in
      var pages: [String: PageRecord] = [:]
      try snapshot.forEachPage { page in
        pages[page.id] = page
        return true
      }
      return pages
    }
  }

  /// The stored pictures' hashes.
  func objects(store: String = ".placard") throws -> Set<String> {
    try withSnapshot(store) { snapshot in
      var hashes: Set<String> = []
      try snapshot.forEachObject { hash, _ in
        hashes.insert(hash.hex)
        return true
      }
      return hashes
    }
  }

  /// The bytes of a stored picture.
  func body(_ hash: ContentHash, store: String = ".placard") throws -> [UInt8]? {
    try withSnapshot(store) { try $0.object(hash).map { Array($0.body) } }
  }

  func withSnapshot<R>(_ store: String, _ body: (Snapshot) throws -> R) throws -> R {
    let place = store.hasPrefix("/") ? store : path + "/" + store
    let reader = try Store.open(at: place, create: false).reader()
    try reader.renew()
    return try body(reader.snapshot)
  }
}

/// What `placard build --json` prints.
struct Report: Decodable {
  struct Failure: Decodable, Equatable {
    var card: String?
    var code: String
    var file: String?
    var line: Int?
    var column: Int?
    var path: String
    var message: String
    var hint: String?
  }

  /// There was no report to read.
  struct None: Error {
    var end: Ran.End
    var errors: String
  }

  var cards: Int
  var pictures: Int
  var rendered: Int
  var reused: Int
  var failed: Int
  var bytes: Int
  var seconds: Double
  var build: Int?
  /// The store root, 64 hexadecimal digits.
  var root: String?
  var failures: [Failure]
  /// The exit status that came with it.
  var status: Int32?
}
