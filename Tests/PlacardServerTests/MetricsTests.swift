import Foundation
import PlacardServer
import PlacardTesting
import Testing

@Suite("Metrics") struct MetricsTests {
  private func metrics(_ server: RunningServer) throws -> PrometheusText {
    let answer = try server.get("/metrics")
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(answer.fields["cache-control"] == "no-store")
    return try PrometheusText(answer.text)
  }

  @Test("They are of the format, with a kind and a sentence for each family")
  func grammar() throws {
    let server = try RunningServer(TestSite())
    let metrics = try metrics(server)
    #expect(metrics.families.count > 20)
    for (name, family) in metrics.families {
      #expect(family.help.hasSuffix("."), "\(name)")
      #expect((family.kind == "counter") == name.hasSuffix("_total"), "\(name)")
    }
    for name in ["placard_uptime_seconds", "process_cpu_seconds_total"] {
      #expect(try metrics.value(name) >= 0)
    }
    #expect(try metrics.value("process_resident_memory_bytes") > 1e6)
    #expect(try metrics.value("placard_store_templates") == 3)
    #expect(try metrics.value("placard_store_readers") >= 4)
    #expect(try metrics.value("placard_store_used_bytes") > 0)
    #expect(try metrics.value("placard_build_number") == 0)
    #expect(try metrics.value("placard_http_connections") >= 1)
    for queue in ["render", "fetch", "writer"] {
      #expect(try metrics.value("placard_queue_length", ["queue": queue]) == 0)
    }
  }

  @Test("Requests, classes of status and outcomes are counted by call")
  func counts() throws {
    let server = try RunningServer(TestSite(), workers: 1)
    let target = "/api/render?templateId=card&format=webp"
    #expect(try server.get(target).status == 200)
    // Its answer comes once all is committed, the miss's picture too.
    let title = #"{"templateId": "private", "layers": {"title": {"text": "Other"}}}"#
    #expect(try server.generate(title).status == 200)
    for _ in 0..<2 { #expect(try server.get(target).status == 200) }
    let etag = try server.get(target).etag
    #expect(try server.get(target, ["If-None-Match": etag]).status == 304)
    #expect(try server.send("HEAD", target).status == 200)
    #expect(try server.get("/api/render?templateId=nobody").status == 404)
    let again = try server.generate(title)
    #expect(try server.get(again.imageTarget()).status == 200)
    #expect(try server.get("/c/nothing.png").status == 404)
    #expect(try server.get("/elsewhere").status == 404)
    let client = try Client(port: server.port)
    try client.send("nonsense\r\n\r\n")
    #expect(try client.receive().status == 400)
    // A loop may still be at the end of its turn; what counts is counted before the answer.
    let metrics = try metrics(server)
    func answers(_ operation: String, _ status: String) throws -> Double {
      try metrics.value(
        "placard_http_answers_total", ["operation": operation, "status": status])
    }
    func pictures(_ operation: String, _ result: String) throws -> Double {
      try metrics.value(
        "placard_picture_answers_total", ["operation": operation, "result": result])
    }
    #expect(try answers("renderPicture", "2xx") == 5 && answers("renderPicture", "3xx") == 1)
    #expect(try answers("renderPicture", "4xx") == 1 && answers("getCard", "4xx") == 1)
    #expect(try answers("generatePicture", "2xx") == 2 && answers("getPicture", "2xx") == 1)
    #expect(try answers("none", "4xx") == 2)
    #expect(
      try metrics.value("placard_http_requests_total", ["operation": "renderPicture"]) == 7)
    #expect(try metrics.value("placard_http_requests_total", ["operation": "none"]) == 1)
    #expect(try pictures("renderPicture", "miss") == 1 && pictures("renderPicture", "hit") == 5)
    #expect(try pictures("generatePicture", "miss") == 1)
    #expect(try pictures("generatePicture", "hit") == 1 && pictures("getPicture", "hit") == 1)
    #expect(try metrics.value("placard_store_objects") == 2)
    #expect(try metrics.value("placard_store_missed_bytes") > 0)
    #expect(try metrics.value("placard_http_sent_bytes_total") > 1_000)
  }

  @Test("Renders and encodes are timed, and a histogram's classes add up")
  func histograms() throws {
    let server = try RunningServer(TestSite())
    for format in ["png", "webp", "webp"] {
      let quality = format == "webp" ? "&quality=\(Int.random(in: 1...50))" : ""
      _ = try server.get("/api/render?templateId=card&format=\(format)\(quality)")
    }
    #expect(try server.get("/api/render?templateId=card&format=avif").status == 200)
    let metrics = try metrics(server)
    let renders = try metrics.value("placard_render_seconds_count")
    #expect(renders >= 3)
    #expect(try metrics.value("placard_encode_seconds_count", ["format": "avif"]) == 1)
    #expect(try metrics.value("placard_encode_seconds_count", ["format": "jpeg"]) == 0)
    #expect(try metrics.value("placard_render_seconds_sum") > 0)
    #expect(try metrics.value("placard_render_seconds_bucket", ["le": "+Inf"]) == renders)
    let buckets = metrics.samples.filter { $0.key.name == "placard_render_seconds_bucket" }
      .map { (Double($0.key.labels["le"]!.replacing("+Inf", with: "inf"))!, $0.value) }
      .sorted { $0.0 < $1.0 }
    #expect(buckets.count > 10 && buckets.map(\.1) == buckets.map(\.1).sorted())
  }

  @Test("Twenty equal requests at once are one miss, the others joined or found it")
  func joined() throws {
    let server = try RunningServer(TestSite())
    let request = RunningServer.request("GET", "/api/render?templateId=card&scale=2")
    #expect(try server.atOnce(Array(repeating: request, count: 20)).allSatisfy { $0.status == 200 })
    let metrics = try metrics(server)
    func pictures(_ result: String) throws -> Double {
      try metrics.value(
        "placard_picture_answers_total", ["operation": "renderPicture", "result": result])
    }
    #expect(try pictures("miss") == 1)
    #expect(try pictures("joined") + pictures("hit") == 19)
  }

  @Test("From elsewhere they take a key with the scope admin, unless they are open")
  func access() throws {
    let site = try TestSite()
    let admin = try RunningServer.makeKey(in: site, scopes: ["admin"])
    let server = try RunningServer(site)
    for forwarded in ["X-Forwarded-For", "Forwarded", "Via"] {
      let answer = try server.get("/metrics", [forwarded: "203.0.113.9"])
      try Refused("", 401, "unauthorized", nil, "--metrics-open").check(answer)
    }
    let elsewhere = ["X-Forwarded-For": "203.0.113.9"]
    let narrow = try server.get(
      "/metrics", elsewhere.merging(["Authorization": "Bearer \(server.key)"]) { $1 })
    try Refused("", 403, "scope_missing", nil, "scope admin").check(narrow)
    let wide = try server.get(
      "/metrics", elsewhere.merging(["Authorization": "Bearer \(admin)"]) { $1 })
    #expect(wide.status == 200)
    let open = try RunningServer(TestSite()) { $0.metricsAreOpen = true }
    #expect(try open.get("/metrics", elsewhere).status == 200)
  }
}
