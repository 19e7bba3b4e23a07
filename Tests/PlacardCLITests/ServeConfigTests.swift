import Foundation
import Testing

@Suite("serve --config") struct ServeConfigTests {
  /// A file that cannot be used, and what is said of it.
  struct Slip: CustomTestStringConvertible {
    let text: String
    let said: String

    init(_ text: String, _ said: String) {
      self.text = text
      self.said = said
    }

    var testDescription: String { text }
  }

  /// A site with a folder `conf`.
  private func site() throws -> TestSite {
    let site = try TestSite()
    try FileManager.default.createDirectory(
      atPath: site.path + "/conf", withIntermediateDirectories: true)
    return site
  }

  @Test(
    "A file that cannot be used ends it with 3, the place and what is allowed",
    arguments: [
      Slip("{\n  \"site\": \".\",\n}", "conf/serve.json:3:1: expected a member's name"),
      Slip(
        "{\"site\": \"..\",\n  \"listn\": \"127.0.0.1:0\"}",
        "conf/serve.json:2:3: unknown member \"listn\""),
      Slip("{\"site\": \"..\", \"listn\": 1}", "did you mean \"listen\"?"),
      Slip("{\"site\": 5}", "conf/serve.json:1:10: site: expected a string, found 5"),
      Slip("{\"site\": \"\"}", "conf/serve.json:1:10: site: expected some text"),
      Slip("{\"site\": \"..\", \"loops\": 0}", "loops: expected a whole number from 1 to 64"),
      Slip("{\"site\": \"..\", \"jobs\": 2.5}", "jobs: expected a whole number from 1 to 256"),
      Slip("{\"site\": \"..\", \"metricsOpen\": \"yes\"}", "metricsOpen: expected true or false"),
      Slip("{\"site\": \"..\", \"baseUrl\": \"cards\"}", "baseUrl: expected an http or https"),
      Slip("{\"site\": \"..\", \"site\": \".\"}", "two members \"site\""),
      Slip("[]", "conf/serve.json:1:1: expected an object"),
      Slip("{\"site\": \"nowhere\"}", "there is no site folder conf/nowhere"),
      Slip(
        "{\"site\": \"..\", \"signingKeys\": \"nowhere\"}",
        "there is no file of signing keys conf/nowhere"),
      Slip("{\"site\": \"..\", \"accessLog\": \"no/log\"}", "conf/no/log"),
    ])
  func slips(slip: Slip) throws {
    let site = try site()
    try site.write("conf/serve.json", slip.text)
    let ran = try site.run("serve", "--config", "conf/serve.json")
    #expect(ran.status == 3, "\(ran.errors)")
    #expect(ran.errors.contains(slip.said), "\(ran.errors)")
  }

  @Test("Without a file, and without a site in it, it says what is needed")
  func missing() throws {
    let site = try site()
    let lost = try site.run("serve", "--config", "conf/serve.json")
    #expect(lost.status == 3)
    #expect(lost.errors.contains("there is no file conf/serve.json"), "\(lost.errors)")
    try site.write("conf/serve.json", "{}")
    let bare = try site.run("serve", "--config", "conf/serve.json")
    #expect(bare.status == 2)
    #expect(bare.errors.contains("serve needs --site DIR, or --config FILE that names one"))
  }

  /// The server's address once it serves.
  private func address(_ server: Running) throws -> String {
    let isUp = try server.wait(until: { server.errorsSoFar.contains("serving http://") })
    try #require(isUp, "\(server.errorsSoFar)")
    let line = server.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }
    return String(try #require(line).dropFirst("serving ".count))
  }

  private func status(_ address: String) throws -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
    process.arguments = ["-s", "-o", "/dev/null", "-w", "%{http_code}", address]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Int(String(decoding: printed, as: UTF8.self)) ?? 0
  }

  @Test("Paths begin at the file's folder, options given on the line go first")
  func paths() throws {
    let site = try site()
    try site.write(
      "conf/serve.json",
      """
      {"site": "..", "store": "store", "listen": "256.0.0.1:1", "accessLog": "access.log",
       "metricsOpen": true, "loops": 1, "jobs": 1, "baseUrl": "https://cards.example.org/"}
      """)
    let server = try site.start(
      ["serve", "--config", "conf/serve.json", "--listen", "127.0.0.1:0"])
    let address = try address(server)
    #expect(try status(address + "/api/render?templateId=plain") == 200)
    let log = { String(decoding: try site.read("conf/access.log"), as: UTF8.self) }
    #expect(try server.wait(until: { try log().contains("templateId=plain") }))
    #expect(FileManager.default.fileExists(atPath: site.path + "/conf/store/data.mdb"))
    // What logrotate does: the file is moved, then the signal.
    try FileManager.default.moveItem(
      atPath: site.path + "/conf/access.log", toPath: site.path + "/conf/access.log.1")
    server.send(SIGHUP)
    let isAnew = try server.wait(until: {
      FileManager.default.fileExists(atPath: site.path + "/conf/access.log")
    })
    #expect(isAnew)
    #expect(try status(address + "/healthz?after") == 200)
    #expect(try server.wait(until: { try log().contains("/healthz?after") }))
    server.send(SIGTERM)
    #expect(server.wait().end == .exited(0))
  }

  @Test("On standard output each answer is a line, and the rest is on standard error")
  func output() throws {
    let site = try TestSite()
    let server = try site.start(
      ["serve", "--site", ".", "--listen", "127.0.0.1:0", "--access-log", "-"])
    #expect(try status(try address(server) + "/readyz") == 200)
    server.send(SIGTERM)
    let ran = server.wait()
    #expect(ran.status == 0)
    #expect(ran.text.hasPrefix("{\"time\":\"") && ran.text.hasSuffix("}\n"))
    #expect(ran.text.split(separator: "\n").count == 1)
    #expect(ran.text.contains("\"target\":\"/readyz\",\"status\":200"))
  }

  @Test("The example beside the unit is a file that it takes")
  func example() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let site = try TestSite()
    // All that lies elsewhere on this machine is given on the line.
    let server = try site.start([
      "serve", "--config", root.path + "/tools/systemd/serve.json", "--site", ".", "--store",
      "store", "--listen", "127.0.0.1:0", "--access-log", "access.log",
    ])
    #expect(try status(try address(server) + "/readyz") == 200)
    server.send(SIGTERM)
    #expect(server.wait().status == 0)
    let unit = try String(
      contentsOf: root.appendingPathComponent("tools/systemd/placard.service"), encoding: .utf8)
    #expect(unit.contains("\nExecStart=/usr/local/bin/placard serve --config "))
    #expect(unit.contains("\nExecReload=/bin/kill -HUP $MAINPID\n"))
  }
}
