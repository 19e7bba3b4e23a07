import Foundation
import PlacardCore
import PlacardTesting
import Synchronization
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
    try run(server, script(server, template: template, logo: logo))
  }

  /// What `script`, a module, prints: one object of JSON.
  private func run(_ server: RunningServer, _ script: String) throws -> [String: Any] {
    let node = ["/usr/bin/node", "/usr/local/bin/node"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let node else {
      throw Client.Failure(what: "node is missing; tools/setup installs the package nodejs")
    }
    let path = server.site.path + "/call.mjs"
    try server.site.write(script, to: "call.mjs")
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

  @Test("A page with the documented og:image tag leads a crawler to the picture")
  func documentedTag() throws {
    let id = "3f0c9a52-7d18-4c0b-8a6e-51b2f7d90c44"
    // The page and the avatar have one origin; the address in the tag is known once both ports are.
    let tag = Mutex("")
    let origin = LoopbackServer { head in
      if head.hasPrefix("GET /avatar.jpg ") {
        return answer(
          "200 OK", "Content-Type: image/png\r\n", body: TestSite.picture([7, 70, 170, 255]))
      }
      let page = "<!doctype html><html><head>\(tag.withLock { $0 })</head><body></body></html>"
      return answer("200 OK", "Content-Type: text/html\r\n", body: Array(page.utf8))
    }
    let site = try TestSite([
      "allowedHosts": ["127.0.0.1"],
      "limits": ["privateFetchOrigins": ["127.0.0.1:\(origin.port)"]],
    ])
    try site.write(TestSite.template(id), to: "templates/\(id).json")
    let server = try RunningServer(site)
    let avatar = "http://127.0.0.1:\(origin.port)/avatar.jpg"
    let queries = [
      #"templateId=\#(id)&layers={"title":{"text":"Hello World"}}"#,
      #"templateId=\#(id)&layers={"title":{"text":"Blog Title"},"subtitle":{"text":"By John Doe"},"#
        + #""logo":{"image_url":"\#(avatar)"}}"#,
    ]
    var etags: Set<String> = []
    for query in queries {
      let address = "http://\(server.address)/api/render?\(query)"
      let content = address.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
      tag.withLock { $0 = #"<meta property="og:image" content="\#(content)" />"# }
      let told = try run(server, Self.crawler(page: "http://127.0.0.1:\(origin.port)/post"))
      #expect(told["address"] as? String == address)
      #expect(told["status"] as? Int == 200 && told["type"] as? String == "image/png")
      #expect(told["start"] as? [Int] == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      #expect(told["width"] as? Int == 200 && told["height"] as? Int == 100)
      etags.insert(try #require(told["etag"] as? String))
    }
    #expect(etags.count == 2)
    #expect(origin.heads.contains { $0.hasPrefix("GET /avatar.jpg ") })
  }

  /// What a crawler does with a page.
  private static func crawler(page: String) -> String {
    """
    const html = await (await fetch('\(page)')).text();
    const content = /<meta property="og:image" content="([^"]*)"/.exec(html)[1];
    const address = content.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const picture = await fetch(address, { redirect: 'error' });
    const bytes = Buffer.from(await picture.arrayBuffer());
    console.log(JSON.stringify({
      address, status: picture.status, type: picture.headers.get('content-type'),
      etag: picture.headers.get('etag'), start: Array.from(bytes.subarray(0, 8)),
      width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20),
    }));
    """
  }

  @Test("The documented PUT changes a template and answers with it")
  func documentedPut() throws {
    let server = try RunningServer(TestSite())
    let made = try server.send(
      "POST", "/api/templates", server.keyed(),
      body: Array(
        """
        {"name": "Old", "public": true,
         "jsonData": {"canvas": {"width": 20, "height": 10}, "layers": []}}
        """.utf8))
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(try made.json()["id"] as? String)
    let target = "/api/render?templateId=\(id)"
    #expect(try server.get(target).pngSize == PixelSize(width: 20, height: 10))
    // Unchanged but for the host, the key and the id.
    let told = try run(
      server,
      """
      const response = await fetch('http://\(server.address)/api/templates/\(id)', {
      method: 'PUT',
      headers: {
      'Authorization': 'Bearer \(server.key)',
      'Content-Type': 'application/json'
      },
      body: JSON.stringify({
      name: 'Updated Template Name',
      description: 'Updated description',
      jsonData: {
      canvas: { width: 1200, height: 630, background: '#ffffff' },
      layers: [
      // Your updated layer definitions
      ],
      variables: []
      }
      })
      });
      const updatedTemplate = await response.json();
      console.log(JSON.stringify({ status: response.status, updatedTemplate }));
      """)
    #expect(told["status"] as? Int == 200)
    let updated = try #require(told["updatedTemplate"] as? [String: Any])
    #expect(updated["id"] as? String == id && updated["public"] as? Bool == true)
    #expect(updated["name"] as? String == "Updated Template Name")
    #expect(updated["description"] as? String == "Updated description")
    let data = try #require(updated["jsonData"] as? [String: Any])
    let canvas = try #require(data["canvas"] as? [String: Any])
    #expect(canvas["width"] as? Int == 1_200 && canvas["height"] as? Int == 630)
    #expect(canvas["background"] as? String == "#ffffff")
    #expect((data["layers"] as? [Any])?.isEmpty == true)
    #expect((data["variables"] as? [Any])?.isEmpty == true)
    // No answer after that is the old picture.
    #expect(try server.get(target).pngSize == PixelSize(width: 1_200, height: 630))
  }
}
