internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// The misses that a server saw, as cards of a manifest.
package enum Absorption {
  /// Reads the store's misses and says which lines a manifest needs to have them built. Every line is
  /// read again as a build reads it, and is given only where it leads to the very pictures.
  ///
  /// - Throws: `input` for a site or manifest that cannot be read. Writes nothing.
  package static func run(_ options: AbsorbOptions) throws(PipelineError) -> AbsorbReport {
    let run = try AbsorbRun(options)
    var covered: Set<RenderKey> = []
    if let path = options.manifest { covered = try run.read(manifest: path) }
    for wish in try run.wishes(covered) {
      for card in wish.cards { try run.add(card) }
    }
    return run.finish()
  }

  /// Adds the report's lines to the end of the manifest at `path`, which is made where there is none;
  /// a reader finds the old file or the new one.
  package static func append(
    _ report: AbsorbReport, to path: String
  ) throws(PipelineError) {
    do throws(SystemError) {
      var file = try NewFile(for: path, in: FilePath.parent(path))
      if FileStatus.of(path) != nil {
        var old = try LineReader.open(path, lineBytesMax: AbsorbRun.lineBytesMax)
        while let line = try old.next() {
          guard case .bytes(let bytes) = line else {
            throw SystemError(
              code: SystemError.tooLarge, operation: "read line \(old.lineNumber) of", path: path)
          }
          try file.write(bytes)
          try file.write("\n")
        }
      }
      for line in report.lines { try file.write(line + "\n") }
      try file.place()
    } catch {
      throw .system(error)
    }
  }
}

/// One absorption. For one thread.
private final class AbsorbRun {
  /// Longer lines of a manifest than any limit allows.
  static let lineBytesMax = 64 << 20

  private let options: AbsorbOptions
  private let context: SiteContext
  private let planner: CardPlanner
  private let templates: TemplateShelf
  private let reader: StoreReader
  /// Reads lines as one of the manifest's: with its defaults.
  private var lines: ManifestLines
  private var lineNumber = 0
  private var ids: Set<String> = []
  private var report = AbsorbReport()
  private var skipped: [AbsorbReport.Skipped: Int] = [:]

  init(_ options: AbsorbOptions) throws(PipelineError) {
    self.options = options
    let folder = try SiteFolder.open(options.site)
    let limits = folder.configuration.limits
    var profile = folder.configuration.encode
    let known: [FileEntry]
    do throws(StoreError) {
      let place = options.store ?? StorePath.standard(for: folder)
      reader = try Store.open(at: place, create: false).reader()
      try reader.renew()
      known = try reader.snapshot.files()
      let build = try reader.currentBuild()
      if let own = build.flatMap({ EncodeProfile(bytes: $0.settings) }) { profile = own }
    } catch {
      throw .store(error)
    }
    let files = FileDigests(known: known, believedSeconds: 0)
    context = try SiteContext.load(folder, files: files, profile: profile)
    planner = CardPlanner(
      context: context, shelf: AssetShelf(folder: folder, files: files))
    templates = TemplateShelf(limits: limits)
    lines = ManifestLines(file: options.manifest ?? "the new manifest", limits: limits)
  }

  func finish() -> AbsorbReport {
    report.skipped = skipped.map { entry in
      AbsorbReport.Skipped(
        templateID: entry.key.templateID, reason: entry.key.reason, count: entry.value)
    }.sorted { ($0.templateID, $0.reason.rawValue) < ($1.templateID, $1.reason.rawValue) }
    return report
  }

  private func skip(_ templateID: String, _ reason: AbsorbReport.Reason, count: Int = 1) {
    skipped[AbsorbReport.Skipped(templateID: templateID, reason: reason, count: 0), default: 0] +=
      count
  }

  // MARK: The manifest.

  /// The keys of all pictures that the manifest's cards ask for. Cards that cannot be read ask for
  /// none; a build says what is wrong with them.
  func read(manifest path: String) throws(PipelineError) -> Set<RenderKey> {
    guard FileStatus.of(path) != nil else { return [] }
    var keys: Set<RenderKey> = []
    var file: LineReader
    do throws(SystemError) {
      file = try LineReader.open(path, lineBytesMax: Self.lineBytesMax)
    } catch {
      throw .system(error)
    }
    while let line = try Self.next(&file) {
      lineNumber = file.lineNumber
      guard case .bytes(let bytes) = line, let card = try card(bytes) else { continue }
      ids.insert(card.id)
      if case .keys(let found) = try self.keys(of: card) { keys.formUnion(found) }
    }
    return keys
  }

  private static func next(_ file: inout LineReader) throws(PipelineError) -> LineReader.Line? {
    do throws(SystemError) { return try file.next() } catch { throw .system(error) }
  }

  private func card(_ line: UnsafeRawBufferPointer) throws(PipelineError) -> ManifestCard? {
    do throws(InputError) {
      guard case .card(let card) = try lines.read(line, number: lineNumber) else { return nil }
      return card
    } catch {
      throw .input(error)
    }
  }

  private enum Keys {
    case keys(Set<RenderKey>)
    /// A picture that it shows is not known, or the card cannot be drawn.
    case none(isPictureGone: Bool)
  }

  private func keys(of source: ManifestCard) throws(PipelineError) -> Keys {
    guard let template = try templates.template(source.templateID, reader.snapshot) else {
      return .none(isPictureGone: false)
    }
    let card = source.typed(by: template)
    let settings = card.formatsWanted.map { context.profile.settings(for: $0) }
    var keys: Set<RenderKey> = []
    for variant in card.variants {
      do throws(PipelineError) {
        guard
          case .ready(let plan) = try planner.plan(template, variant.request, settings, reader)
        else { return .none(isPictureGone: true) }
        for output in plan.outputs { keys.insert(output.key) }
      } catch {
        if case .store = error { throw error }
        return .none(isPictureGone: false)
      }
    }
    return .keys(keys)
  }

  // MARK: Misses.

  /// The misses that may become cards, but for those of `covered`, ordered by what they ask for.
  func wishes(_ covered: Set<RenderKey>) throws(PipelineError) -> [MissedWish] {
    var found: [MissedWish.Name: [MissedWish.Picture]] = [:]
    var trouble: PipelineError?
    let sinceHour = options.hours.map { max(0, Int(WallClock.unixSeconds() / 3_600) - $0) } ?? 0
    do throws(StoreError) {
      try reader.snapshot.forEachCard { key, entry in
        guard entry.origin == .missed, Int(entry.lastUseHour) >= sinceHour else { return true }
        do throws(PipelineError) {
          guard let (name, picture) = try wanted(key, entry) else { return true }
          if covered.contains(key) {
            report.present += 1
          } else {
            found[name, default: []].append(picture)
          }
          return true
        } catch {
          trouble = error
          return false
        }
      }
    } catch {
      throw .store(error)
    }
    if let trouble { throw trouble }
    return found.map { MissedWish(name: $0.key, pictures: $0.value) }.sorted { left, right in
      let (a, b) = (left.name, right.name)
      if a.templateID != b.templateID { return a.templateID < b.templateID }
      if a.canonical != b.canonical { return a.canonical.lexicographicallyPrecedes(b.canonical) }
      return (a.size.width, a.size.height) < (b.size.width, b.size.height)
    }
  }

  private func wanted(
    _ key: RenderKey, _ entry: CardEntry
  ) throws(PipelineError) -> (MissedWish.Name, MissedWish.Picture)? {
    guard let inputs = CardInputs(bytes: entry.inputs) else {
      if options.templates.isEmpty { skip("", .unknown) }
      return nil
    }
    let id = inputs.templateID
    guard options.templates.isEmpty || options.templates.contains(id) else { return nil }
    guard let template = try templates.template(id, reader.snapshot) else {
      skip(id, .templateGone)
      return nil
    }
    guard template.isPublic else {
      skip(id, .templatePrivate)
      return nil
    }
    guard template.revision == inputs.revision else {
      skip(id, .templateChanged)
      return nil
    }
    guard context.profile.settings(for: inputs.encode.format) == inputs.encode else {
      skip(id, .ownEncoding)
      return nil
    }
    let picture = MissedWish.Picture(
      scale: Double(inputs.scaleHundredths) / 100, format: inputs.encode.format, key: key)
    return (
      MissedWish.Name(templateID: id, canonical: inputs.canonical, size: inputs.size), picture
    )
  }

  /// Adds the line of `card`, spelled so that it leads to the very pictures; says why there is none.
  func add(_ card: MissedWish) throws(PipelineError) {
    let id = card.name.templateID
    guard let template = try templates.template(id, reader.snapshot) else { return }
    let wanted = Set(card.pictures.map(\.key))
    var reason = AbsorbReport.Reason.notSpelled
    for wish in template.wishes(for: card.name.canonical, limits: context.limits) {
      let line = card.line(wish)
      guard let entry = Self.entry(line, lines), !ids.contains(entry.id) else { continue }
      switch try keys(of: entry) {
      case .keys(let keys) where keys == wanted:
        ids.insert(entry.id)
        report.lines.append(line)
        report.pictures += wanted.count
        return
      case .none(isPictureGone: true): reason = .surroundingsChanged
      case .keys, .none:
        if try isOf(wanted, line) {
          reason = .defaultsDiffer
        } else if isSame(wish, card, template) {
          reason = .surroundingsChanged
        }
      }
    }
    skip(id, reason, count: wanted.count)
  }

  /// Whether `line` leads to the pictures in a manifest without defaults.
  private func isOf(_ wanted: Set<RenderKey>, _ line: String) throws(PipelineError) -> Bool {
    let bare = ManifestLines(file: "", limits: context.limits)
    guard let entry = Self.entry(line, bare), case .keys(let keys) = try keys(of: entry) else {
      return false
    }
    return keys == wanted
  }

  /// The card that a build makes of `line` behind the lines that `reader` has read.
  private static func entry(_ line: String, _ reader: ManifestLines) -> ManifestCard? {
    var reader = reader
    let entry = Array(line.utf8).withUnsafeBytes { bytes in
      (try? reader.read(bytes, number: 1)) ?? nil
    }
    if case .card(let card) = entry { return card }
    return nil
  }

  /// Whether `wish` is what the card asks for, so that only what the site has besides can differ.
  private func isSame(
    _ wish: Template.Wish, _ card: MissedWish, _ template: Template
  ) -> Bool {
    let request = CardRequest(
      layers: wish.layers, variables: wish.variables, size: card.name.size, scale: card.scales[0])
    let resolved = try? template.resolve(request, site: context.defaults, limits: context.limits)
    return resolved?.canonical == card.name.canonical
  }
}
