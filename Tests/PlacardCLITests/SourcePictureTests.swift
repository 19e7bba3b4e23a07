import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("Pictures of every format, through the program")
struct SourcePictureTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/pictures/assets/formats")

  private func site(with names: [String]) throws -> TestSite {
    let site = try TestSite()
    for name in names {
      try site.write(
        "assets/" + name, Array(try Data(contentsOf: Self.folder.appendingPathComponent(name))))
    }
    return site
  }

  private static let names = [
    "alpha.avif", "exif-5.avif", "transparent.gif", "animated.webp", "cmyk.jpg", "cmyk-icc.jpg",
    "progressive.jpg", "exif-8.jpg", "icc.png", "16-bit.png", "badge.svg", "open.svg",
  ]

  @Test("render, one job and two jobs show the same picture, in PNG and AVIF")
  func sameBytes() throws {
    let site = try site(with: Self.names)
    try site.manifest(
      [#"{"defaults": {"templateId": "badge", "formats": ["png", "avif"], "scales": [1, 2]}}"#]
        + Self.names.enumerated().map { index, name in
          #"{"id": "c\#(index)", "layers": {"logo": {"image_url": "assets/\#(name)"}}}"#
        })
    #expect(try site.build(["cards.jsonl"], "--jobs", "1", store: "one").rendered == 48)
    #expect(try site.build(["cards.jsonl"], "--jobs", "2", store: "two").rendered == 48)
    let pages = try site.pages(store: "one")
    #expect(try site.pages(store: "two") == pages)
    #expect(Set(pages.values.map { $0.variants.map(\.contentHash) }).count == Self.names.count)
    for (index, name) in Self.names.enumerated() {
      for variant in try #require(pages["c\(index)"]).variants where variant.scale == 2 {
        let ran = try site.run(
          "render", "badge", "--site", ".", "--set", "logo.image_url=assets/\(name)", "--scale",
          "2", "--format", variant.format.name, "-o", "-")
        #expect(ContentHash(of: ran.output) == variant.contentHash, "\(name)")
      }
    }
    #expect(try site.run("verify", "--store", "one").status == 0)
  }

  @Test("an SVG is sharp at every scale")
  func sharp() throws {
    let site = try TestSite()
    try site.write(
      "assets/half.svg",
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'>"
        + "<rect width='1' height='2' fill='#f00'/></svg>")
    for scale in [1, 3] {
      let ran = try site.run(
        "render", "badge", "--site", ".", "--set", "logo.image_url=assets/half.svg", "--scale",
        "\(scale)", "-o", "-")
      let image = try TestPNG.decode(ran.output)
      // The layer is 32 px from 8: the edge stands at 24, between two pixels.
      #expect(image[24 * scale - 1, 24 * scale] == [0, 0, 255, 255])
      #expect(image[24 * scale, 24 * scale] == [255, 238, 238, 255])
    }
  }

  @Test(
    "what is not drawn is refused at its place",
    arguments: [
      (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
        "this is an SVG, which is drawn from the site's own folder only "
          + "(put it there, or send a PNG, JPEG, WebP, GIF or AVIF)"
      ),
      (
        "assets/text.svg",
        "reading an SVG: element <text> needs fonts (convert text to paths, or make it a text layer)"
      ),
    ])
  func refused(address: String, said: String) throws {
    let site = try TestSite()
    try site.write(
      "assets/text.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>")
    let ran = try site.run(
      "render", "badge", "--site", ".", "--set", "logo.image_url=\(address)", "-o", "x.png")
    #expect(ran.status == 3)
    #expect(ran.errors == "placard: layers.logo.image_url: \(said)\n")
  }
}
