internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// Gathers what a dry run would draw, by what it takes and for what reason. For one thread.
final class PlanLedger {
  private struct GroupName: Hashable {
    var templateID: String
    var format: PictureFormat
    var size: PixelSize
  }

  private struct Tally {
    var count = 0
    var samples: [PlannedCard] = []
  }

  private static let cardsMax = 1_000
  private static let reasonsMax = 1_000
  private static let samplesPerGroup = 3
  /// Groups that are judged by pictures of their own.
  private static let sampledGroupsMax = 24

  private var tallies: [GroupName: Tally] = [:]
  private var reasons: [String: Int] = [:]
  private var cards: [BuildPlan.Card] = []
  private var cardCount = 0
  private var lastID: String?

  /// Notes that the outputs of `card`, a variant of `source`, would be drawn.
  func note(
    _ card: PlannedCard, of source: ManifestCard, _ variant: CardVariant, _ reader: StoreReader
  ) throws(PipelineError) {
    let published: PageRecord?
    do throws(StoreError) { published = try reader.page(source.id) } catch { throw .store(error) }
    var names: [String] = []
    var reason = ""
    for output in card.outputs {
      tally(card, output)
      let sizeName = variant.sizeName ?? SizeName(card.scene.size).text
      let former = published?.variants.first {
        $0.format == output.settings.format && $0.sizeName == sizeName
          && $0.scale == card.scene.scale && $0.locale == variant.locale
      }
      let why = try Self.reason(card, output, published == nil, former, reader)
      if reason.isEmpty { reason = why.sentence }
      count(why.part)
      let scale = JSONWriter.text(of: card.scene.scale)
      let locale = variant.locale.isEmpty ? "" : "~" + variant.locale
      names.append("\(sizeName)~\(scale)x\(locale).\(output.settings.format.fileExtension)")
    }
    if lastID == source.id, !cards.isEmpty, cardCount <= Self.cardsMax {
      cards[cards.count - 1].pictures += names
      return
    }
    if lastID != source.id { cardCount += 1 }
    lastID = source.id
    if cards.count < Self.cardsMax {
      cards.append(BuildPlan.Card(id: source.id, pictures: names, reason: reason))
    }
  }

  private func tally(_ card: PlannedCard, _ output: PlannedCard.Output) {
    let name = GroupName(
      templateID: card.template.id, format: output.settings.format, size: card.scene.pixelSize)
    var tally = tallies[name] ?? Tally()
    tally.count += 1
    if tally.samples.count < Self.samplesPerGroup {
      var sample = card
      sample.outputs = [output]
      tally.samples.append(sample)
    }
    tallies[name] = tally
  }

  private func count(_ reason: String) {
    let isKnown = reasons[reason] != nil
    reasons[isKnown || reasons.count < Self.reasonsMax ? reason : "other", default: 0] += 1
  }

  /// Why `output` is not in the store: a part of its key for the tally, and a sentence.
  private static func reason(
    _ card: PlannedCard, _ output: PlannedCard.Output, _ isNew: Bool, _ former: PageVariant?,
    _ reader: StoreReader
  ) throws(PipelineError) -> (part: String, sentence: String) {
    guard !isNew else { return ("new card", "new card") }
    guard let former else { return ("new picture of a card", "new picture of the card") }
    let changes = try KeyHistory.changes(
      of: card, output, since: former.renderKey, reader)
    guard let changes, let first = changes.first else {
      return ("its picture is not in the store", "its picture is not in the store")
    }
    let more = changes.count > 1 ? " and \(changes.count - 1) more" : ""
    return (first.part, first.sentence + more)
  }

  // MARK: The plan.

  /// What was gathered, with bytes and seconds judged by drawing a few pictures of each group.
  func plan(jobs: Int, _ worker: RenderWorker) throws(PipelineError) -> BuildPlan {
    var plan = BuildPlan()
    plan.jobs = jobs
    plan.cards = cards
    plan.cardCount = cardCount
    plan.reasons = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      ($0.key, $0.value)
    }
    let sorted = tallies.sorted {
      ($1.value.count, $0.key.templateID, $0.key.format.name)
        < ($0.value.count, $1.key.templateID, $1.key.format.name)
    }
    var known: [PictureFormat: (bytesPerPixel: Double, secondsPerPixel: Double)] = [:]
    for (index, (name, tally)) in sorted.enumerated() {
      var group = BuildPlan.Group(
        templateID: name.templateID, format: name.format, size: name.size, count: tally.count)
      let pixels = Double(name.size.width * name.size.height)
      if index < Self.sampledGroupsMax || known[name.format] == nil {
        let (bytes, seconds) = try Self.measure(tally.samples, worker)
        group.bytes = bytes * Double(tally.count)
        group.seconds = seconds * Double(tally.count)
        known[name.format] = (bytes / pixels, seconds / pixels)
      } else if let like = known[name.format] {
        group.bytes = like.bytesPerPixel * pixels * Double(tally.count)
        group.seconds = like.secondsPerPixel * pixels * Double(tally.count)
      }
      plan.groups.append(group)
    }
    return plan
  }

  /// Bytes and seconds of a picture like `samples`, none of which is stored. One that cannot be drawn
  /// takes nothing: the build will say so.
  private static func measure(
    _ samples: [PlannedCard], _ worker: RenderWorker
  ) throws(PipelineError) -> (bytes: Double, seconds: Double) {
    var bytes = 0
    var seconds = 0.0
    var count = 0
    // The first of a template draws what the others have in common.
    if let first = samples.first { _ = try? worker.render(first) }
    for sample in samples {
      let start = MonotonicInstant.now()
      guard let rendered = try? worker.render(sample) else { continue }
      seconds += MonotonicInstant.now().seconds(since: start)
      bytes += rendered.pictures.reduce(0) { $0 + $1.picture.body.count }
      count += 1
    }
    return count == 0 ? (0, 0) : (Double(bytes) / Double(count), seconds / Double(count))
  }
}
