internal import PlacardCore
internal import PlacardHTTP

/// What stands before the calls.
extension DocsPage {
  var introduction: HTML {
    """
    <p class="lead">Pictures for shared links, drawn from templates: by an address that stands in a
    page, or by a call that answers one.</p>
    <dl>
    <dt>Base address</dt><dd><code>\(book.baseURL)</code></dd>
    <dt>For programs</dt><dd><a href="/api/openapi.json">/api/openapi.json</a>, OpenAPI 3.1</dd>
    </dl>

    """
  }

  var start: Section {
    let generate = book.example(.generate).map { Self.curl($0) } ?? ""
    return Section(
      id: "start", title: "Start here",
      body: """
        <p>A public template's picture needs no key. Its address can stand in a page as it is; the
        picture is drawn when it is first asked for, and stored.</p>
        <pre class="html"><code>\(metaTag)</code></pre>
        <p>For templates that are not public, and to know that the picture is there before the page
        is, make the call that answers its address. With a key in the shell's environment,
        <code>export KEY=\(CallExample.keyText)</code>, every example of this page runs as it
        stands.</p>
        \(generate)
        <p>The answer names the picture by its content. That address never changes its meaning, so
        it may be kept anywhere for as long as one likes.</p>
        <pre class="json"><code>\(generatedAnswer)</code></pre>
        \(sampleNote)
        """)
  }

  private var metaTag: String {
    let id = book.sample.templateID ?? "blog-post"
    let layers = book.sample.textLayer.map {
      "&amp;layers={%22\(PercentEncoding.text($0))%22:{%22text%22:%22Hello%22}}"
    }
    let address = book.baseURL + "/api/render?templateId=" + id + (layers ?? "")
    return "<meta property=\"og:image\"\n  content=\"\(address)\">"
  }

  private var generatedAnswer: String {
    let hash = SHA256.digest(of: Array("Hello".utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    return JSONLayout.text(
      of: .object([
        ("success", .flag(true)), ("imageUrl", .text("\(book.baseURL)/i/\(hash).png")),
        ("cached", .flag(false)), ("width", .number(1_200)), ("height", .number(630)),
        ("format", .text("png")), ("bytes", .number(48_213)), ("hash", .text(hash)),
      ]))
  }

  private var sampleNote: HTML {
    guard book.sample.templateID == nil else { return "" }
    return """
      <p>This site has no public template yet: put the id of one of yours where the examples say
      <code>blog-post</code>.</p>

      """
  }

  var access: Section {
    let calls = { (scope: KeyScope) -> HTML in
      let all = api.operations.filter { $0.access == .scope(scope) }
      return HTML(all.map { Self.link($0) }, separator: ", ")
    }
    let rows = KeyScope.allCases.map { [HTML.code($0.rawValue), calls($0)] }
    return Section(
      id: "access", title: "Who may call",
      body: """
        <p>Calls that are not for everybody take a key in the header
        <code>Authorization: Bearer KEY</code>, and nowhere else (RFC 6750, section 2.1). A key says
        what it is for by its scopes; one with <code>admin</code> may do everything.</p>
        \(.table(["Scope", "Calls"], rows))
        <p>Keys are for servers and build machines. Scripts in pages may fetch pictures from
        anywhere; they may not make keyed calls, since a key in a page is a key given away.</p>
        \(plans)
        """)
  }

  private var plans: HTML {
    guard !site.plans.isEmpty else { return "" }
    let rows = site.plans.map { plan in
      [HTML.code(plan.name), plan.rendersPerMonth.map { "\(Self.grouped($0))" } ?? "no limit"]
        as [HTML]
    }
    return """
      <h3 id="plans">Plans</h3>
      <p>A plan bounds the fresh renders of a key in a calendar month (UTC). A picture that is stored
      costs nothing, and neither does one that another request has begun to draw.</p>
      \(.table(["Plan", "Fresh renders a month"], rows))
      """
  }

  var conventions: Section {
    let general = HTML(ProblemCode.general.map { Self.link($0) }, separator: ", ")
    return Section(
      id: "conventions", title: "What all calls have in common",
      body: """
        <ul>
        <li>Bodies are JSON in UTF-8, up to \(Self.grouped(site.limits.bodyBytesMax)) bytes unless a call says
        otherwise. A member that a call does not know is refused; <code>null</code> counts as not
        given unless it is said to mean something.</li>
        <li>Parameters that a call does not know are ignored; a known one must not stand twice.
        Objects in a query are JSON, percent-encoded.</li>
        <li><code>HEAD</code> is answered wherever <code>GET</code> is, and <code>OPTIONS</code>
        everywhere.</li>
        <li>Errors are JSON and never cached. <code>code</code> is for programs and keeps its
        meaning; <code>path</code> says where in the request, <code>hint</code> what to do; both may
        be <code>null</code>. Any call may answer \(general).</li>
        </ul>
        <pre class="json"><code>\(problemAnswer)</code></pre>
        """)
  }

  private var problemAnswer: String {
    JSONLayout.text(
      of: .object([
        ("success", .flag(false)),
        (
          "error",
          .object([
            ("code", .text(ProblemCode.unknownLayer.rawValue)),
            ("message", .text("the template has no layer \"titel\"")),
            ("path", .text("layers.titel")), ("hint", .text("did you mean \"title\"?")),
          ])
        ),
      ]))
  }
}
