import Foundation
import PlacardCore
import PlacardTesting
import Testing

@Suite("render")
struct RenderTests {
  @Test(
    "The format is that of the file's ending, or the one that is asked for",
    arguments: [
      ("card.png", [], PictureFormat.png), ("card.jpg", [], .jpeg), ("card.JPEG", [], .jpeg),
      ("card.webp", [], .webp), ("card.avif", [], .avif), ("card", [], .png),
      ("card.gif", ["--format", "webp"], .webp),
    ])
  func formats(name: String, options: [String], format: PictureFormat) throws {
    let site = try TestSite()
    let ran = try site.start(["render", "plain", "--site", ".", "-o", name] + options).wait()
    #expect(ran.status == 0 && ran.output.isEmpty)
    let body = try site.read(name)
    #expect(BuildOptionTests.format(of: body) == format)
    #expect(ran.errors.hasPrefix("\(name): 64×48 \(format.name), "))
    #expect(ran.errors.hasSuffix(", \(Digest(of: body).hex)\n"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.path).sorted()
        == ["assets", name, "fonts", "site.json", "templates"].sorted())
  }

  @Test("- is standard output, with nothing but the picture on it")
  func standardOutput() throws {
    let site = try TestSite()
    let ran = try site.run("render", "plain", "--site", ".", "-o", "-")
    #expect(ran.status == 0 && ran.errors.isEmpty)
    let image = try TestPNG.decode(
      try site.run("render", "badge", "--site", ".", "-o", "-").output)
    #expect(image.width == 64 && image.height == 48)
    #expect(image[1, 1] == [255, 238, 238, 255])
    #expect(image[20, 20] == [0, 0, 255, 255])
  }

  @Test("Overrides, variables and --set are three spellings of one card")
  func overrides() throws {
    let site = try TestSite()
    func picture(_ options: String...) throws -> [UInt8] {
      let ran = try site.start(["render", "plain", "--site", ".", "-o", "-"] + options).wait()
      #expect(ran.status == 0, "\(ran.errors)")
      return ran.output
    }
    let plain = try picture()
    let wanted = try picture(
      "--layers",
      #"{"title": {"text": "42", "fontSize": 20, "color": "red"}, "box": {"visible": false}}"#)
    #expect(wanted != plain)
    #expect(
      try picture(
        "--set", "title.text=42", "--set", "title.fontSize=2e1", "--set", "title.color=#f00",
        "--set", "box.visible=false") == wanted)
    #expect(
      try picture(
        "--variables", #"{"title": "42"}"#, "--layers", #"{"title": {"fontSize": 9}}"#, "--set",
        "title.fontSize=20", "--set=title.color=red", "--set=box.visible=false") == wanted)
    #expect(try picture("--set", "title.text=Untitled", "--set", "title.fontSize=10") == plain)
    #expect(try picture("--set", "title.text=a=b") != plain)
  }

  @Test("Another size by its name, as WxH or by a side")
  func sizes() throws {
    let site = try TestSite()
    func picture(_ options: String...) throws -> [UInt8] {
      let ran = try site.start(["render", "badge", "--site", ".", "-o", "-"] + options).wait()
      #expect(ran.status == 0, "\(ran.errors)")
      return ran.output
    }
    let story = try TestPNG.decode(try picture("--size", "story"))
    #expect(story.width == 1080 && story.height == 1920)
    let plain = try picture()
    #expect(try picture("--size", "64x48") == plain)
    #expect(try picture("--width", "64") == plain)
    let square = try picture("--width", "96", "--height", "96")
    #expect(try picture("--size", "96x96") == square)
    // Half as large again, and in the middle.
    let image = try TestPNG.decode(square)
    #expect(image.width == 96 && image.height == 96)
    #expect(image[10, 24] == [255, 238, 238, 255])
    #expect(image[14, 26] == [0, 0, 255, 255])
    #expect(image[58, 70] == [0, 0, 255, 255])
    #expect(image[62, 26] == [255, 238, 238, 255])
    for wrong in [["--size", "storry"], ["--size", "og", "--width", "5"], ["--width", "0"]] {
      let ran = try site.start(["render", "badge", "--site", ".", "-o", "-"] + wrong).wait()
      #expect(ran.status == 2, "\(ran.errors)")
    }
    let large = try site.run("render", "badge", "--site", ".", "--width", "7000", "-o", "-")
    #expect(large.status == 3)
    #expect(large.errors.contains("width: expected a whole number from 1 to 6144, found 7000"))
  }

  @Test("Nested layers are set by name, and lists and objects are JSON")
  func nested() throws {
    let site = try TestSite()
    try site.write(
      "templates/nested.json",
      TestSite.template(
        "nested",
        """
        {"name": "g", "type": "group", "x": 8, "y": 8, "width": 40, "height": 32, "layers": [
          {"name": "logo", "type": "image", "width": 32, "height": 32,
           "image_url": "assets/red.png"},
          {"name": "line", "type": "shape", "width": 1, "height": 1, "visible": false}]}
        """))
    func pixel(_ options: String...) throws -> [UInt8] {
      let ran = try site.start(["render", "nested", "--site", ".", "-o", "-"] + options).wait()
      #expect(ran.status == 0, "\(ran.errors)")
      return try TestPNG.decode(ran.output)[20, 20]
    }
    #expect(try pixel() == [0, 0, 255, 255])
    #expect(try pixel("--set", "logo.image_url=assets/blue.png") == [255, 0, 0, 255])
    #expect(try pixel("--set", "g.visible=false") == [255, 238, 238, 255])
    #expect(
      try pixel("--set", "logo.padding=[16,0,0,0]", "--set", "line.strokeDasharray=[1,2]")
        == [255, 238, 238, 255])
  }

  @Test("A QR code in a stack, with data of the card, is read from the picture")
  func codes() throws {
    let site = try TestSite()
    let code =
      #"{"name": "code", "type": "qr", "data": "{{url}}", "width": 90, "height": 90}"#
    let template =
      #"{"id": "code", "name": "Code", "jsonData": {"canvas": {"width": 200, "height": 120}, "#
      + #""layers": [{"name": "row", "type": "stack", "x": 10, "y": 10, "width": 180, "#
      + #""height": 100, "alignItems": "center", "justifyContent": "end", "layers": [\#(code)]}], "#
      + #""variables": [{"name": "url", "type": "text", "default": "https://example.org"}]}}"#
    try site.write("templates/code.json", template)
    let address = "https://example.org/posts/grüße?n=1"
    let variables = ["--variables", #"{"url": "\#(address)"}"#]
    for (options, data) in [([], "https://example.org"), (variables, address)] {
      let ran = try site.start(["render", "code", "--site", ".", "-o", "-"] + options).wait()
      #expect(ran.status == 0, "\(ran.errors)")
      #expect(try QRReader.read(png: ran.output) == Array(data.utf8))
    }
  }

  @Test("Scale, quality and effort")
  func settings() throws {
    let site = try TestSite()
    let twice = try TestPNG.decode(
      try site.run("render", "badge", "--site", ".", "--scale", "2", "-o", "-").output)
    #expect(twice.width == 128 && twice.height == 96)
    let low = try site.run(
      "render", "plain", "--site", ".", "--quality", "10", "-o", "-", "--format", "jpeg"
    ).output
    let high = try site.run(
      "render", "plain", "--site", ".", "--quality", "95", "-o", "-", "--format", "jpeg"
    ).output
    #expect(low.count < high.count)
    for effort in ["fast", "balanced", "small"] {
      let ran = try site.run("render", "badge", "--site", ".", "--effort", effort, "-o", "-")
      #expect(try TestPNG.decode(ran.output)[20, 20] == [0, 0, 255, 255])
    }
  }

  @Test("A template's path in place of its id: pictures are those of the site")
  func path() throws {
    let site = try TestSite()
    try site.write("draft.json", TestSite.badge)
    let byID = try site.run("render", "badge", "--site", ".", "-o", "-")
    let byPath = try site.run("render", "draft.json", "--site", ".", "-o", "-")
    #expect(byPath.status == 0 && byPath.output == byID.output)
    let elsewhere = try Program.start(
      ["render", site.path + "/draft.json", "--site", site.path, "-o", "-"], in: "/"
    ).wait()
    #expect(elsewhere.output == byID.output)
    try site.write("draft.json", "{\"id\": \"draft\",\n \"jsonDat\": {}}")
    let broken = try site.run("render", "draft.json", "--site", ".", "-o", "-")
    #expect(broken.status == 3)
    #expect(
      broken.errors
        == "placard: draft.json:2:2: unknown member \"jsonDat\" (did you mean \"jsonData\"?)\n")
  }

  @Test("What was drawn in spite of something is noted", arguments: ["-", "card.png"])
  func notes(output: String) throws {
    let site = try TestSite()
    let ran = try site.run(
      "render", "plain", "--site", ".", "--set", "title.text=\u{10330}", "-o", output)
    #expect(ran.status == 0)
    #expect(ran.errors.hasPrefix("note: layer \"title\": no font has U+10330 (character 1)\n"))
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    var words: [String]
    var status: Int32
    var said: String

    init(_ words: String..., status: Int32 = 3, said: String) {
      self.words = words
      self.status = status
      self.said = said
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(arguments: [
    Slip("plian", said: #"there is no template “plian” (did you mean "plain"?)"#),
    Slip("none.json", said: "open none.json: no such file or directory"),
    Slip(
      "plain", "--set", "titel.text=x",
      said: #"layers.titel: the template has no layer "titel" (did you mean "title"?)"#),
    Slip(
      "plain", "--set", "title.txet=x",
      said: #"layers.title.txet: text layer "title" has no property "txet" (did you mean "text"?)"#),
    Slip(
      "plain", "--layers", #"{"title""#,
      said: "--layers:1:9: expected a colon after a member's name, found the end of the text"),
    Slip(
      "plain", "--variables", #"{"titl": 1}"#,
      said: #"variables.titl: the template has no variable "titl" (did you mean "title"?)"#),
    Slip(
      "plain", "--set", "title.fontSize=-4",
      said: "layers.title.fontSize: expected a number from 1 to 2000, found -4"),
    Slip(
      "plain", "--set", "title.fontFamily=Times",
      said: "layers.title.fontFamily: the site has no font family “Times” "
        + "(its fonts are the files of fonts/ and of site.json's list)"),
    Slip(
      "badge", "--set", "logo.image_url=assets/rad.png",
      said: "layers.logo.image_url: there is no file “assets/rad.png” in the site's folder "
        + "(the nearest name there is “red.png”)"),
    Slip(
      "badge", "--set", "logo.image_url=site.json",
      said: "layers.logo.image_url: reading a picture: the bytes are of no known picture format "
        + "(PNG, JPEG, WebP, GIF, AVIF and, from the site's folder, SVG are allowed)"),
  ])
  func slip(slip: Slip) throws {
    let site = try TestSite()
    let ran = try site.start(["render"] + slip.words + ["--site", ".", "-o", "x.png"]).wait()
    #expect(ran.status == slip.status)
    #expect(ran.errors == "placard: \(slip.said)\n")
    #expect(!FileManager.default.fileExists(atPath: site.path + "/x.png"))
  }

  @Test("A file that cannot be written is named, and no other is left behind")
  func unwritable() throws {
    let site = try TestSite()
    let ran = try site.run("render", "bare", "--site", ".", "-o", "none/x.png")
    #expect(ran.status == 5)
    #expect(ran.errors == "placard: write none/x.png: no such file or directory\n")
    let device = try site.run("render", "bare", "--site", ".", "-o", "/dev/full")
    #expect(device.status == 5)
    let null = try site.run("render", "bare", "--site", ".", "-o", "/dev/null")
    #expect(null.status == 0)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("It makes no store, and needs no right to")
  func noStore() throws {
    let site = try TestSite()
    #expect(try site.run("render", "bare", "--site", ".", "-o", "-").status == 0)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
    let temporary = site.path + "/temporary"
    try FileManager.default.createDirectory(
      atPath: temporary, withIntermediateDirectories: true)
    let ran = try site.run(
      "render", "bare", "--site", ".", "-o", "-", prelude: "export TMPDIR=\(temporary);")
    #expect(ran.status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
  }
}
