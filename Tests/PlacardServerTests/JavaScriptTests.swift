import Foundation
import PlacardCore
import PlacardTesting
import Testing

/// The product's documentation as its users run it.
@Suite("A user's JavaScript") struct JavaScriptTests {
  /// The documented call, unchanged but for the host, the key and the ids; then what its last
  /// comment asks for: imageUrl is used.
  private func script(_ server: RunningServer, template: String, logo: String) -> String {
    """
    import { createHash } from 'node:crypto';

    async function call() {
    const response = await fetch('http://\(server.address)/api/generate', {
    method: 'POST',
    headers: {
    'Authorization': 'Bearer \(server.key)',
    'Content-Type': 'application/json'
    },
    body: JSON.stringify({
    templateId: '\(template)',
    layers: {
    title: { text: 'My Blog Post Title' },
    subtitle: {
    text: 'Published on Jan 15',
    fontSize: 24,
    color: '#666666'
    },
    logo: {
    image_url: '\(logo)',
    width: 120,
    height: 120
    }
    },
    format: 'png' // or 'jpeg', 'webp'
    })
    });
    const { success, imageUrl, cached } = await response.json();
    return { success, imageUrl, cached };
    }

    const first = await call();
    const second = await call();
    const picture = await fetch(second.imageUrl);
    const bytes = new Uint8Array(await picture.arrayBuffer());
    console.log(JSON.stringify({
      first, second, status: picture.status, type: picture.headers.get('content-type'),
      etag: picture.headers.get('etag'), count: bytes.length,
      start: Array.from(bytes.slice(0, 8)),
      sha: createHash('sha256').update(bytes).digest('hex'),
    }));
    """
  }

  private func run(_ server: RunningServer, template: String, logo: String) throws -> [String: Any]
  {
    let node = ["/usr/bin/node", "/usr/local/bin/node"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let node else {
      throw Client.Failure(what: "node is missing; tools/setup installs the package nodejs")
    }
    let path = server.site.path + "/call.mjs"
    try server.site.write(script(server, template: template, logo: logo), to: "call.mjs")
    let printed = try Program.run(node, [path])
    let json = try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any]
    return try #require(json)
  }

  @Test("The documented fetch gives success, imageUrl and cached, and imageUrl is that picture")
  func documentedFetch() throws {
    let origin = LoopbackServer { _ in
      answer("200 OK", "Content-Type: image/png\r\n", body: TestSite.picture([9, 99, 199, 255]))
    }
    let id = "b7e6a0f4-5c1d-4f0e-9a35-2f6d1c8e4b10"
    let site = try TestSite(["limits": ["privateFetchOrigins": ["127.0.0.1:\(origin.port)"]]])
    try site.write(TestSite.template(id, isPublic: false), to: "templates/\(id).json")
    let server = try RunningServer(site)
    let logo = "http://127.0.0.1:\(origin.port)/logo.png"
    let told = try run(server, template: id, logo: logo)
    let first = try #require(told["first"] as? [String: Any])
    let second = try #require(told["second"] as? [String: Any])
    #expect(first["success"] as? Bool == true && second["success"] as? Bool == true)
    #expect(first["cached"] as? Bool == false && second["cached"] as? Bool == true)
    let url = try #require(first["imageUrl"] as? String)
    #expect(second["imageUrl"] as? String == url)
    #expect(url.hasPrefix("http://\(server.address)/i/") && url.hasSuffix(".png"))
    #expect(told["status"] as? Int == 200 && told["type"] as? String == "image/png")
    #expect(told["start"] as? [Int] == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    // What node read is what is stored under the hash of the address, byte for byte.
    let hash = try #require(url.split(separator: "/").last?.split(separator: ".").first)
    let stored = try server.get("/i/\(hash).png")
    #expect(ContentHash(of: stored.body).hex == hash)
    #expect(told["count"] as? Int == stored.body.count)
    #expect(told["etag"] as? String == "\"\(hash)\"")
    try server.site.write(stored.body, to: "stored.png")
    let sum = try Program.run("/usr/bin/sha256sum", [server.site.path + "/stored.png"])
    #expect(sum.hasPrefix(try #require(told["sha"] as? String)))
    #expect(stored.pngSize == PixelSize(width: 200, height: 100))
    server.stop()
    #expect(try StoreLook(server.site).charged == 1)
  }

  @Test("The documented /api/render addresses are drawn as they stand")
  func documentedAddresses() throws {
    let server = try RunningServer(TestSite(["allowedHosts": ["example.com"]]))
    let addresses = [
      #"/api/render?templateId=card&layers={"title":{"text":"Hello World"}}"#,
      #"/api/render?templateId=card&layers={"title":{"text":"Blog Title"},"subtitle":{"text":"By John Doe"}}"#,
    ]
    for address in addresses {
      // As browsers, crawlers and curl send it.
      let path = server.site.path + "/render.mjs"
      try server.site.write(
        "const r = await fetch('http://\(server.address)\(address)');\n"
          + "console.log(r.status, r.headers.get('content-type'), r.headers.get('etag'));",
        to: "render.mjs")
      let told = try Program.run("/usr/bin/env", ["node", path])
      let raw = try server.get(address.replacing(" ", with: "%20"))
      #expect(raw.status == 200)
      #expect(told == "200 image/png \(raw.etag)\n")
    }
  }
}
