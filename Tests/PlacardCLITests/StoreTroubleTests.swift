import Foundation
import PlacardStore
import Testing

@Suite("Stores that are none, damaged, not ours to write or out of room")
struct StoreTroubleTests {
  private func site(cards count: Int = 2) throws -> TestSite {
    let site = try TestSite()
    try site.manifest(
      (0..<count).map {
        #"{"id": "c\#($0)", "templateId": "plain", "variables": {"title": "no. \#($0)"}}"#
      })
    return site
  }

  /// What each command that needs a store says of `store`, which is none.
  private func refusals(_ site: TestSite, _ store: String) throws -> [String] {
    try [
      ["verify"], ["gc"], ["compact"], ["keys", "list"], ["keys", "revoke", "k1"],
    ].map { words in
      let ran = try site.start(words + ["--store", store]).wait()
      #expect(ran.status == 4, "\(words)")
      #expect(ran.output.isEmpty)
      return ran.errors
    }
  }

  @Test("No store: what only reads makes none, and says what would")
  func missing() throws {
    let site = try site()
    for said in try refusals(site, "none") {
      #expect(
        said == "placard: store: open none: there is no store; "
          + "run `placard build` first, or name another with --store\n")
    }
    #expect(!FileManager.default.fileExists(atPath: site.path + "/none"))
    // An empty directory is none either.
    for said in try refusals(site, "assets") {
      #expect(said.hasPrefix("placard: store: open assets: there is no store; "))
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.path + "/assets").sorted()
        == ["blue.png", "red.png"])
  }

  @Test("A file in a store's place")
  func file() throws {
    let site = try site()
    let said =
      "placard: store: open site.json: it is a file, not a directory; "
      + "name the directory that holds data.mdb\n"
    let ran = try site.run("build", "cards.jsonl", "--site", ".", "--store", "site.json")
    #expect(ran.status == 4 && ran.errors == said)
    #expect(try refusals(site, "site.json") == Array(repeating: said, count: 5))
  }

  @Test("A data.mdb of something else stays as it is")
  func foreign() throws {
    let site = try site()
    try FileManager.default.createDirectory(
      atPath: site.path + "/other", withIntermediateDirectories: true)
    let bytes = Array("not LMDB's at all\n".utf8)
    try site.write("other/data.mdb", bytes)
    let said =
      "placard: store: open other: data.mdb is not an LMDB file; name the directory of a store\n"
    let ran = try site.run("build", "cards.jsonl", "--site", ".", "--store", "other")
    #expect(ran.status == 4 && ran.errors == said)
    #expect(try refusals(site, "other") == Array(repeating: said, count: 5))
    #expect(try site.read("other/data.mdb") == bytes)
  }

  @Test("A data.mdb that was cut off", arguments: [0.9, 0.5, 0.1])
  func truncated(share: Double) throws {
    let site = try site(cards: 30)
    #expect(try site.build().status == 0)
    let whole = try site.read(".placard/data.mdb")
    let count = Int(Double(whole.count) * share)
    try site.write(".placard/data.mdb", Array(whole.prefix(count)))
    let said =
      "placard: store: open .placard: data.mdb is cut off: \(count) of \(whole.count) bytes are "
      + "there; copy it again whole, or build into a new store\n"
    let ran = try site.run("build", "cards.jsonl", "--site", ".", "--store", ".placard")
    #expect(ran.status == 4 && ran.errors == said)
    #expect(try refusals(site, ".placard") == Array(repeating: said, count: 5))
    // Nothing was made of it: the whole file is the whole store.
    #expect(try site.read(".placard/data.mdb").count == count)
    try site.write(".placard/data.mdb", whole)
    #expect(try site.build().rendered == 0)
  }

  @Test("A map that is full ends the build with 5, keeps what it has, and a larger one goes on")
  func mapFull() throws {
    let site = try TestSite(limits: #""storeMapBytes": 1048576"#)
    try site.manifest([#"{"id": "old", "templateId": "bare"}"#], "old.jsonl")
    #expect(try site.build(["old.jsonl"]).status == 0)
    let before = try site.pages()
    try site.manifest(
      (0..<400).map {
        #"{"id": "c\#($0)", "templateId": "plain", "variables": {"title": "no. \#($0)"}}"#
      })
    let ran = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(ran.status == 5)
    #expect(ran.output.isEmpty)
    #expect(ran.errors.hasPrefix("placard: store: "))
    #expect(ran.errors.hasSuffix("; raise `limits.storeMapBytes` or run `placard gc`\n"))
    #expect(ran.errors.filter { $0 == "\n" }.count == 1)
    #expect(try site.pages() == before)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    // What is to make room has the room to do so.
    #expect(try site.run("gc", "--store", ".placard").status == 0)
    let kept = try site.objects().count - 1
    try site.write(
      "site.json",
      #"{"fonts": ["fonts/DejaVuSans.ttf"], "limits": {"storeMapBytes": 268435456}}"#)
    let report = try site.build()
    #expect(report.status == 0 && report.reused == kept && report.rendered == 400 - kept)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test(
    "A limit on the size of files ends the build with 5 and no signal, and keeps what it has",
    // Blocks of 512 bytes; LMDB's pages are 4,096, so that some limits cut a page in two.
    arguments: [256, 301, 320])
  func fileSizeLimit(blocks: Int) throws {
    let site = try site(cards: 400)
    let ran = try site.run(
      "build", "cards.jsonl", "--site", ".", prelude: "ulimit -f \(blocks);")
    #expect(ran.status == 5)
    #expect(
      ran.errors == "placard: store: commit: File too large; raise `ulimit -f`; "
        + "nothing committed is lost\n")
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    let kept = try site.objects().count
    let report = try site.build()
    #expect(report.status == 0 && report.reused == kept && report.rendered == 400 - kept)
  }

  /// Whether this machine lets the tests mount a file system of their own.
  private static let canMount: Bool = {
    let script = "unshare -m sh -c 'mount -t tmpfs -o size=100k none /mnt'"
    return (try? Program.start(shell: script, ["sh"]).wait().status) == 0
  }()

  @Test("A full disk ends the build with 5 and loses nothing", .enabled(if: canMount))
  func fullDisk() throws {
    let site = try site(cards: 400)
    try FileManager.default.createDirectory(
      atPath: site.path + "/disk", withIntermediateDirectories: true)
    try site.manifest([#"{"id": "old", "templateId": "bare"}"#], "old.jsonl")
    // The mount is the shell's own: what runs in it sees the small disk.
    let script = """
      cd "$0"; say() { "$@" >out 2>err; echo "$?: $(cat out err)"; }
      mount -t tmpfs -o size=600k none disk || exit
      say "$1" build old.jsonl --site . --store disk/s --formats png
      say "$1" build cards.jsonl --site . --store disk/s
      say "$1" verify --store disk/s
      head -c 10000000 /dev/zero >disk/rest 2>err
      say "$1" build cards.jsonl --site . --store disk/new
      say "$1" verify --store disk/s
      say "$1" keys list --store disk/s
      say "$1" render bare --site . --store disk/s -o disk/x.png
      rm disk/rest; mount -o remount,size=64m disk
      say "$1" build cards.jsonl --site . --store disk/s
      say "$1" verify --store disk/s
      """
    let program = try #require(Program.path)
    let ran = try Program.start(
      shell: "exec unshare -m sh -c \"$1\" \"$2\" \"$3\"", ["sh", script, site.path, program]
    ).wait()
    let lines = ran.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 9, "\(ran.text) \(ran.errors)")
    guard lines.count == 9 else { return }
    #expect(lines[0].hasPrefix("0: 1 cards, 1 pictures: 1 rendered, "))
    let full = "No space left on device; free some space; nothing committed is lost"
    #expect(lines[1] == "5: placard: store: commit: \(full)")
    #expect(lines[2].hasPrefix("0: ") && lines[2].hasSuffix(": all sound"))
    #expect(lines[3].hasPrefix("5: placard: store: open disk/new: no space left on device; "))
    #expect(lines[4] == lines[2])
    #expect(lines[5] == "0: ")
    #expect(
      lines[6] == "5: placard: write disk/x.png: no space left on device "
        + "(free some space or choose another place)")
    #expect(lines[7].hasPrefix("0: 400 cards, 400 pictures: "))
    #expect(lines[7].contains(", 0 failed; "))
    #expect(lines[8].hasPrefix("0: 401 pictures "))
  }

  @Test("A store that this user may not write")
  func unwritable() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    // The root user may write everywhere: then the program runs as nobody, with fewer rights.
    let isRoot = geteuid() == 0
    chmod(site.path, 0o755)
    chmod(site.path + "/.placard", 0o555)
    chmod(site.path + "/.placard/use.lock", 0o444)
    let program = try #require(Program.path)
    let user = isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env"
    for words in ["build cards.jsonl --site . --store .placard", "gc --store .placard"] {
      let ran = try Program.start(
        shell: "cd \"$0\" && exec \(user) \"$1\" \(words)", [site.path, program]
      ).wait()
      #expect(ran.status == 5)
      #expect(
        ran.errors == "placard: store: open .placard/use.lock: permission denied; "
          + "this user may not; check the owner and mode\n")
    }
    let new = try Program.start(
      shell: "cd \"$0\" && exec \(user) \"$1\" build cards.jsonl --site . --store .placard/new",
      [site.path, program]
    ).wait()
    #expect(new.status == 5)
    #expect(new.errors.hasPrefix("placard: store: make the directory "))
    #expect(new.errors.contains(": permission denied; "))
  }
}
