internal import PlacardContent
internal import PlacardCore

/// Finds the cards that pages ask for, page by page.
struct CardFinder {
  /// A card, and who asks for it.
  struct Found {
    var id: String
    var page: String
    var pages: Set<String>
    var place: PicturePlace?
    var entry: ManifestEntry
  }

  private let site: SiteAddress
  private let rule: PageRule?
  private let configuration: SiteConfiguration
  private let profile: EncodeProfile
  private var ids: PageIDs
  /// The number of a picture in `found`, by its key.
  private var numbers: [String: Int] = [:]
  private(set) var found: [Found] = []
  private(set) var report = ScanReport()
  private var noted: Set<ScanReport.Note> = []
  private(set) var addresses: [PicturePlace: Int] = [:]
  /// The card's id by the page that a rule gives one.
  private(set) var ruleIDs: [String: String] = [:]

  init(
    pages: [String], site: SiteAddress, rule: PageRule?, configuration: SiteConfiguration,
    profile: EncodeProfile
  ) {
    ids = PageIDs(pages: pages)
    self.site = site
    self.rule = rule
    self.configuration = configuration
    self.profile = profile
    report.pages = pages.count
  }

  /// Notes that the page is left alone, and why.
  mutating func skip(_ path: String, _ error: InputError) { note(path, error.description) }

  /// Takes what `page`, read from `bytes` of the file at `path`, asks for. `place` is the path that
  /// errors show.
  mutating func take(_ page: HTMLPage, _ bytes: [UInt8], path: String, place: String) {
    var isOwnIDFree = true
    if page.takesRule(of: site) {
      if let rule, rule.matches(path) {
        isOwnIDFree = takeRule(rule, page, path)
      } else if page.hasRulePicture(of: site) {
        note(path, "its picture is from a rule; without --rule it is not made anew")
      }
    }
    for host in Set(page.foreignHosts(of: site)).sorted() {
      note(
        path,
        "it has an address of /api/render on \(host), which is "
          + (site.base.map { "not under \($0)" } ?? "perhaps the site's: baseUrl is not set"))
    }
    for address in page.addresses(of: site) {
      addresses[address.place, default: 0] += 1
      let wanted: WantedPicture
      do throws(WantedPicture.Refusal) {
        wanted = try WantedPicture(
          query: address.query, limits: configuration.limits, profile: profile)
      } catch {
        refuse(address, error, bytes, path, place, &isOwnIDFree)
        continue
      }
      if let number = numbers[wanted.key] {
        found[number].pages.insert(path)
        continue
      }
      numbers[wanted.key] = found.count
      let id = nextID(path, &isOwnIDFree)
      add(
        id, path, address.place,
        wanted.entry(
          id: id, source: source(address, bytes, place), limits: configuration.limits))
    }
  }

  /// The id of the card that `query` asks for; nil for one that was not found before.
  func id(of query: String) -> String? {
    guard
      let wanted = try? WantedPicture(
        query: query, limits: configuration.limits, profile: profile)
    else { return nil }
    return numbers[wanted.key].map { found[$0].id }
  }

  private mutating func add(
    _ id: String, _ path: String, _ place: PicturePlace?, _ entry: ManifestEntry
  ) {
    found.append(Found(id: id, page: path, pages: [path], place: place, entry: entry))
  }

  private mutating func refuse(
    _ address: PageAddress, _ refusal: WantedPicture.Refusal, _ bytes: [UInt8], _ path: String,
    _ place: String, _ isOwnIDFree: inout Bool
  ) {
    switch refusal {
    case .serverOnly(let reason):
      note(path, "an address in \(address.place.rawValue) is left to the server: \(reason)")
    case .input(let error):
      let key = "broken:" + address.query
      guard numbers[key] == nil else { return }
      numbers[key] = found.count
      let source = source(address, bytes, place)
      let id = nextID(path, &isOwnIDFree)
      var placeless = error
      placeless.offset = nil
      placeless.firstOffset = nil
      if !address.query.contains("="), address.query.lowercased().contains("%3d") {
        placeless.hint =
          "the query is percent-encoded twice; Hugo does so unless it goes through safeURL"
      }
      add(
        id, path, address.place,
        .failed(FailedCard(id: id, error: source.located(placeless), source: source)))
    }
  }

  private func source(_ address: PageAddress, _ bytes: [UInt8], _ place: String) -> CardSource {
    let start = bytes.withUnsafeBytes { TextPlace(of: address.range.lowerBound, in: $0) }
    return CardSource(file: place, start: start, path: "", text: bytes[address.range])
  }

  private mutating func nextID(_ path: String, _ isOwnIDFree: inout Bool) -> String {
    if isOwnIDFree {
      isOwnIDFree = false
      return ids.id(of: path)
    }
    return ids.another(for: path)
  }

  private mutating func note(_ path: String, _ text: String) {
    let note = ScanReport.Note(page: path, text: text)
    if noted.insert(note).inserted { report.notes.append(note) }
  }

  // MARK: Rules.

  /// False where the card has taken the page's own id.
  private mutating func takeRule(_ rule: PageRule, _ page: HTMLPage, _ path: String) -> Bool {
    let own = ids.id(of: path)
    let entry = rule.entry(facts(page, path), limits: configuration.limits)
    let id: String
    switch entry {
    case .card(let card): id = card.id
    case .failed(let failed): id = failed.id ?? own
    }
    report.rulePages += 1
    ruleIDs[path] = id
    add(id, path, nil, entry)
    return id != own
  }

  /// What the page says of itself, by the names that rules use.
  private func facts(_ page: HTMLPage, _ path: String) -> [String: String] {
    var facts: [String: String] = [:]
    facts["title"] =
      page.content("og:title", "twitter:title") ?? page.structured.headline ?? page.title
      ?? page.heading
    facts["description"] =
      page.content("description", "og:description", "twitter:description")
    facts["author"] = page.content("author", "article:author") ?? page.structured.author
    facts["heading"] = page.heading
    facts["path"] = ids.id(of: path)
    facts["url"] = page.canonical ?? page.content("og:url") ?? site.absolute("/" + route(path))
    facts["lang"] = page.lang ?? configuration.lang
    facts["site"] = page.content("og:site_name") ?? configuration.name
    facts["date"] = page.content("article:published_time") ?? page.structured.datePublished
    return facts
  }

  /// The page's path as the web has it.
  private func route(_ path: String) -> String {
    if path == "index.html" { return "" }
    return path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
  }
}
