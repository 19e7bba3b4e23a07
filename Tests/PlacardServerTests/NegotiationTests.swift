import PlacardCore
import PlacardTesting
import Testing

@Suite("Formats by Accept") struct NegotiationTests {
  private let target = "/api/render?templateId=card&format=auto"

  @Test("The best format that the client names is answered, from the store and from the table")
  func accept() throws {
    let server = try RunningServer(TestSite())
    let cases: [(String?, String)] = [
      (nil, "image/png"), ("", "image/png"), ("*/*", "image/png"), ("image/*", "image/png"),
      ("image/avif", "image/avif"), ("image/webp", "image/webp"),
      ("text/html, image/webp,image/avif , */*;q=0.8", "image/avif"),
      ("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "image/avif"),
      ("image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5", "image/webp"),
      ("IMAGE/WebP;Q=0.5", "image/webp"), ("image/avif;q=0.5,image/webp", "image/webp"),
      ("image/avif;q=0,image/webp;q=0", "image/png"), ("image/avif;q=0.000,*/*", "image/png"),
      ("image/avif;q=0.001", "image/avif"), ("image/avif;q=0.8,image/png", "image/png"),
      ("image/avif;q=0.8,image/*;q=0.8", "image/avif"), ("image/avif;q=0.7,*/*;q=0.8", "image/png"),
      ("image/avif;q=1.001,image/webp;q=abc", "image/png"), ("image/avif;q=1.0", "image/avif"),
      (#"text/x;a=",image/avif,";q=1, image/webp"#, "image/webp"),
      ("image/avif;level=1;q=0.9, image/webp;q=0.8", "image/avif"),
      ("text/html", "image/png"), ("image/jpeg", "image/jpeg"),
      ("image/jpeg, image/png;q=0.5", "image/jpeg"), ("image/png, image/jpeg", "image/png"),
      ("image/jpeg;q=0.5, */*", "image/png"), (";;;,,,q=", "image/png"),
    ]
    var bodies: [String: [UInt8]] = [:]
    for round in 0..<2 {
      for (accept, type) in cases {
        let answer = try server.get(target, accept.map { ["Accept": $0] } ?? [:])
        #expect(answer.status == 200 && answer.fields["content-type"] == type, "\(accept ?? "-")")
        #expect(answer.fields["vary"] == "Accept")
        #expect(
          answer.fields["cache-control"] == "public, max-age=300, stale-while-revalidate=86400")
        #expect(bodies[type] == nil || bodies[type] == answer.body, "\(accept ?? "-") \(round)")
        bodies[type] = answer.body
        if round == 1 {
          try eventually {
            let again = try server.get(target, accept.map { ["Accept": $0] } ?? [:])
            return again.fields["cache-status"] == "placard; hit" && again.body == answer.body
          }
        }
      }
    }
    #expect(bodies.count == 4)
    // The picture of a plain address is the same, and does not vary.
    let plain = try server.get("/api/render?templateId=card&format=webp", ["Accept": "image/avif"])
    #expect(plain.body == bodies["image/webp"] && plain.fields["vary"] == nil)
  }

  @Test("Several Accept fields are one list")
  func severalFields() throws {
    let server = try RunningServer(TestSite())
    for _ in 0..<2 {
      let client = try Client(port: server.port)
      try client.send(
        "GET \(target) HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nAccept: image/webp\r\n\r\n")
      #expect(try client.receive().fields["content-type"] == "image/webp")
    }
  }

  @Test("304, HEAD, parts and errors vary as the picture does")
  func forms() throws {
    let server = try RunningServer(TestSite())
    try eventually {
      try server.get(target, ["Accept": "image/webp"]).fields["cache-status"] == "placard; hit"
    }
    let whole = try server.get(target, ["Accept": "image/webp"])
    let known = try server.get(target, ["Accept": "image/webp", "If-None-Match": whole.etag])
    #expect(known.status == 304 && known.fields["vary"] == "Accept")
    let other = try server.get(target, ["Accept": "image/png", "If-None-Match": whole.etag])
    #expect(other.status == 200 && other.fields["content-type"] == "image/png")
    let head = try server.send("HEAD", target, ["Accept": "image/webp"])
    #expect(head.status == 200 && head.fields["vary"] == "Accept" && head.etag == whole.etag)
    let part = try server.get(target, ["Accept": "image/webp", "Range": "bytes=0-3"])
    #expect(part.status == 206 && part.fields["vary"] == "Accept" && part.text == "RIFF")
    let past = try server.get(target, ["Accept": "image/webp", "Range": "bytes=9999999-"])
    #expect(past.status == 416 && past.fields["vary"] == "Accept")
    for query in [
      "templateId=nobody&format=auto", "format=auto", "templateId=card&format=auto&scale=9",
      "templateId=card&format=%61uto&layers={\"x\":{}}", "templateId=card&format=auto&sig=x",
      "templateId=card&format=auto&exp=5",
      "templateId=card&format=auto&layers={\"logo\":{\"image_url\":\"gone.png\"}}",
    ] {
      let answer = try server.get("/api/render?" + query)
      #expect(answer.status >= 400 && answer.fields["vary"] == "Accept", "\(query)")
    }
    let plain = try server.get("/api/render?templateId=nobody&format=png")
    #expect(plain.status == 404 && plain.fields["vary"] == nil)
    let wrong = try server.get("/api/render?templateId=card&format=autos")
    try Refused("", 400, "out_of_range", "format", "auto").check(wrong)
  }

  @Test("Who takes neither AVIF nor WebP gets JPEG for opaque photographs and PNG for the rest")
  func content() throws {
    let server = try RunningServer(TestSite())
    let photo = try server.get("/api/render?templateId=card&format=jpeg").body
    try server.site.write(photo, to: "assets/photo.jpg")
    try server.site.write(
      TestSite.template("clear", background: "#ffffff80", logo: "assets/photo.jpg"),
      to: "templates/clear.json")
    server.importTemplates()
    let large = #""width":150,"height":80,"x":0,"y":0"#
    let cases: [(String, String, String)] = [
      ("card", #"{"logo":{"image_url":"assets/photo.jpg",\#(large)}}"#, "image/jpeg"),
      ("card", #"{"logo":{"image_url":"assets/photo.jpg"}}"#, "image/png"),
      ("card", #"{"logo":{"image_url":"assets/logo.png",\#(large)}}"#, "image/png"),
      ("clear", #"{"logo":{\#(large)}}"#, "image/png"),
    ]
    for (template, layers, type) in cases {
      let query = "/api/render?templateId=\(template)&format=auto&layers=\(layers)"
      let answer = try server.get(query, ["Accept": "image/*"])
      #expect(answer.status == 200 && answer.fields["content-type"] == type, "\(layers)")
      let generated = try server.generate(
        #"{"templateId": "\#(template)", "format": "auto", "layers": \#(layers)}"#)
      #expect("image/\(try generated.json()["format"] as? String ?? "")" == type)
      #expect(try server.get(generated.imageTarget()).body == answer.body)
      // Rather JPEG than PNG: not where something shows through.
      let jpeg = try server.get(query, ["Accept": "image/jpeg"])
      #expect(
        jpeg.fields["content-type"] == (template == "clear" ? "image/png" : "image/jpeg"))
    }
    let data = photo.withUnsafeBytes { _ in Base64.encode(photo) }
    let inline = try server.generate(
      "{\"templateId\": \"card\", \"format\": \"auto\", \"layers\": {\"logo\": {\(large), "
        + "\"image_url\": \"data:image/jpeg;base64,\(data)\"}}}")
    #expect(try inline.json()["format"] as? String == "jpeg")
  }

  @Test("Another template is another picture in every format at once, for signed addresses too")
  func changes() throws {
    let site = try TestSite()
    try TestKeys.write([TestKeys.first], in: site)
    let server = try RunningServer(site)
    let signed = TestKeys.address([("templateId", "card"), ("format", "auto")])
    let cases = [target, signed].flatMap { target in
      ["image/avif", "image/webp", "image/png"].map { (target, ["Accept": $0]) }
    }
    var tags: [String] = []
    for (target, fields) in cases {
      try eventually { try server.get(target, fields).fields["cache-status"] == "placard; hit" }
      tags.append(try server.get(target, fields).etag)
    }
    #expect(Set(tags).count == 3)
    try site.write(TestSite.template("card", background: "#102030"), to: "templates/card.json")
    server.importTemplates()
    for ((target, fields), tag) in zip(cases, tags) {
      for _ in 0..<3 {
        let answer = try server.get(target, fields)
        #expect(answer.status == 200 && answer.etag != tag, "\(target) \(fields)")
      }
    }
  }

  @Test("No picture route redirects")
  func noRedirects() throws {
    let site = try TestSite()
    try TestKeys.write([TestKeys.first], in: site)
    let server = try RunningServer(site)
    let hash = String(repeating: "0", count: 64)
    for target in [
      "/i/\(hash).png", "/i/\(hash).jpeg", "/i/", "/i", "/i/\(hash).png/", "/c/a.png", "/c/a",
      "/c//",
      "/c/a/", "/api/render", "/api/render/", target, target + "&format=auto", target + "&sig=x",
      TestKeys.address([("templateId", "private")]),
      TestKeys.address([("templateId", "private"), ("exp", "1")]),
      "/api/render?templateId=card&format=jpg", "/api/render?templateId=linked",
    ] {
      for method in ["GET", "HEAD"] {
        let answer = try server.send(method, target, ["Host": "other.example"])
        #expect(!(300..<400).contains(answer.status), "\(method) \(target)")
        #expect(answer.fields["location"] == nil)
      }
    }
  }
}
