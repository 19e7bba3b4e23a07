internal import PlacardCore
internal import PlacardHTTP

/// The API's description for people, one page made of the tables that route and check calls. It
/// loads nothing and runs no script.
struct DocsPage {
  let api: API
  let site: SiteConfiguration
  let book: ExampleBook

  init(api: API, site: SiteConfiguration, baseURL: String, sample: SiteSample) {
    self.api = api
    self.site = site
    book = ExampleBook(api: api, baseURL: baseURL, sample: sample)
  }

  /// A part of the page that is listed in its contents.
  struct Section {
    var id: String
    var title: String
    var body: HTML
    /// What is listed below it.
    var entries: [(id: String, label: HTML)] = []
  }

  /// The groups of operations, in the order in which they first appear.
  var tags: [String] {
    var tags: [String] = []
    for operation in api.operations where !tags.contains(operation.tag) {
      tags.append(operation.tag)
    }
    return tags
  }

  var html: HTML {
    let sections =
      [start, access, conventions] + tags.map(section) + [shapes, properties, headers, errors]
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>\(HTML(stringLiteral: DocsStyle.css))</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip the contents</a>
      <div class="frame">
      <nav aria-label="Contents"><ol>
      \(sections.map(entry))</ol></nav>
      <main id="main">
      <h1>\(title)</h1>
      \(introduction)
      \(sections.map(part))</main>
      </div>
      </body>
      </html>

      """
  }

  /// A large number with its thousands apart.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  private var title: String { site.name.isEmpty ? "Placard API" : site.name + " – Placard API" }

  private func entry(_ section: Section) -> HTML {
    let inner = section.entries.map { entry -> HTML in
      "<li><a href=\"#\(entry.id)\">\(entry.label)</a></li>\n"
    }
    let list: HTML = inner.isEmpty ? "" : "\n<ol>\n\(inner)</ol>"
    return "<li><a href=\"#\(section.id)\">\(section.title)</a>\(list)</li>\n"
  }

  private func part(_ section: Section) -> HTML {
    """
    <section aria-labelledby="\(section.id)">
    <h2 id="\(section.id)">\(section.title)</h2>
    \(section.body)</section>

    """
  }
}

extension DocsPage {
  /// What the browser lets the page do, which is nothing but look as it says itself (CSP 3).
  static let securityPolicy: String = {
    let digest = Base64.encode(SHA256.digest(of: Array(DocsStyle.css.utf8)))
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; "
      + "form-action 'none'; frame-ancestors 'none'"
  }()
}
