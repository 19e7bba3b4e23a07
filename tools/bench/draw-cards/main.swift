// Draws the reference card over and over with one warm renderer, and prints the nanoseconds of each
// drawing as JSON: `placard-draw-cards SITE`. `base` has them where what no card changes is kept from
// card to card, as in a build, `whole` where all is drawn anew. Nothing is encoded; tools/bench/draw makes
// the site.

import Glibc
import PlacardCodec
import PlacardCore
import PlacardPipeline
import PlacardRender
import PlacardSystem

/// The card's scenes, one a title, with the picture that they show.
struct Cards {
  let scenes: [Scene]
  let baseLayerCount: Int
  let fonts: FontLibrary
  let avatar: Picture

  init(site: String) throws {
    func read(_ path: String) throws -> [UInt8] {
      try FileBytes.read(FilePath.join(site, path), bytesMax: 10_000_000)
    }
    let folder = try SiteFolder.open(site)
    let context = try SiteContext.load(folder, files: FileDigests(known: [], believedSeconds: 0))
    fonts = context.fonts
    let template = try Template.parse(file: read("templates/card.json"))
    let file = try read("assets/avatar.png")
    avatar = try Decoder.decode(file, limits: Limits(), fitting: nil)
    let digest = Digest(of: file)
    let lines = String(decoding: try read("cards.jsonl"), as: UTF8.self)
      .split(separator: "\n").dropFirst()
    var baseLayerCount = 0
    scenes = try lines.map { line in
      let card = try JSONParser.parse(Array(line.utf8))
      guard case .object(let members) = card.value,
        let layers = members.first(where: { $0.key == "layers" })
      else { preconditionFailure("a card has layers") }
      var resolved = try template.resolve(
        CardRequest(layers: layers.value), site: context.defaults)
      baseLayerCount = resolved.baseLayerCount
      resolved.scene.update { layer in
        guard case .image(var image) = layer.content else { return }
        image.digest = digest
        layer.content = .image(image)
      }
      return resolved.scene
    }
    self.baseLayerCount = baseLayerCount
  }

  /// Nanoseconds of each drawing, after a few that warm caches.
  func draw(baseLayerCount: Int) throws -> [UInt64] {
    let renderer = Renderer(fonts: fonts)
    let size = scenes[0].pixelSize
    var bitmap = Bitmap(width: size.width, height: size.height)
    func draw(_ scene: Scene) throws -> UInt64 {
      let start = MonotonicInstant.now()
      try renderer.draw(
        scene, baseLayerCount: baseLayerCount, pictures: { _ in avatar }, into: &bitmap)
      return MonotonicInstant.now().nanoseconds - start.nanoseconds
    }
    for scene in scenes.prefix(8) { _ = try draw(scene) }
    return try scenes.map(draw)
  }
}

RenderEnvironment.isolate()
guard CommandLine.arguments.count == 2 else {
  puts("usage: placard-draw-cards SITE")
  exit(2)
}
let cards = try Cards(site: CommandLine.arguments[1])
func list(_ times: [UInt64]) -> String { "[" + times.map(String.init).joined(separator: ",") + "]" }
let base = try cards.draw(baseLayerCount: cards.baseLayerCount)
let whole = try cards.draw(baseLayerCount: 0)
puts("{\"base\":\(list(base)),\"whole\":\(list(whole))}")
