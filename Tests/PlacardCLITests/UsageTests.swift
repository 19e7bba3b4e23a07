import Foundation
import Testing

@Suite("Words: usage, help and where output goes")
struct UsageTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    var words: [String]
    var said: String

    init(_ words: String, _ said: String) {
      self.words = words.split(separator: " ").map(String.init)
      self.said = said
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(arguments: [
    Slip("biuld", "there is no command “biuld”; did you mean build?"),
    Slip("frobnicate", "there is no command “frobnicate”"),
    Slip("build", "build needs --site DIR"),
    Slip("build --site .", "build needs MANIFEST…"),
    Slip("build m.jsonl --site", "--site wants DIR after it"),
    Slip("build m.jsonl --site . --jbos 2", "build has no option --jbos; did you mean --jobs?"),
    Slip("build m.jsonl --site . --site .", "--site stands twice"),
    Slip("build m.jsonl --site . --json=yes", "--json takes no value"),
    Slip(
      "build m.jsonl --site . --jobs 0", "--jobs takes a whole number from 1 to 256, not “0”"),
    Slip(
      "build m.jsonl --site . --jobs=two", "--jobs takes a whole number from 1 to 256, not “two”"),
    Slip(
      "build m.jsonl --site . --formats pgn",
      "--formats takes png, jpeg, webp and avif, not “pgn”; did you mean png?"),
    Slip(
      "build m.jsonl --site . --formats png,", "--formats takes png, jpeg, webp and avif, not “”"),
    Slip("build m.jsonl --site . --formats=", "--formats takes png, jpeg, webp and avif, not “”"),
    Slip("build m.jsonl --site . --formats jpeg,jpg", "--formats has jpeg twice"),
    Slip(
      "build m.jsonl --site . --effort quick",
      "--effort takes fast, balanced or small, not “quick”"),
    Slip("render", "render needs --site DIR"),
    Slip("render --site . -o x.png", "render needs TEMPLATE"),
    Slip("render a b --site . -o x.png", "render takes TEMPLATE: “b” is one too many"),
    Slip("render plain --site .", "render needs -o FILE"),
    Slip(
      "render plain --site . -o x.gif", "no format ends in .gif; say which one with --format"),
    Slip(
      "render plain --site . -o x --format jpge",
      "--format takes png, jpeg, webp or avif, not “jpge”; did you mean jpeg?"),
    Slip(
      "render plain --site . -o x --quality 101",
      "--quality takes a whole number from 1 to 100, not “101”"),
    Slip(
      "render plain --site . -o x --scale 4",
      "--scale takes a number from 1 to 3 with at most two decimals"),
    Slip(
      "render plain --site . -o x --set title",
      "--set takes LAYER.PROPERTY=VALUE, not “title”"),
    Slip("verify", "verify needs --store DIR"),
    Slip("verify x --store .", "verify takes no operands: “x” is one too many"),
    Slip(
      "gc --store . --older-than soon",
      "--older-than takes a whole number from 0 to 36500, not “soon”"),
    Slip("keys", "placard keys needs one of create, list, revoke"),
    Slip("keys --store .", "placard keys needs one of create, list, revoke"),
    Slip("keys creat", "placard keys has no “creat”; did you mean create?"),
    Slip("keys create --store .", "keys create needs --name NAME"),
    Slip(
      "keys create --store . --name n --scope write",
      "--scope takes generate, templates and admin, not “write”"),
    Slip("keys revoke --store .", "keys revoke needs KEYID"),
    Slip("serve", "serve needs --site DIR, or --config FILE that names one"),
    Slip("serve --site . --listen 8080", "listen on 8080: there is no port; write host:port"),
    Slip(
      "serve --site . --listen 127.0.0.1:99999",
      "listen on 127.0.0.1:99999: the port is not a number from 0 to 65535"),
    Slip("serve --site . --loops 65", "--loops takes a whole number from 1 to 64, not “65”"),
  ])
  func slip(slip: Slip) throws {
    let site = try TestSite()
    let ran = try site.start(slip.words).wait()
    #expect(ran.status == 2)
    #expect(ran.output.isEmpty)
    let lines = ran.errors.split(separator: "\n").map(String.init)
    #expect(lines.first == "placard: " + slip.said)
    #expect(lines.count == 2 && lines.last?.contains("--help") == true)
    // A server has its store before it listens.
    let makesStore = slip.words.contains("--listen")
    #expect(FileManager.default.fileExists(atPath: site.path + "/.placard") == makesStore)
  }

  @Test("Every command that is listed has a help with usage and an example")
  func help() throws {
    let site = try TestSite()
    let overview = try site.run("--help")
    #expect(overview.status == 0 && overview.errors.isEmpty)
    let commands = overview.text.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("  "), let end = line.dropFirst(2).range(of: "  ") else { return nil }
      return String(line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound])
    }
    #expect(
      Set(commands).isSuperset(of: [
        "build", "serve", "render", "sign", "keys create", "keys list", "keys revoke", "verify",
        "gc",
      ]))
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      let ran = try site.start(words + ["--help"]).wait()
      #expect(ran.status == 0 && ran.errors.isEmpty, "\(command)")
      #expect(ran.text.contains("\nusage: placard \(command) "), "\(command)")
      #expect(ran.text.contains("\nexample:\n  placard \(command) "), "\(command)")
      #expect(ran.text.split(separator: "\n").allSatisfy { $0.count <= 110 }, "\(command)")
      #expect(try site.start(["help"] + words).wait().text == ran.text)
      #expect(try site.start(words + ["-h", "--store", "x"]).wait().text == ran.text)
    }
    let family = try site.run("keys", "--help")
    #expect(family.status == 0)
    #expect(family.text.components(separatedBy: "\nexample:\n").count == 4)
    #expect(try site.run("help").text == overview.text)
    #expect(try site.run("-h").text == overview.text)
    #expect(try site.run("biuld", "--help").status == 2)
    let none = try site.run()
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(none.errors.contains("usage: placard COMMAND"))
  }

  @Test("The program says its version")
  func version() throws {
    let ran = try TestSite().run("--version")
    #expect(ran.status == 0)
    #expect(ran.text.hasPrefix("placard ") && ran.text.contains("."))
  }

  @Test("A reader that goes away ends nothing")
  func closedPipe() throws {
    let site = try TestSite()
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    let program = try #require(Program.path)
    for words in [
      "build cards.jsonl --site . --json", "--help", "render bare --site . -o -",
      "verify --store .placard",
    ] {
      // The pipe's reader is gone before the program begins.
      let ran = try Program.start(
        shell: "cd \"$0\" && { sleep 0.2; \"$1\" \(words); echo $? >status; } | true; cat status",
        [site.path, program]
      ).wait()
      #expect(ran.text == "0\n", "\(words)")
      #expect(!ran.errors.contains("crash"), "\(words)")
    }
    #expect(try site.pages().count == 1)
  }

  @Test("Output that cannot be written is an error of its own")
  func fullOutput() throws {
    let site = try TestSite()
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    let program = try #require(Program.path)
    let ran = try Program.start(
      shell: "cd \"$0\" && exec \"$1\" build cards.jsonl --site . >/dev/full", [site.path, program]
    ).wait()
    #expect(ran.status == 5)
    #expect(
      ran.errors == "placard: write to standard output: no space left on device "
        + "(free some space or choose another place)\n")
    // The build itself was done.
    #expect(try site.pages().count == 1)
  }
}
