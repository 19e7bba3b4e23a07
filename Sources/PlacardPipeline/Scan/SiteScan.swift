internal import PlacardContent
internal import PlacardCore
internal import PlacardStore
package import PlacardSystem

/// A scan: built pages in, their cards in a published build, their addresses rewritten.
package enum SiteScan {
  private static let ruleBytesMax = 1_000_000

  /// Finds the cards of the folder's pages, builds them together with the manifests, and rewrites
  /// the pages where it is asked to.
  ///
  /// - Throws: for trouble that concerns all pages. A card that fails is in the report; the address
  ///   of it stays as it is.
  package static func run(
    _ options: ScanOptions, progress: BuildProgress, stop: StopFlag
  ) throws(PipelineError) -> ScanReport {
    let folder = try SiteFolder.open(options.build.site)
    let configuration = folder.configuration
    let site = SiteAddress(base: options.baseURL ?? configuration.baseURL)
    if options.rewrites || options.checks, site.base == nil {
      throw .input(
        InputError(
          .missing, message: "nobody says what the site's addresses begin with",
          hint: "baseUrl in site.json or --base-url, as in https://cards.example.org"))
    }
    let pages = try PageFolder.open(options.folder, limits: configuration.limits)
    var finder = CardFinder(
      pages: pages.pages, site: site, rule: try rule(options, configuration.limits),
      configuration: configuration, profile: profile(options, configuration))
    for path in pages.pages {
      if stop.isRaised { throw .interrupted }
      let (bytes, page) = try pages.read(path)
      switch page {
      case .success(let page):
        finder.take(page, bytes, path: path, place: pages.place(of: path))
      case .failure(let error): finder.skip(path, error)
      }
    }
    var build = options.build
    build.madeCards = finder.found.map(\.entry)
    if options.checks { build.isDryRun = true }
    var report = finder.report
    report.addresses = PicturePlace.allCases.map { ($0.rawValue, finder.addresses[$0] ?? 0) }
    report.build = try Generator.build(build, progress: progress, stop: stop)
    var pictures = try pictures(finder, report.build, build, folder)
    report.cards = finder.found.map { card in
      ScanReport.Card(
        id: card.id, page: card.page, pageCount: card.pages.count, place: card.place?.rawValue,
        picture: pictures[card.id]?.path)
    }
    if options.checks { expectMissing(&pictures, finder, report.build) }
    if options.rewrites || options.checks {
      report.rewritten = try rewrite(
        pages, finder, pictures, site, writes: options.rewrites, stop: stop)
    }
    return report
  }

  private static func rule(
    _ options: ScanOptions, _ limits: Limits
  ) throws(PipelineError) -> PageRule? {
    guard let path = options.rule else { return nil }
    guard FileStatus.of(path) != nil else {
      throw .input(
        InputError(
          .missing, message: "there is no rule \(path)", hint: "--rule takes a file of JSON"))
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, bytesMax: ruleBytesMax)
    } catch {
      throw .system(error)
    }
    do throws(InputError) {
      return try PageRule.parse(bytes, file: path, limits: limits)
    } catch {
      throw .input(error)
    }
  }

  private static func profile(
    _ options: ScanOptions, _ configuration: SiteConfiguration
  ) -> EncodeProfile {
    var profile = configuration.encode
    if let effort = options.build.effort { profile.effort = effort }
    return profile
  }

  /// The first picture of each card that has one from this build, by the card's id.
  private static func pictures(
    _ finder: CardFinder, _ report: BuildReport, _ options: BuildOptions, _ folder: SiteFolder
  ) throws(PipelineError) -> [String: PagePicture] {
    let failed = Set(report.failures.compactMap(\.card))
    let place = try BuildPlace.openOrPass(options.store, folder)
    var pictures: [String: PagePicture] = [:]
    do throws(StoreError) {
      let reader = try place.store.reader()
      try reader.renew()
      for card in finder.found where !failed.contains(card.id) {
        guard let first = try reader.snapshot.page(card.id)?.variants.first else { continue }
        pictures[card.id] = PagePicture(
          path: "/i/\(first.contentHash.hex).\(first.format.fileExtension)",
          width: Int(first.width), height: Int(first.height), mediaType: first.format.mediaType)
      }
    } catch {
      throw .store(error)
    }
    return pictures
  }

  /// Gives cards that are not made yet an address that no page has: theirs is none of today's.
  private static func expectMissing(
    _ pictures: inout [String: PagePicture], _ finder: CardFinder, _ report: BuildReport
  ) {
    let failed = Set(report.failures.compactMap(\.card))
    for card in finder.found where pictures[card.id] == nil && !failed.contains(card.id) {
      pictures[card.id] = PagePicture(
        path: "/i/\(String(repeating: "0", count: 64)).png", width: 1, height: 1,
        mediaType: PictureFormat.png.mediaType)
    }
  }

  /// The pages that change, written or not.
  private static func rewrite(
    _ pages: PageFolder, _ finder: CardFinder, _ pictures: [String: PagePicture],
    _ site: SiteAddress, writes: Bool, stop: StopFlag
  ) throws(PipelineError) -> [String] {
    var rewritten: [String] = []
    for path in pages.pages {
      if stop.isRaised { throw .interrupted }
      let (bytes, page) = try pages.read(path)
      guard case .success(let page) = page else { continue }
      let rewriter = PageRewriter(page, of: bytes, site: site) { query in
        finder.id(of: query).flatMap { pictures[$0] }
      }
      let rulePicture = finder.ruleIDs[path].flatMap { pictures[$0] }
      guard let changed = rewriter.rewritten(rule: rulePicture) else { continue }
      if writes { try pages.replace(path, with: changed) }
      rewritten.append(path)
    }
    return rewritten
  }
}
