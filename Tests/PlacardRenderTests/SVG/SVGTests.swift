import Foundation
import PlacardCore
import PlacardRender
import Testing

/// What SVG files say and what is refused of them; how they look is a picture reference.
@Suite("SVG pictures")
struct SVGTests {
  private static let head = #"<svg xmlns="http://www.w3.org/2000/svg""#

  private func open(_ text: String, limits: Limits = Limits()) throws -> Picture {
    try SVGPicture.open(Array(text.utf8), limits: limits)
  }

  private func error(_ text: String, limits: Limits = Limits()) -> RenderError? {
    do {
      _ = try open(text, limits: limits)
      return nil
    } catch {
      return error as? RenderError
    }
  }

  @Test("natural sizes are CSS's")
  func sizes() throws {
    let cases: [(String, Double?, Double?, Double?, PixelSize)] = [
      (#" width="120" height="60""#, 120, 60, 2, PixelSize(width: 120, height: 60)),
      (#" width="1in" height="12pt""#, 96, 16, 6, PixelSize(width: 96, height: 16)),
      (#" viewBox="0 0 30 10""#, nil, nil, 3, PixelSize(width: 300, height: 100)),
      (#" viewBox="0 0 10 30""#, nil, nil, 1 / 3.0, PixelSize(width: 50, height: 150)),
      (#" width="90" viewBox="0 0 30 10""#, 90, nil, 3, PixelSize(width: 90, height: 30)),
      (#" height="90""#, nil, 90, nil, PixelSize(width: 300, height: 90)),
      (#" width="50%" height="100%""#, nil, nil, nil, PixelSize(width: 300, height: 150)),
      (
        #" viewBox="0 0 30 10" preserveAspectRatio="none""#, nil, nil, nil,
        PixelSize(width: 300, height: 150)
      ),
    ]
    for (attributes, width, height, ratio, size) in cases {
      let picture = try open(Self.head + attributes + "/>")
      #expect(
        picture.natural == NaturalDimensions(width: width, height: height, ratio: ratio),
        "\(attributes)")
      #expect(picture.naturalSize == size, "\(attributes)")
      #expect(!picture.isOpaque)
    }
  }

  @Test(
    "what would not be drawn as a browser draws it is refused by name",
    arguments: [
      ("<text>Hello</text>", "convert text to paths"),
      ("<svg:text xmlns:svg='http://www.w3.org/2000/svg'/>", "convert text to paths"),
      (#"<image href="data:image/png;base64,AA"/>"#, "layer of its own"),
      (#"<filter id="f"><feImage href="x.png"/></filter>"#, "layer of its own"),
      ("<foreignObject/>", "web page"),
      (#"<g systemLanguage="de"/>"#, "systemLanguage"),
      ("<g>", "ends inside an element"), ("<g", "ends inside a tag"),
      ("<!-- ", "ends inside a tag"), (#"<g id=""#, "ends inside a tag"),
    ])
  func refused(content: String, words: String) {
    let closing = content.hasPrefix("<g") && !content.hasSuffix("/>") ? "" : "</svg>"
    let found = error(Self.head + ">" + content + closing)
    #expect(found?.code == .badPicture)
    #expect(found?.message.contains(words) == true, "\(String(describing: found))")
  }

  @Test("entities stand for strings, never for markup, and encodings hide nothing")
  func entities() throws {
    func document(_ subset: String, _ content: String) -> String {
      "<!DOCTYPE svg [\(subset)]>" + Self.head + ">" + content + "</svg>"
    }
    _ = try open(document(#"<!-- "it's" --><!ENTITY c "red">"#, #"<rect fill="&c;"/>"#))
    for subset in [
      #"<!ENTITY t "<text>x</text>">"#, #"<!ENTITY t "&#60;text/>">"#, #"<!ENTITY a "&b;&b;">"#,
      "<!ENTITY % p 'x'> %p;",
    ] {
      #expect(error(document(subset, "&t;"))?.code == .badPicture, "\(subset)")
    }
    for encoding in ["utf-7", "UTF-16", "ebcdic-cp-us"] {
      let text = #"<?xml version="1.0" encoding="\#(encoding)"?>"# + Self.head + "/>"
      #expect(error(text)?.message.contains("save it as UTF-8") == true)
    }
    _ = try open(#"<?xml version="1.0" encoding="iso-8859-1"?>"# + Self.head + "/>")
  }

  @Test("a file from the machine is not opened")
  func references() throws {
    let secret = FileManager.default.temporaryDirectory.appendingPathComponent("leak-\(UUID()).svg")
    let leak = Self.head + #"><rect id="r" width="9" height="9" fill="red"/></svg>"#
    try Data(leak.utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    let text =
      Self.head + #" width="9" height="9"><use href="\#(secret.absoluteString)#r"/></svg>"#
    let picture = try open(text)
    #expect(try drawn(picture, 9, 9).allSatisfy { $0 == 0xFFFF_FFFF })
    let include =
      Self.head + #" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="\#(secret.path)"#
      + #"" parse="xml"/></svg>"#
    if let picture = try? open(include) {
      #expect(try drawn(picture, 9, 9).allSatisfy { $0 == 0xFFFF_FFFF })
    }
  }

  @Test("limits pass at their value and not one past it")
  func limits() throws {
    let text = Self.head + "><g><g><rect/></g></g></svg>"
    func code(_ change: (inout Limits) -> Void) -> RenderError.Code? {
      var limits = Limits()
      change(&limits)
      return error(text, limits: limits)?.code
    }
    #expect(code { $0.svgBytesMax = text.utf8.count } == nil)
    #expect(code { $0.svgBytesMax = text.utf8.count - 1 } == .tooLarge)
    #expect(code { $0.svgElementsMax = 4 } == nil)
    #expect(code { $0.svgElementsMax = 3 } == .tooLarge)
    #expect(code { $0.svgDepthMax = 4 } == nil)
    #expect(code { $0.svgDepthMax = 3 } == .tooLarge)
  }

  @Test("bombs end: nested uses, a million units, huge filters")
  func bombs() throws {
    var uses = #"<g id="a0"><rect width="1" height="1"/></g>"#
    for level in 1...12 {
      let use = ##"<use href="#a\##(level - 1)"/>"##
      uses += "<g id=\"a\(level)\">" + String(repeating: use, count: 10) + "</g>"
    }
    let picture = try open(
      Self.head + #" width="9" height="9"><defs>"# + uses + ##"</defs><use href="#a12"/></svg>"##)
    #expect(throws: RenderError.self) { try drawn(picture, 9, 9) }
    for content in [
      #"<rect width="1e30" height="1e30" fill="red"/>"#,
      ##"<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter><rect width="9" height="9" "##
        + ##"filter="url(#f)"/>"##,
      #"<path d="M0 0L1e38 1e38 -1e38 5z" stroke="red" stroke-width="1e20"/>"#,
    ] {
      let picture = try open(Self.head + #" width="9" height="9">"# + content + "</svg>")
      _ = try? drawn(picture, 9, 9)
    }
  }

  @Test("truncated and mutated files are errors or pictures, never crashes")
  func mutated() throws {
    let sound = [UInt8](
      try Data(contentsOf: PictureFixture.folder.appendingPathComponent("assets/formats/badge.svg"))
    )
    for count in stride(from: 0, to: sound.count - 8, by: 1) {
      #expect(throws: RenderError.self) {
        try SVGPicture.open(Array(sound[..<count]), limits: Limits())
      }
    }
    var state: UInt64 = 99
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<300 {
      var file = sound
      for _ in 0...random(4) { file[random(file.count)] = UInt8(random(256)) }
      if let picture = try? SVGPicture.open(file, limits: Limits()) {
        _ = try? drawn(picture, 24, 16)
      }
    }
  }

  @Test("every thread draws the same pixels")
  func threads() throws {
    let file = [UInt8](
      try Data(contentsOf: PictureFixture.folder.appendingPathComponent("assets/formats/badge.svg"))
    )
    let picture = try SVGPicture.open(file, limits: Limits())
    let expected = try drawn(picture, 192, 128)
    let lock = NSCondition()
    nonisolated(unsafe) var results: [[UInt32]?] = []
    for _ in 0..<4 {
      Thread {
        for _ in 0..<3 {
          let pixels = try? Self.pixels(picture, 192, 128)
          lock.withLock {
            results.append(pixels)
            lock.signal()
          }
        }
      }.start()
    }
    let all = lock.withLock {
      while results.count < 12 { lock.wait() }
      return results
    }
    #expect(all.allSatisfy { $0 == expected })
  }

  private func drawn(_ picture: Picture, _ width: Int, _ height: Int) throws -> [UInt32] {
    try Self.pixels(picture, width, height)
  }

  /// The picture filling a white canvas of its own.
  private static func pixels(_ picture: Picture, _ width: Int, _ height: Int) throws -> [UInt32] {
    let template = """
      {"id": "t", "name": "t", "jsonData": {"canvas": {"width": \(width), "height": \(height)},
      "layers": [{"name": "p", "type": "image", "image_url": "p.svg", "width": \(width),
      "height": \(height), "objectFit": "fill"}]}}
      """
    let card = try Template.parse(file: Array(template.utf8)).resolve(CardRequest())
    var bitmap = Bitmap(width: width, height: height)
    try Renderer(fonts: try FontLibrary.load([])).draw(
      card.scene, baseLayerCount: 0, pictures: { _ throws(RenderError) in picture }, into: &bitmap)
    return bitmap.withBytes { Array($0.bindMemory(to: UInt32.self)) }
  }
}
