import PlacardCore
import Testing

@Suite("RenderKey")
struct RenderKeyTests {
  private struct Parts {
    var revision = TemplateRevision(Digest(of: "revision"))
    var canonical = Array("{}".utf8)
    var size = PixelSize(width: 1200, height: 630)
    var scale = 1.0
    var encode = EncodeSettings(format: .png, effort: .balanced, quality: 0)
    var assets = [Digest(of: "a"), Digest(of: "b")]
    var fonts = [Digest(of: "c")]
    var site = SiteDefaults.Used(families: ["A", "B"], lang: "en")
    var fingerprint = Digest(of: "renderer")

    var key: RenderKey {
      RenderKey.make(
        revision: revision, canonical: canonical, size: size, scale: scale, encode: encode,
        assets: assets, fonts: fonts, siteDefaults: site, fingerprint: fingerprint)
    }
  }

  @Test("Every part changes the key, and no part can pass for another")
  func dependsOnEverything() {
    var all: [Parts] = [Parts()]
    func add(_ change: (inout Parts) -> Void) {
      var parts = Parts()
      change(&parts)
      all.append(parts)
    }
    add { $0.revision = TemplateRevision(Digest(of: "other")) }
    add { $0.canonical = Array(#"{"layers":{}}"#.utf8) }
    add { $0.canonical = [] }
    add { $0.size = PixelSize(width: 630, height: 1200) }
    add { $0.scale = 2 }
    add { $0.encode = EncodeSettings(format: .jpeg, effort: .balanced, quality: 85) }
    add { $0.encode = EncodeSettings(format: .webp, effort: .balanced, quality: 85) }
    add { $0.encode = EncodeSettings(format: .jpeg, effort: .balanced, quality: 84) }
    add { $0.encode = EncodeSettings(format: .png, effort: .small, quality: 0) }
    add { $0.assets.reverse() }
    add { $0.assets.removeLast() }
    add {
      $0.fonts.insert($0.assets.removeLast(), at: 0)
    }
    add { $0.fonts = [] }
    add { $0.site.families = nil }
    add { $0.site.families = [] }
    add { $0.site.families = ["AB"] }
    add { $0.site.families = ["A"] }
    add { $0.site.lang = nil }
    add { $0.site.lang = "" }
    add { $0.site.lang = "de" }
    add { $0.fingerprint = Digest(of: "newer") }
    #expect(Set(all.map(\.key)).count == all.count)
    #expect(Parts().key == Parts().key)
  }

  @Test("The layout is the documented one")
  func hasLayout() {
    let parts = Parts()
    var bytes = Array("placard.render-key\0".utf8) + [1]
    func field(_ tag: UInt8, _ content: [UInt8]) {
      bytes.append(tag)
      bytes += word(UInt64(content.count)) + content
    }
    func word(_ number: UInt64) -> [UInt8] { (0..<8).map { UInt8(number >> ($0 * 8) & 255) } }
    field(1, parts.revision.digest.bytes)
    field(2, parts.canonical)
    field(3, word(1200) + word(630))
    field(4, word((1.0).bitPattern))
    field(5, [1, 2, 0])
    field(6, parts.assets.flatMap(\.bytes))
    field(7, parts.fonts.flatMap(\.bytes))
    field(8, [1] + word(1) + Array("A".utf8) + word(1) + Array("B".utf8))
    field(9, [1] + Array("en".utf8))
    field(10, parts.fingerprint.bytes)
    #expect(parts.key == RenderKey(Digest(of: bytes)))
  }
}
