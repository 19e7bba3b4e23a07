internal import PlacardCore
internal import PlacardHTTP

/// The page of `placard dev`: the cards of the published build, drawn by a script from what the other
/// addresses below `/dev` answer. It loads nothing but this server's pictures.
enum DevPage {
  /// How many cards the page asks for at a time.
  static let cardsAtOnce = 60

  /// The same for everybody, made once.
  static let response = OwnedResponse(
    status: 200,
    fields: [
      .init("Content-Type", "text/html; charset=utf-8"),
      .init("Content-Security-Policy", securityPolicy),
      .init("Cache-Control", "no-store"), .init("Referrer-Policy", "no-referrer"),
      .init("X-Content-Type-Options", "nosniff"),
    ], body: Array(html.text.utf8))

  /// One style, one script, pictures and answers of this server (CSP 3).
  private static let securityPolicy =
    "default-src 'none'; style-src 'sha256-\(digest(DevStyle.css))'; "
    + "script-src 'sha256-\(digest(script))'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  private static let script = DevScript.text

  private static func digest(_ text: String) -> String {
    Base64.encode(SHA256.digest(of: Array(text.utf8)))
  }

  private static let html: HTML = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Placard dev</title>
    <style>\(HTML(stringLiteral: DevStyle.css))</style>
    </head>
    <body>
    <header>
    <h1 id="site">Placard dev</h1>
    <p id="status" role="status"></p>
    <label class="search"><span>Search</span>
    <input id="search" type="search" autocomplete="off" spellcheck="false"
    placeholder="id, template or text" aria-keyshortcuts="/"></label>
    </header>
    <main>
    <section id="trouble" class="trouble" role="alert" hidden></section>
    <section id="failures" class="failures" aria-label="Cards that failed" hidden></section>
    <ul id="cards" class="cards" aria-label="Cards"></ul>
    <p id="empty" class="soft" hidden></p>
    <p class="more"><button id="more" type="button" hidden>Show more cards</button></p>
    </main>
    <dialog id="large" aria-labelledby="large-title">
    <div class="bar">
    <h2 id="large-title"></h2>
    <label><input type="checkbox" id="show-boxes" aria-keyshortcuts="b"> Boxes <kbd>B</kbd></label>
    <label><input type="checkbox" id="show-areas" aria-keyshortcuts="s"> Safe areas <kbd>S</kbd></label>
    <button id="previous" type="button" aria-keyshortcuts="ArrowLeft">Previous</button>
    <button id="next" type="button" aria-keyshortcuts="ArrowRight">Next</button>
    <button id="close" type="button" aria-keyshortcuts="Escape">Close</button>
    </div>
    <div class="columns">
    <div class="stage"><div class="frame" id="frame"><img id="picture" alt=""></div>
    <p id="under" class="under" aria-live="polite"></p></div>
    <div class="side">
    <p id="blind" class="warning" hidden></p>
    <section><h3>Pictures</h3><ul id="variants" class="variants"></ul></section>
    <section id="notes-part" hidden><h3>Notes</h3><ul id="notes" class="notes"></ul></section>
    <section><h3>Addresses</h3><ul id="addresses" class="addresses"></ul></section>
    <section id="layers-part" hidden><h3>Layers</h3>
    <p class="soft">CSS px of the canvas: left, top, width × height.</p>
    <ul id="layers" class="layers"></ul></section>
    </div>
    </div>
    </dialog>
    <script>\(HTML(stringLiteral: script))</script>
    </body>
    </html>

    """
}
