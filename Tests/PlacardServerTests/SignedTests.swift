import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("Signed addresses") struct SignedTests {
  private func serve(
    _ keys: [SigningKey] = [TestKeys.first], _ settings: [String: Any] = [:]
  ) throws -> RunningServer {
    let site = try TestSite(settings)
    try TestKeys.write(keys, in: site)
    return try RunningServer(site)
  }

  private func card(
    _ title: String, template: String = "private", until: Int? = nil,
    by key: SigningKey = TestKeys.first
  ) -> String {
    var parameters = [
      (name: "templateId", value: template),
      (name: "layers", value: #"{"title":{"text":"\#(title)"}}"#),
    ]
    if let until { parameters.append(("exp", "\(until)")) }
    return TestKeys.address(parameters, by: key)
  }

  private func now() -> Int { Int(Date().timeIntervalSince1970) }

  private let refusal = Refused(
    "", 403, "bad_signature", "sig", "not signed with a key of this site")

  @Test("open templates that are not public, and what they had rendered stays, free of charge")
  func privateTemplates() throws {
    let server = try serve()
    // As openssl and Python sign them.
    let vectors = [
      "/api/render?templateId=private&sig=a.UyrJEJdT5XioZ5UaDHLzbFLlOaiw6ubua3iTCsvlAGE",
      #"/api/render?templateId=private&layers={"title":{"text":"A+b"}}&exp=4102444800"#
        + "&sig=a.rXQcT3zSH8R_mXlyLiR8gfViUeMIsqpSgt8zEHEA0DM",
    ]
    for target in vectors {
      let answer = try server.get(target)
      #expect(answer.status == 200 && answer.pngSize == PixelSize(width: 200, height: 100))
      #expect(
        answer.fields["cache-control"] == "public, max-age=300, stale-while-revalidate=86400")
      #expect(answer.fields["vary"] == nil)
      // Committed before it is answered.
      let hit = try server.get(target)
      #expect(hit.fields["cache-status"] == "placard; hit" && hit.body == answer.body)
    }
    try Refused("", 404, "unknown_template", "templateId", "no public template")
      .check(try server.get("/api/render?templateId=private"))
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.origins == [.generated, .generated] && look.charged == 0)
  }

  @Test("stay good in every spelling of their parameters, with others put to them")
  func spellings() throws {
    let server = try serve()
    let signed = TestKeys.address([
      ("templateId", "private"), ("layers", #"{"title":{"text":"Grüße & +1/~"}}"#), ("scale", "2"),
    ])
    let sig = String(signed[signed.range(of: "sig=")!.lowerBound...])
    let first = try server.get(signed)
    #expect(first.status == 200)
    for query in [
      sig + "&scale=2&layers={%22title%22:{%22text%22:%22Gr%C3%BC%C3%9Fe+%26+%2B1%2F~%22}}"
        + "&templateId=private",
      #"scale=2&\#(sig)&layers={"title":{"text":"Grüße+%26+%2B1/~"}}&templateId=private"#,
      #"layers={"title":{"text":"Gr%c3%bc%C3%9fe%20%26+%2b1%2f%7E"}}&templateId=%70rivate&scale=2&"#
        + sig + "&utm_source=x&fbclid=y&v=3&utm_source=z",
    ] {
      let answer = try server.get("/api/render?" + query)
      #expect(answer.status == 200 && answer.etag == first.etag, "\(query) \(answer.text)")
    }
  }

  @Test("are refused once a parameter is another, whatever the template")
  func forged() throws {
    let server = try serve()
    for template in ["private", "card", "nobody"] {
      let good = card("Hello", template: template)
      let sig = Signature(of: "templateId=\(template)", by: TestKeys.first).text
      let unknown = Signature(of: "templateId=\(template)", by: TestKeys.second).text
      var flipped = sig
      flipped.replaceSubrange(
        flipped.index(
          flipped.startIndex, offsetBy: 9)...flipped.index(
            flipped.startIndex, offsetBy: 9), with: sig.dropFirst(9).first == "A" ? "B" : "A")
      for target in [
        good.replacing("Hello", with: "Hellp"), good + "&scale=2", good + "&exp=4102444800",
        good + "&format=png", good + "&variables=",
        "/api/render?templateId=\(template)1&sig=\(sig)",
        "/api/render?templateId=\(template)&sig=\(flipped)",
        "/api/render?templateId=\(template)&sig=\(unknown)",
        "/api/render?templateId=\(template)&sig=b\(sig.dropFirst())",
        "/api/render?templateId=\(template)&sig=\(sig.dropFirst(2))",
        "/api/render?templateId=\(template)&sig=\(sig)%3D",
        "/api/render?templateId=\(template)&sig=", "/api/render?templateId=\(template)&sig",
        "/api/render?templateId=\(template)&sig=a.",
        "/api/render?templateId=\(template)&sig=%F0%9F%8E%89",
      ] {
        try refusal.check(try server.get(target))
      }
      let twice = try server.get("/api/render?templateId=\(template)&sig=\(sig)&sig=\(sig)")
      try Refused("", 400, "duplicate", "sig", "twice").check(twice)
      let long = String(repeating: "a", count: 129)
      try Refused("", 400, "out_of_range", "sig", "")
        .check(try server.get("/api/render?templateId=\(template)&sig=\(long)"))
    }
    let head = try server.send("HEAD", card("x") + "&scale=2")
    #expect(head.status == 403)
    server.stop()
    #expect(try StoreLook(server.site).cardCount == 0)
  }

  @Test("end when they say so, and no loop believes them longer")
  func expiry() throws {
    let server = try serve()
    let past = try server.get(card("past", until: now() - 1))
    try Refused("", 403, "signature_expired", "exp", "was good until").check(past)
    let far = try server.get(card("far", until: now() + 90_000))
    #expect(far.fields["cache-control"] == "public, max-age=300, stale-while-revalidate=86400")
    // Caches would show what is fresh for long after its end.
    let soon = card("soon", until: now() + 2)
    for _ in 0..<2 {
      let answer = try server.get(soon)
      if answer.status != 403 {
        #expect(answer.status == 200 && answer.fields["cache-control"] == "public, no-cache")
      }
    }
    try eventually { try server.get(soon).status == 403 }
    try Refused("", 403, "signature_expired", "exp", "was good until").check(try server.get(soon))
    // Its end is signed too.
    try refusal.check(
      try server.get(
        card("far", until: now() + 90_000).replacing("exp=4", with: "exp=5")
          .replacing("exp=1", with: "exp=2")))
    for (end, says) in [
      ("", "whole number"), ("soon", "whole number"), ("0", "from 1"), ("-5", "from 1"),
      ("1e9", "whole number"), ("999999999999", "to 253402300799"),
    ] {
      let target = TestKeys.address([("templateId", "card"), ("exp", end)])
      try Refused("", 400, "out_of_range", "exp", says).check(try server.get(target))
    }
    try Refused("", 403, "bad_signature", "sig", "this one is not")
      .check(try server.get("/api/render?templateId=card&exp=4102444800"))
  }

  @Test("follow the file of keys: the first signs, all are taken, one that is dropped is not")
  func rotation() throws {
    let server = try serve()
    let (old, new) = (card("old"), card("new", by: TestKeys.second))
    for _ in 0..<2 { #expect(try server.get(old).status == 200) }
    try refusal.check(try server.get(new))
    try TestKeys.write([TestKeys.second, TestKeys.first], in: server.site)
    try refusal.check(try server.get(new))
    server.reloadSigningKeys()
    for _ in 0..<2 {
      #expect(try server.get(old).status == 200)
      #expect(try server.get(new).status == 200)
    }
    // What is no file of keys changes nothing.
    try server.site.write("b\n", to: ".placard/signing-keys")
    server.reloadSigningKeys()
    #expect(try server.get(old).status == 200)
    try TestKeys.write([TestKeys.second], in: server.site)
    server.reloadSigningKeys()
    for _ in 0..<3 { try refusal.check(try server.get(old)) }
    #expect(try server.get(new).status == 200)
    try server.site.remove(".placard/signing-keys")
    // The upkeep looks too.
    server.tend()
    try refusal.check(try server.get(new))
    // The pictures have addresses of their own.
    #expect(try server.get("/api/render?templateId=card").status == 200)
  }

  @Test("may show pictures of any host that keys may")
  func fetching() throws {
    let server = try serve()
    let variables = #"{"logo":"http://127.0.0.1/x.png"}"#
    let stranger = try server.get("/api/render?templateId=linked&variables=\(variables)")
    try Refused("", 422, "refused_asset", "layers.logo.image_url", "allowed hosts").check(stranger)
    // It has been tried; only that the address is not a public one is in the way.
    let signed = try server.get(
      TestKeys.address([("templateId", "linked"), ("variables", variables)]))
    try Refused("", 422, "asset_not_fetched", "layers.logo.image_url", "cannot be reached")
      .check(signed)
  }

  @Test("keep what was rendered for a stranger")
  func promise() throws {
    let server = try serve()
    let plain = "/api/render?templateId=card"
    #expect(try server.get(plain).status == 200)
    try eventually { try server.get(plain).fields["cache-status"] == "placard; hit" }
    let signed = try server.get(TestKeys.address([("templateId", "card")]))
    #expect(signed.fields["cache-status"] == "placard; hit")
    server.stop()
    #expect(try StoreLook(server.site).origins == [.generated])
  }

  @Test("onMiss decides what strangers have rendered; what is stored is served to all")
  func missPolicies() throws {
    let site = try TestSite()
    try TestKeys.write([TestKeys.first], in: site)
    try site.write(TestSite.template("frozen", background: "#eeeeee"), to: "templates/frozen.json")
    try site.say(#""onMiss": "signed""#, in: "card")
    try site.say(#""onMiss": "never""#, in: "frozen")
    let server = try RunningServer(site)
    for (template, refused) in [
      ("card", Refused("", 403, "signature_required", "sig", "placard sign")),
      ("frozen", Refused("", 404, "not_stored", nil, "not rendered")),
    ] {
      let plain = "/api/render?templateId=\(template)&layers={\"title\":{\"text\":\"Hi\"}}"
      for _ in 0..<2 { try refused.check(try server.get(plain)) }
      // A mistake is told before.
      try Refused("", 422, "unknown_layer", "layers.x", "").check(
        try server.get("/api/render?templateId=\(template)&layers={\"x\":{}}"))
      let signed = try server.get(card("Hi", template: template))
      #expect(signed.status == 200)
      let open = try server.get(plain)
      #expect(open.status == 200 && open.body == signed.body)
      #expect(open.fields["cache-status"] == "placard; hit")
    }
  }

  @Test("A named file of keys must be there, and hold keys")
  func files() throws {
    let site = try TestSite()
    for text in [nil, "a", "a AAAA"] {
      if let text { try site.write(text, to: "keys") }
      #expect(throws: (any Error).self) {
        _ = try RunningServer(site, signingKeys: site.path + "/keys")
      }
    }
    try TestKeys.write([TestKeys.second], in: site, "keys")
    let server = try RunningServer(site, signingKeys: site.path + "/keys")
    #expect(try server.get(card("x", by: TestKeys.second)).status == 200)
  }
}
