import Foundation
import PlacardCore
import PlacardPipeline
import PlacardSystem
import PlacardTesting
import Testing

/// A site with a published card, a server over it, and a key for everything.
private func serve(
  _ settings: [String: Any] = [:], baseURL: String? = nil
) throws -> (server: RunningServer, key: String) {
  let site = try TestSite(settings)
  try site.write(
    #"{"id": "posts/hello", "templateId": "card", "variables": {"title": "Hello"}}"# + "\n",
    to: "cards.jsonl")
  var options = BuildOptions(manifests: [site.path + "/cards.jsonl"], site: site.path, store: nil)
  options.jobs = 1
  _ = try Generator.build(options, progress: BuildProgress(), stop: StopFlag())
  let key = try RunningServer.makeKey(in: site, scopes: ["admin"])
  return (try RunningServer(site, baseURL: baseURL), key)
}

/// What stands between `<pre class="…"><code>` and its end, as a reader copies it.
private func examples(_ language: String, in page: String) throws -> [String] {
  try matches("(?s)<pre class=\"\(language)\"><code>(.*?)</code></pre>", in: page).map(unescaped)
}

/// The text that HTML spells.
private func unescaped(_ html: String) -> String {
  let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
  return entities.reduce(html) { $0.replacing($1.0, with: $1.1) }
}

private func matches(_ pattern: String, in page: String) throws -> [String] {
  page.matches(of: try Regex(pattern)).map { String($0.output[1].substring ?? "") }
}

/// The operations and error codes of the server's description.
private func description(_ server: RunningServer) throws -> (operations: [String], codes: [String])
{
  let json = try server.get("/api/openapi.json").json()
  let paths = try #require(json["paths"] as? [String: [String: [String: Any]]])
  let components = json["components"] as? [String: Any]
  let schemas = try #require(components?["schemas"] as? [String: [String: Any]])
  let error = (schemas["Error"]?["properties"] as? [String: [String: Any]])?["error"]
  let code = (error?["properties"] as? [String: [String: Any]])?["code"]
  return (
    paths.values.flatMap { $0.values.compactMap { $0["operationId"] as? String } },
    try #require(code?["enum"] as? [String])
  )
}

@Suite("The API's page") struct DocsTests {
  @Test("Every example in curl runs as it stands, once KEY is a key")
  func curl() throws {
    let (server, key) = try serve()
    let examples = try examples("curl", in: server.get("/docs").text)
    #expect(examples.count > 20)
    for example in examples {
      try? server.site.remove("card.png")
      try server.site.write(
        """
        set -euo pipefail
        cd '\(server.site.path)'
        export KEY=\(key) no_proxy='*'
        # A refusal is an error of the script.
        curl() { command curl --fail-with-body "$@"; }
        \(example)

        """, to: "example.sh")
      let printed = try Program.run("/bin/bash", [server.site.path + "/example.sh"])
      if example.contains("-o card.png") {
        #expect(
          try server.site.read("card.png").starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(example)")
      } else if example.contains("-o font.ttf") {
        #expect(try server.site.read("font.ttf").starts(with: [0, 1, 0, 0]), "\(example)")
      } else {
        #expect(!printed.isEmpty, "\(example)")
      }
    }
  }

  @Test("Every example in JavaScript runs as it stands, once KEY is a key")
  func javaScript() throws {
    let (server, key) = try serve()
    let examples = try examples("javascript", in: server.get("/docs").text)
    #expect(examples.count > 20)
    for example in examples {
      try server.site.write(example, to: "example.mjs")
      try server.site.write(
        "cd '\(server.site.path)' && KEY=\(key) node example.mjs\n", to: "example.sh")
      let printed = try Program.run("/bin/bash", [server.site.path + "/example.sh"])
      #expect(["200", "201", "204"].contains(String(printed.prefix(3))), "\(example)\n\(printed)")
    }
  }

  @Test("Examples change and delete nothing of the site")
  func harmless() throws {
    let (server, key) = try serve()
    let fields = ["Authorization": "Bearer \(key)"]
    let before = try server.get("/api/templates/card", fields)
    for example in try examples("curl", in: server.get("/docs").text) {
      try server.site.write(
        "cd '\(server.site.path)'; export KEY=\(key) no_proxy='*'\n\(example)\n", to: "example.sh")
      _ = try Program.run("/bin/bash", [server.site.path + "/example.sh"])
    }
    let after = try server.get("/api/templates/card", fields)
    #expect(before.status == 200 && after.status == 200)
    #expect(before.etag == after.etag && before.body == after.body)
  }

  @Test("Every operation and every error code stands in it, and every link leads somewhere")
  func complete() throws {
    let (server, _) = try serve()
    let page = try server.get("/docs").text
    let ids = try matches(#" id="([^"]+)""#, in: page)
    #expect(Set(ids).count == ids.count)
    let links = try matches(##"href="#([^"]+)""##, in: page)
    #expect(links.count > 100 && Set(links).isSubset(of: ids))
    let (operations, codes) = try description(server)
    #expect(operations.count > 15 && Set(operations).isSubset(of: ids))
    #expect(codes.count > 30 && Set(codes.map { "error-" + $0 }).isSubset(of: ids))
    // Each is in the contents too.
    for operation in operations { #expect(links.contains(operation)) }
  }

  @Test("It loads nothing, runs no script, and its policy allows its own style alone")
  func selfContained() throws {
    let (server, _) = try serve()
    let answer = try server.get("/docs")
    #expect(answer.status == 200 && answer.fields["content-type"] == "text/html; charset=utf-8")
    #expect(answer.fields["x-content-type-options"] == "nosniff")
    let page = answer.text
    for tag in ["<script", "<link", "<img", "<iframe", "<form", " style=", " src=", " onclick="] {
      #expect(!page.contains(tag), "\(tag)")
    }
    #expect(!page.contains("@import") && !page.contains("url("))
    let addresses = Set(try matches(#"href="([^#"][^"]*)""#, in: page))
    #expect(addresses == ["/api/openapi.json"])
    let style = try matches("(?s)<style>(.*?)</style>", in: page)
    try #require(style.count == 1)
    let digest = Base64.encode(SHA256.digest(of: Array(style[0].utf8)))
    #expect(
      answer.fields["content-security-policy"]
        == "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'")
  }

  @Test("It shows the site's own address, name and plans, as text")
  func ofTheSite() throws {
    let (server, _) = try serve(
      ["name": "A <b> & \"C\"", "plans": ["hobby": ["rendersPerMonth": 123]]],
      baseURL: "https://cards.example.org/x")
    let page = try server.get("/docs").text
    #expect(page.contains("<title>A &lt;b&gt; &amp; &quot;C&quot; – Placard API</title>"))
    #expect(!page.contains("A <b>"))
    #expect(page.contains("curl -sS https://cards.example.org/x/api/generate"))
    #expect(page.contains("<code>hobby</code>") && page.contains("<td>123</td>"))
    #expect(page.contains("https://cards.example.org/x/c/posts/hello.png"))
    // What is not public is nobody's business.
    #expect(!page.contains("Test private") && !page.contains("/api/templates/private"))
  }

  @Test("The answers that it shows are of the form that the server gives")
  func answers() throws {
    let (server, key) = try serve()
    let shown = try examples("json", in: server.get("/docs").text)
    try #require(shown.count == 2)
    let fields = ["Authorization": "Bearer \(key)", "Content-Type": "application/json"]
    let generated = try server.send(
      "POST", "/api/generate", fields, body: Array(#"{"templateId": "card"}"#.utf8))
    let success = try JSONSerialization.jsonObject(with: Data(shown[0].utf8)) as? [String: Any]
    #expect(try Set(#require(success).keys) == Set(generated.json().keys))
    let refused = try server.send(
      "POST", "/api/generate", fields,
      body: Array(#"{"templateId": "card", "layers": {"titel": {"text": "x"}}}"#.utf8))
    #expect(refused.status == 422)
    let failure = try JSONSerialization.jsonObject(with: Data(shown[1].utf8)) as? NSDictionary
    #expect(try failure == JSONSerialization.jsonObject(with: Data(refused.body)) as? NSDictionary)
  }

  @Test("The address in the page's <meta> leads to a picture")
  func metaElement() throws {
    let (server, _) = try serve()
    let shown = try examples("html", in: server.get("/docs").text)
    try #require(shown.count == 1)
    let contents = try matches(#"<meta property="og:image"\s+content="([^"]+)">"#, in: shown[0])
    let address = unescaped(try #require(contents.first))
    let base = "http://\(server.address)"
    #expect(address.hasPrefix(base + "/api/render?templateId=card&layers="))
    let answer = try server.get(String(address.dropFirst(base.count)))
    #expect(answer.status == 200 && answer.fields["content-type"] == "image/png")
  }

  @Test("It has an entity tag, and is another page when another template is the public one")
  func revalidated() throws {
    let (server, key) = try serve()
    let first = try server.get("/docs")
    #expect(first.fields["cache-control"] == "no-cache")
    let again = try server.get("/docs", ["If-None-Match": first.etag])
    #expect(again.status == 304 && again.body.isEmpty && again.etag == first.etag)
    let head = try server.send("HEAD", "/docs")
    #expect(head.status == 200 && head.body.isEmpty && head.etag == first.etag)
    let fields = ["Authorization": "Bearer \(key)", "Content-Type": "application/json"]
    for id in ["card", "linked"] {
      let answer = try server.send(
        "PUT", "/api/templates/\(id)", fields, body: Array(#"{"public": false}"#.utf8))
      #expect(answer.status == 200)
    }
    let other = try server.get("/docs", ["If-None-Match": first.etag])
    #expect(other.status == 200 && other.etag != first.etag)
    #expect(first.text.contains("templateId=card") && !other.text.contains("templateId=card"))
    #expect(other.text.contains("This site has no public template yet"))
  }

  @Test("Without a published build it shows no card that is not there")
  func withoutBuild() throws {
    let server = try RunningServer(TestSite())
    let page = try server.get("/docs").text
    #expect(page.contains("nothing yet on this site that this call could be shown with"))
    #expect(!page.contains("posts/hello.png</code></pre>"))
  }
}
