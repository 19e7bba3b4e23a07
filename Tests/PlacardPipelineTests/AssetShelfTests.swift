import Foundation
import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardTesting
import Testing

@Suite("The shelf of source pictures") struct AssetShelfTests {
  private func trouble(_ body: () throws -> Void) -> InputError? {
    do {
      try body()
      return nil
    } catch PipelineError.input(let error) {
      return error
    } catch {
      return nil
    }
  }

  @Test("Digests are of the bytes, wherever they come from")
  func digests() throws {
    let bench = try Bench()
    let reader = try bench.store.reader()
    let bytes = TestSite.picture([0x20, 0x40, 0xE0, 0xFF])
    #expect(try bench.shelf.digest(of: .file("assets/logo.png"), reader) == Digest(of: bytes))
    #expect(try bench.shelf.digest(of: .inline(bytes), reader) == Digest(of: bytes))
    let url = "https://example.org/a.png"
    #expect(try bench.shelf.digest(of: .remote(url), reader) == nil)
    bench.shelf.remember(
      AssetLock(
        url: url, etag: nil, digest: Digest(of: bytes), byteCount: UInt64(bytes.count),
        checkedAt: 1))
    #expect(try bench.shelf.digest(of: .remote(url), reader) == Digest(of: bytes))
  }

  @Test("What the store has locked is known without a fetch")
  func stored() throws {
    let bench = try Bench()
    let url = "https://example.org/a.png"
    let bytes = TestSite.picture([1, 2, 3, 255])
    let lock = AssetLock(
      url: url, etag: "\"x\"", digest: Digest(of: bytes), byteCount: UInt64(bytes.count),
      checkedAt: Int64(Date().timeIntervalSince1970))
    let writer = try bench.store.writer()
    try writer.putAsset(lock, bytes: bytes)
    try writer.commit()
    let reader = try bench.store.reader()
    #expect(try bench.shelf.digest(of: .remote(url), reader) == Digest(of: bytes))
    let picture = try bench.shelf.picture(
      ImageContent(address: .remote(url), digest: Digest(of: bytes)), fitting: nil, reader)
    #expect(picture.size == PixelSize(width: 8, height: 8) && picture.isOpaque)
    #expect(!reader.isActive)
  }

  @Test("Every kind of file is a picture, an SVG of the site's own folder among them")
  func kinds() throws {
    let bench = try Bench()
    let reader = try bench.store.reader()
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/pictures/assets/formats")
    let sizes = [
      "badge.svg": (96, 64), "ratio.svg": (300, 100), "alpha.avif": (96, 64),
      "exif-6.jpg": (64, 96), "exif-6.avif": (64, 96), "moved.gif": (128, 80),
      "animated.webp": (96, 64), "cmyk-icc.jpg": (96, 64), "16-bit.png": (96, 64),
    ]
    for (name, size) in sizes {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      try bench.site.write(bytes, to: "assets/" + name)
      let content = ImageContent(address: .file("assets/" + name), digest: Digest(of: bytes))
      let picture = try bench.shelf.picture(content, fitting: nil, reader)
      #expect(picture.naturalSize == PixelSize(width: size.0, height: size.1), "\(name)")
      #expect((picture.svg != nil) == name.hasSuffix(".svg"))
      #expect(try bench.shelf.picture(content, fitting: nil, reader) === picture)
    }
  }

  @Test("An SVG of a data: URL or from elsewhere is refused, and one with text says what to do")
  func foreignSVG() throws {
    let bench = try Bench()
    let reader = try bench.store.reader()
    let plain = Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)
    let inline = ImageContent(address: .inline(plain), digest: Digest(of: plain))
    let refused = trouble { _ = try bench.shelf.picture(inline, fitting: nil, reader) }
    #expect(refused?.code == .refusedAsset)
    #expect(refused?.message.contains("the site's own folder only") == true)

    let url = "https://example.org/a.svg"
    let writer = try bench.store.writer()
    try writer.putAsset(
      AssetLock(
        url: url, etag: nil, digest: Digest(of: plain), byteCount: UInt64(plain.count),
        checkedAt: 1), bytes: plain)
    try writer.commit()
    let remote = ImageContent(address: .remote(url), digest: Digest(of: plain))
    #expect(
      trouble { _ = try bench.shelf.picture(remote, fitting: nil, reader) }?.code == .refusedAsset)

    let text = Array("<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>".utf8)
    try bench.site.write(text, to: "assets/text.svg")
    let file = ImageContent(address: .file("assets/text.svg"), digest: Digest(of: text))
    let bad = trouble { _ = try bench.shelf.picture(file, fitting: nil, reader) }
    #expect(bad?.code == .badAsset)
    #expect(bad?.message.contains("convert text to paths") == true)
  }

  @Test("A picture is decoded once while it is in use")
  func decodedOnce() throws {
    let bench = try Bench()
    let reader = try bench.store.reader()
    let digest = try bench.shelf.digest(of: .file("assets/logo.png"), reader)
    let content = ImageContent(address: .file("assets/logo.png"), digest: digest)
    let first = try bench.shelf.picture(content, fitting: nil, reader)
    #expect(try bench.shelf.picture(content, fitting: nil, reader) === first)
    let small = PixelSize(width: 4, height: 4)
    #expect(try bench.shelf.picture(content, fitting: small, reader) !== first)
  }

  @Test("A missing file is named with the nearest one, but not to a server's clients")
  func missing() throws {
    let bench = try Bench()
    let reader = try bench.store.reader()
    let found = trouble { _ = try bench.shelf.digest(of: .file("assets/lgo.png"), reader) }
    #expect(found?.code == .missingAsset)
    #expect(found?.hint?.contains("logo.png") == true)
    let discreet = AssetShelf(
      folder: bench.context.folder, files: bench.context.files, namesNeighbours: false)
    let told = trouble { _ = try discreet.digest(of: .file("assets/lgo.png"), reader) }
    #expect(told?.code == .missingAsset && told?.hint == nil)
  }

  @Test("A file that changes between plan and drawing is refused, not drawn under a wrong key")
  func changed() throws {
    let bench = try Bench()
    let reader = try bench.store.reader()
    let address = AssetAddress.file("assets/logo.png")
    let digest = try bench.shelf.digest(of: address, reader)
    try bench.site.write(TestSite.picture([0, 0, 0, 255]), to: "assets/logo.png")
    let found = trouble {
      _ = try bench.shelf.picture(
        ImageContent(address: address, digest: digest), fitting: nil, reader)
    }
    #expect(found?.code == .badAsset && found?.message.contains("changed") == true)
  }

  @Test("A file over the limit is the card's trouble, not the machine's")
  func tooLarge() throws {
    let bench = try Bench(["limits": ["sourceBytesMax": 100_000]])
    try bench.site.write([UInt8](repeating: 0, count: 100_001), to: "assets/big.png")
    let reader = try bench.store.reader()
    let found = trouble { _ = try bench.shelf.digest(of: .file("assets/big.png"), reader) }
    #expect(found?.code == .limit)
  }

  @Test("Offline nothing is stale; to whoever believes no lock everything is until it is asked for")
  func trust() throws {
    let bench = try Bench(["assetTtlSeconds": 3_600])
    let url = "https://example.org/a.png"
    var scene = try bench.plan("x").scene
    var layer = scene.layers.last!
    layer.content = .image(ImageContent(address: .remote(url), digest: Digest(of: "one")))
    scene.layers = [layer]
    func stale(_ trust: RemoteTrust, age: Int64) -> [AssetAddress] {
      let shelf = AssetShelf(
        folder: bench.context.folder, files: bench.context.files, trust: trust)
      shelf.remember(
        AssetLock(
          url: url, digest: Digest(of: "one"), byteCount: 1,
          checkedAt: Int64(Date().timeIntervalSince1970) - age))
      return shelf.staleAddresses(of: scene)
    }
    #expect(stale(.untilStale, age: 4_000) == [.remote(url)])
    #expect(stale(.untilStale, age: 10) == [])
    #expect(stale(.always, age: 4_000) == [])
    #expect(stale(.never, age: 0) == [.remote(url)])
  }

  @Test("Addresses are stale when their time is over, and only then")
  func stale() throws {
    let bench = try Bench(["assetTtlSeconds": 3_600])
    let now = Int64(Date().timeIntervalSince1970)
    func lock(_ name: String, age: Int64) -> AssetAddress {
      let url = "https://example.org/\(name)"
      bench.shelf.remember(
        AssetLock(
          url: url, etag: nil, digest: Digest(of: name), byteCount: 1, checkedAt: now - age))
      return .remote(url)
    }
    let old = lock("old", age: 4_000)
    let fresh = lock("fresh", age: 100)
    var scene = try bench.plan("x").scene
    scene.layers = [old, fresh, old].map { address in
      var layer = scene.layers.last!
      layer.content = .image(ImageContent(address: address))
      return layer
    }
    #expect(Set(bench.shelf.staleAddresses(of: scene)) == [old])
  }
}
