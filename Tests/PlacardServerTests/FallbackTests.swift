import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

/// Pictures that do not come before the gate is opened.
private final class HeldOrigin: Sendable {
  let gate = Gate()
  private let server: LoopbackServer
  var address: String { "127.0.0.1:\(server.port)" }

  init() {
    server = LoopbackServer { [gate] _ in
      gate.wait()
      return answer("200 OK", body: TestSite.picture([9, 9, 9, 255]))
    }
  }

  deinit { gate.open() }
}

@Suite("Deadline and fallback") struct FallbackTests {
  /// A server whose templates `card` and `linked` have the fallback, and `patient`, like `linked`,
  /// has none. Pictures of the origin may be shown.
  private func serve(
    _ origin: HeldOrigin, _ limits: [String: Any] = [:], saying more: String = ""
  ) throws -> RunningServer {
    var limits = limits
    limits["privateFetchOrigins"] = [origin.address]
    limits["fetchMilliseconds"] = 60_000
    limits["renderMilliseconds"] = limits["renderMilliseconds"] ?? 30
    let site = try TestSite(["allowedHosts": ["127.0.0.1"], "limits": limits])
    try TestKeys.write([TestKeys.first], in: site)
    for (id, background) in [("linked", "#ffffff"), ("patient", "#eeeeee")] {
      let text = TestSite.template(
        id, background: background, logo: "{{logo}}", variables: ["logo"])
      // A variable of that type has a stand-in that can be drawn.
      try site.write(
        text.replacing(
          #""name": "logo", "type": "text""#, with: #""name": "logo", "type": "image""#),
        to: "templates/\(id).json")
    }
    for id in ["card", "linked"] { try site.say(#""fallback": "default""# + more, in: id) }
    return try RunningServer(site)
  }

  private func target(_ origin: HeldOrigin, _ template: String = "linked", _ more: String = "")
    -> String
  {
    "/api/render?templateId=\(template)&variables={\"logo\":\"http://\(origin.address)/a.png\"}"
      + more
  }

  private let standIn = "placard; fwd=uri-miss; detail=default-picture"

  /// Whether `answer` is a default picture of 200×100 px, kept for seconds.
  private func checkStandIn(_ answer: Client.Answer, format: String = "image/png") {
    #expect(answer.status == 200, "\(answer.text.prefix(200))")
    #expect(answer.fields["content-type"] == format)
    #expect(answer.fields["cache-control"] == "public, max-age=10")
    #expect(answer.fields["cache-status"] == standIn)
    #expect(answer.fields["location"] == nil)
    #expect(answer.etag == "\"\(ContentHash(of: answer.body).hex)\"")
  }

  @Test("Past the deadline the default picture is answered, and the real one rendered behind")
  func standsIn() throws {
    let origin = HeldOrigin()
    let server = try serve(origin)
    // The first too: a default picture that is not rendered yet is waited for.
    checkStandIn(try server.get(target(origin)))
    let answer = try server.get(target(origin))
    checkStandIn(answer)
    #expect(answer.pngSize == PixelSize(width: 200, height: 100))
    let known = try server.get(target(origin), ["If-None-Match": answer.etag])
    #expect(known.status == 304 && known.fields["cache-control"] == "public, max-age=10")
    let part = try server.get(target(origin), ["Range": "bytes=0-3"])
    #expect(part.status == 206 && part.fields["cache-status"] == standIn)
    let head = try server.send("HEAD", target(origin))
    #expect(head.status == 200 && head.etag == answer.etag && head.body.isEmpty)
    // It has the size and scale of the template's own, whatever was asked for.
    let large = try server.get(target(origin, "linked", "&scale=2&width=300&height=150"))
    #expect(large.body == answer.body)
    origin.gate.open()
    try eventually {
      let answer = try server.get(target(origin))
      return answer.fields["cache-status"] == "placard; hit"
    }
    let real = try server.get(target(origin))
    #expect(real.body != answer.body)
    #expect(
      real.fields["cache-control"] == "public, max-age=300, stale-while-revalidate=86400")
    #expect(real.pngSize == PixelSize(width: 200, height: 100))
    try eventually {
      try server.get(target(origin, "linked", "&scale=2&width=300&height=150")).pngSize
        == PixelSize(width: 600, height: 300)
    }
  }

  @Test("The picture that nobody waits for any more is stored without being asked for again")
  func behind() throws {
    // What the picture will be, from a server that has no deadline worth the name.
    let origin = HeldOrigin()
    let server = try serve(origin, ["renderMilliseconds": 1])
    try eventually { try server.get(target(origin)).status == 200 }
    let patient = try serve(HeldOrigin(), ["renderMilliseconds": 60_000])
    let title = "&layers={\"title\":{\"text\":\"Behind\"},\"logo\":{\"visible\":false}}"
    let expected = try patient.get(target(origin, "patient", title))
    #expect(expected.status == 200)
    let early = try server.get(target(origin, "patient", title))
    #expect(early.status == 200 || early.status == 503)
    // A look-up by the content's name renders nothing.
    let name = "/i/\(ContentHash(of: expected.body).hex).png"
    try eventually { try server.get(name).status == 200 }
  }

  @Test("Every format has a default picture of its own, and format=auto varies")
  func formats() throws {
    let origin = HeldOrigin()
    let server = try serve(origin)
    for (query, type) in [
      ("format=webp", "image/webp"), ("format=jpeg&quality=10", "image/jpeg"),
      ("format=avif", "image/avif"), ("format=png", "image/png"),
    ] {
      let target = target(origin, "linked", "&" + query)
      try eventually { try server.get(target).status == 200 }
      checkStandIn(try server.get(target), format: type)
    }
    let auto = target(origin, "linked", "&format=auto")
    let webp = try server.get(auto, ["Accept": "image/webp,*/*"])
    checkStandIn(webp, format: "image/webp")
    #expect(webp.fields["vary"] == "Accept")
    let known = try server.get(auto, ["Accept": "image/webp", "If-None-Match": webp.etag])
    #expect(known.status == 304 && known.fields["vary"] == "Accept")
  }

  @Test(
    "Without a fallback the deadline is 503 with Retry-After, and signed addresses have one too")
  func tooSlow() throws {
    let origin = HeldOrigin()
    let server = try serve(origin)
    let slow = Refused("", 503, "too_slow", nil, "try again")
    let answer = try server.get(target(origin, "patient"))
    try slow.check(answer)
    #expect(answer.fields["retry-after"] == "5")
    let variables = "{\"logo\":\"http://\(origin.address)/a.png\"}"
    try slow.check(
      try server.get(TestKeys.address([("templateId", "patient"), ("variables", variables)])))
    let auto = try server.get(target(origin, "patient", "&format=auto"))
    try slow.check(auto)
    #expect(auto.fields["vary"] == "Accept")
    let signed = TestKeys.address([("templateId", "linked"), ("variables", variables)])
    try eventually { try server.get(signed).status == 200 }
    checkStandIn(try server.get(signed))
    origin.gate.open()
    try eventually { try server.get(signed).fields["cache-status"] == "placard; hit" }
    try eventually {
      try server.get(target(origin, "patient")).fields["cache-status"] == "placard; hit"
    }
  }

  @Test("The limit of misses and onMiss give the default picture too, mistakes remain errors")
  func refusals() throws {
    let origin = HeldOrigin()
    origin.gate.open()
    let limited = try serve(
      origin, ["missesPerMinuteMax": 1, "renderMilliseconds": 20_000])
    let first = try limited.get("/api/render?templateId=card&layers={\"title\":{\"text\":\"a\"}}")
    #expect(first.status == 200 && first.fields["cache-status"] != standIn)
    checkStandIn(
      try limited.get("/api/render?templateId=card&layers={\"title\":{\"text\":\"b\"}}"))
    // Another template's, which no miss has had rendered yet.
    let second = try limited.get(target(origin))
    checkStandIn(second)
    try Refused("", 429, "too_many_misses", nil, "").check(
      try limited.get(target(origin, "patient")))
    for policy in ["signed", "never"] {
      let server = try serve(
        origin, ["renderMilliseconds": 20_000], saying: #", "onMiss": "\#(policy)""#)
      for query in ["", "&layers={\"title\":{\"text\":\"b\"}}", "&scale=2"] {
        checkStandIn(try server.get("/api/render?templateId=card\(query)"))
      }
      for (query, status) in [
        ("&layers={\"x\":{}}", 422), ("&scale=9", 400), ("&sig=a", 403),
        ("&layers={\"logo\":{\"image_url\":\"gone.png\"}}", 422),
      ] {
        #expect(try server.get("/api/render?templateId=card\(query)").status == status)
      }
      #expect(try server.get("/api/render?templateId=private").status == 404)
      server.stop()
      // What stands in is kept for good.
      #expect(try StoreLook(server.site).origins == [.generated])
    }
  }

  @Test("A busy server gives the default picture")
  func busy() throws {
    let origin = HeldOrigin()
    let site = try TestSite(["limits": ["renderQueueMax": 1, "missesPerMinuteMax": 0]])
    try site.write(
      TestSite.template("wide", width: 600, height: 300), to: "templates/wide.json")
    try site.say(#""fallback": "default""#, in: "wide")
    let server = try RunningServer(site, workers: 1)
    try eventually {
      try server.get("/api/render?templateId=wide").fields["cache-status"] == "placard; hit"
    }
    let answers = try server.atOnce(
      (0..<12).map { index in
        RunningServer.request(
          "GET", "/api/render?templateId=wide&scale=2&variables={\"title\":\"\(index)\"}")
      })
    #expect(answers.allSatisfy { $0.status == 200 })
    let standIns = answers.filter { $0.fields["cache-status"] == standIn }
    #expect(!standIns.isEmpty && standIns.count < answers.count)
    let own = try server.get("/api/render?templateId=wide")
    for answer in standIns {
      #expect(answer.body == own.body)
      #expect(answer.fields["cache-control"] == "public, max-age=10")
    }
    origin.gate.open()
  }

  @Test("A template whose default card cannot be drawn has no fallback")
  func noDefault() throws {
    let origin = HeldOrigin()
    let site = try TestSite([
      "allowedHosts": ["127.0.0.1"],
      "limits": [
        "privateFetchOrigins": [origin.address], "renderMilliseconds": 30,
        "fetchMilliseconds": 60_000,
      ],
    ])
    try site.write(
      TestSite.template("broken", logo: "assets/gone.png"), to: "templates/broken.json")
    try site.say(#""fallback": "default""#, in: "broken")
    let server = try RunningServer(site)
    let target =
      "/api/render?templateId=broken&layers={\"logo\":{\"image_url\":\"http://\(origin.address)/a\"}}"
    try Refused("", 503, "too_slow", nil, "try again").check(try server.get(target))
    try Refused("", 422, "missing_asset", "layers.logo.image_url", "gone.png").check(
      try server.get("/api/render?templateId=broken"))
    origin.gate.open()
    try eventually { try server.get(target).status == 200 }
  }

  @Test("A server that stops answers who waits for a picture")
  func stop() throws {
    let origin = HeldOrigin()
    let server = try serve(origin, ["renderMilliseconds": 600_000])
    let client = try Client(port: server.port)
    try client.send(RunningServer.request("GET", target(origin)))
    #expect(try server.get("/healthz").status == 200)
    #expect(try server.get("/healthz").status == 200)
    origin.gate.open()
    server.stop()
    #expect(try client.receive().status == 200)
  }
}
