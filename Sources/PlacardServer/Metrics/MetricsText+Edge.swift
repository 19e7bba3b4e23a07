internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// What `/metrics` tells.
extension MetricsText {
  init(_ edge: Edge, _ access: AccessReader, _ store: StoreStatistics, build: UInt64?) {
    putHTTP(access)
    putPictures(access)
    putRendering(edge)
    putStore(store, build: build)
    putProcess(edge)
  }

  private mutating func putHTTP(_ access: AccessReader) {
    let totals = access.totals()
    let calls =
      [("none", UInt8(0))] + OperationName.allCases.map { ($0.rawValue, $0.label) }
    let byCall = calls.map { (name: $0.0, totals: access.totals(label: $0.1)) }
    put(
      "placard_http_requests_total", .counter,
      "Requests that were read whole, by call; none is for those to no address of the API.",
      byCall.map { Sample([("operation", $0.name)], $0.totals.requests) })
    put(
      "placard_http_answers_total", .counter, "Answers given, by call and class of status.",
      byCall.flatMap { call in
        zip(["2xx", "3xx", "4xx", "5xx"], call.totals.answers).map {
          Sample([("operation", call.name), ("status", $0)], $1)
        }
      })
    put(
      "placard_http_sent_bytes_total", .counter, "Heads and bodies taken by sockets.",
      totals.bytesSent)
    put("placard_http_connections", .gauge, "Connections open.", totals.connectionsOpen)
    put(
      "placard_http_connections_accepted_total", .counter, "Connections taken.",
      totals.connectionsAccepted)
    put(
      "placard_http_connections_refused_total", .counter,
      "Connections turned away because too many were open.", totals.connectionsRefused)
  }

  private mutating func putPictures(_ access: AccessReader) {
    let calls = [OperationName.picture, .card, .render, .generate]
    put(
      "placard_picture_answers_total", .counter,
      "Answers for pictures: stored (hit), rendered for the request (miss), rendered for another "
        + "one (joined), the template's default picture (fallback).",
      calls.flatMap { call in
        let remarks = access.totals(label: call.label).remarks
        return CacheOutcome.allCases.filter { $0 != .none }.map {
          Sample([("operation", call.rawValue), ("result", $0.name)], remarks[Int($0.rawValue)])
        }
      })
  }

  private mutating func putRendering(_ edge: Edge) {
    let meters = edge.press.meters
    put(
      "placard_render_seconds", "Drawing a card, without encoding it.",
      [([], meters.render.totals)])
    put(
      "placard_encode_seconds", "Encoding a card's pixels, by format.",
      PictureFormat.allCases.map { ([("format", $0.name)], meters.encode($0).totals) })
    put(
      "placard_render_failures_total", .counter, "Cards that could not be drawn or began too late.",
      meters.failureCount)
    put(
      "placard_queue_length", .gauge,
      "What waits: cards to draw, pictures to fetch, changes to commit.",
      [
        Sample([("queue", "render")], edge.press.waitingCount),
        Sample([("queue", "fetch")], edge.onDemand.waitingErrandCount),
        Sample([("queue", "writer")], edge.writer.waitingCount),
      ])
    put(
      "placard_flights", .gauge, "Pictures under way that equal requests can join.",
      edge.onDemand.flightCount)
  }

  private mutating func putStore(_ store: StoreStatistics, build: UInt64?) {
    put(
      "placard_store_used_bytes", .gauge,
      "Of the data file, pages that wait to be used again included.", store.usedBytes)
    put("placard_store_map_bytes", .gauge, "The most the data file may grow to.", store.mapBytes)
    put(
      "placard_store_object_bytes", .gauge, "Of the pages that hold pictures.", store.objectBytes)
    put(
      "placard_store_missed_bytes", .gauge, "Of pictures made for requests without a key.",
      Int(clamping: store.missedBytes))
    put("placard_store_objects", .gauge, "Stored pictures.", store.objectCount)
    put("placard_store_cards", .gauge, "Cards whose picture is known.", store.cardCount)
    put("placard_store_templates", .gauge, "Templates.", store.templateCount)
    put(
      "placard_store_readers", .gauge, "Readers the store has had seats for.", store.readerCount)
    put(
      "placard_build_number", .gauge, "The published build; 0 before the first.",
      Int(clamping: build ?? 0))
  }

  private mutating func putProcess(_ edge: Edge) {
    let usage = ResourceUsage.now()
    put(
      "placard_access_log_dropped_lines_total", .counter,
      "Lines of the access log that could not be written.", edge.accessLog?.droppedCount ?? 0)
    put(
      "placard_uptime_seconds", .gauge, "Since the server began.",
      MonotonicInstant.now().seconds(since: edge.service.startedAt))
    put(
      "process_start_time_seconds", .gauge, "When the server began, in Unix seconds.",
      Int(edge.service.startedUnixSeconds))
    put(
      "process_resident_memory_bytes", .gauge, "Memory in use, pages of the store's map included.",
      usage.residentBytes)
    put(
      "process_cpu_seconds_total", .counter, "User and system time of all threads.",
      usage.cpuSeconds)
  }
}
