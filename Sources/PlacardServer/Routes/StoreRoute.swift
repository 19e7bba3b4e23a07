internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `GET /api/store`: what is stored, for which templates, and how it is used.
extension EdgeHandler {
  func answerStore(_ reply: inout HTTPReply) {
    let baseURL = baseURL
    let answers = pictureAnswers()
    let limits = edge.context.limits
    atDesk(&reply) { seat throws(PipelineError) in
      let report = try seat.report()
      let members: [(String, JSON)] =
        report.counts + [
          ("bytes", report.bytes(limits)), ("build", report.buildJSON),
          ("byOrigin", report.cards.originsJSON), ("byTemplate", report.cards.templatesJSON),
          ("answers", answers), ("missed", report.cards.missedJSON(baseURL)),
        ]
      return JSONAnswer.response(200, .object(members))
    }
  }

  /// Answers for pictures since the server began, by what the store did.
  private func pictureAnswers() -> JSON {
    var sums = [Int](repeating: 0, count: CacheOutcome.allCases.count)
    for name in OperationName.allCases {
      let remarks = access.totals(label: name.label).remarks
      for outcome in CacheOutcome.allCases {
        sums[Int(outcome.rawValue)] += remarks[Int(outcome.rawValue)]
      }
    }
    let counted = CacheOutcome.allCases.filter { $0 != .none }
    return .object(
      [("since", .text(CivilTime(unixSeconds: edge.service.startedUnixSeconds).description))]
        + counted.map { ($0.name, .number(sums[Int($0.rawValue)])) })
  }
}

extension DeskSeat {
  fileprivate func report() throws(PipelineError) -> StoreReport {
    do throws(StoreError) {
      try reader.renew()
      defer { reader.reset() }
      return StoreReport(
        statistics: try reader.statistics(), build: try reader.currentBuild(),
        cards: try edge.cardTallies.tally(reader.snapshot))
    } catch {
      throw .store(error)
    }
  }
}

extension StoreReport {
  fileprivate var counts: [(String, JSON)] {
    [
      ("objects", .number(statistics.objectCount)), ("cards", .number(statistics.cardCount)),
      ("pages", .number(statistics.pageCount)), ("templates", .number(statistics.templateCount)),
      ("assets", .number(statistics.assetCount)), ("keys", .number(statistics.keyCount)),
      ("builds", .number(statistics.buildCount)), ("readers", .number(statistics.readerCount)),
    ]
  }

  fileprivate func bytes(_ limits: Limits) -> JSON {
    .object([
      ("used", .number(statistics.usedBytes)), ("map", .number(statistics.mapBytes)),
      ("objects", .number(statistics.objectBytes)),
      ("missed", .number(Int(clamping: statistics.missedBytes))),
      ("missedMax", .number(limits.storedMissBytesMax)),
    ])
  }

  fileprivate var buildJSON: JSON {
    guard let build else { return JSON(.null) }
    return .object([
      ("number", .number(Int(clamping: build.number))),
      ("finishedAt", .text(CivilTime(unixSeconds: build.finishedAt).description)),
    ])
  }

}

extension CardTally {
  fileprivate var originsJSON: JSON {
    .list(
      CardOrigin.allCases.reversed().map { origin in
        .object([("origin", .text("\(origin)"))] + Self.members(byOrigin[origin] ?? Sum()))
      })
  }

  /// The templates whose pictures take most, a hundred at most; `templateId` is null for cards that
  /// do not tell.
  fileprivate var templatesJSON: JSON {
    let largest = byTemplate.sorted {
      ($1.value.byteCount, $0.key) < ($0.value.byteCount, $1.key)
    }.prefix(100)
    var rows = largest.map { id, sum in
      JSON.object([("templateId", .text(id))] + Self.members(sum))
    }
    if ofNoTemplate.cardCount > 0 {
      rows.append(.object([("templateId", JSON(.null))] + Self.members(ofNoTemplate)))
    }
    return .list(rows)
  }

  private static func members(_ sum: Sum) -> [(String, JSON)] {
    [("cards", .number(sum.cardCount)), ("bytes", .number(sum.byteCount))]
  }

  fileprivate func missedJSON(_ baseURL: String) -> JSON {
    .list(
      missed.map { missed in
        let hash = missed.entry.contentHash.hex
        let used = CivilTime(unixSeconds: Int64(missed.entry.lastUseHour) * 3_600)
        let inputs = missed.inputs
        let format = inputs?.encode.format
        let changes = inputs.flatMap {
          try? JSONParser.parse($0.canonical, limits: JSONLimits(stringBytesMax: .max))
        }
        return .object([
          ("templateId", .optional(inputs?.templateID)), ("hash", .text(hash)),
          ("imageUrl", .optional(format.map { "\(baseURL)/i/\(hash).\($0.fileExtension)" })),
          ("width", .optional(inputs?.size.width)), ("height", .optional(inputs?.size.height)),
          ("scale", inputs.map { JSON(.number(Double($0.scaleHundredths) / 100)) } ?? JSON(.null)),
          ("format", .optional(format?.name)), ("changes", changes ?? JSON(.null)),
          ("bytes", .number(Int(missed.entry.byteCount))), ("lastUsed", .text(used.description)),
        ])
      })
  }
}

extension JSON {
  fileprivate static func optional(_ number: Int?) -> JSON {
    number.map { .number($0) } ?? JSON(.null)
  }
}
