import Foundation
import Testing

@Suite("keys")
struct KeysTests {
  struct Made: Decodable {
    var key: String
    var id: String
    var name: String
    var scopes: [String]
  }

  struct Listed: Decodable {
    var id: String
    var name: String
    var prefix: String
    var plan: String?
    var scopes: [String]
    var createdAt: Int
    var revokedAt: Int?
    var lastUsedAt: Int?
  }

  private func list(_ site: TestSite) throws -> [Listed] {
    let ran = try site.run("keys", "list", "--store", "store", "--json")
    #expect(ran.status == 0)
    return try JSONDecoder().decode([Listed].self, from: Data(ran.output))
  }

  @Test("A key is shown once, kept as a digest, listed, and revoked for good")
  func life() throws {
    let site = try TestSite()
    try site.write("site.json", #"{"plans": {"free": {"rendersPerMonth": 1}}}"#)
    let ran = try site.run("keys", "create", "--name", "My site", "--store", "store")
    #expect(ran.status == 0)
    let key = try #require(ran.text.split(separator: "\n").first.map(String.init))
    #expect(ran.text == key + "\n" && key.hasPrefix("plk_live_"))
    let data = String(decoding: try site.read("store/data.mdb"), as: UTF8.self)
    #expect(!data.contains(key) && !data.contains(key.suffix(20)))

    let json = try site.run(
      "keys", "create", "--name", "CI", "--plan", "free", "--scope", "generate", "--store",
      "store", "--json")
    let made = try JSONDecoder().decode(Made.self, from: Data(json.output))
    #expect(json.status == 0 && json.errors.isEmpty)
    #expect(made.key.hasPrefix("plk_live_") && made.key != key)
    #expect(made.name == "CI" && made.scopes == ["generate"])

    let listed = try list(site)
    #expect(Set(listed.map(\.name)) == ["My site", "CI"])
    let first = try #require(listed.first { $0.name == "My site" })
    let second = try #require(listed.first { $0.name == "CI" })
    #expect(ran.errors == "key \(first.id) “My site” (generate, templates), shown this once:\n")
    #expect(first.scopes == ["generate", "templates"] && first.plan == nil)
    #expect(second.id == made.id && second.plan == "free" && second.scopes == ["generate"])
    #expect(key.hasPrefix(first.prefix) && first.prefix.count < key.count / 2)
    #expect(listed.allSatisfy { $0.revokedAt == nil && $0.lastUsedAt == nil })

    let text = try site.run("keys", "list", "--store", "store").text
    #expect(text.filter { $0 == "\n" }.count == 2)
    #expect(text.contains("live  generate,templates  -  unused  My site\n") && !text.contains(key))

    let revoked = try site.run("keys", "revoke", made.id, "--store", "store")
    #expect(revoked.status == 0 && revoked.text == "\(made.id) is revoked\n")
    #expect(try list(site).first { $0.id == made.id }?.revokedAt != nil)
    #expect(try list(site).first { $0.id == first.id }?.revokedAt == nil)
    #expect(try site.run("keys", "revoke", made.id, "--store", "store").status == 2)
    #expect(try site.run("verify", "--store", "store").status == 0)
  }

  @Test("An unknown key is named with the nearest that is known")
  func unknown() throws {
    let site = try TestSite()
    let json = try site.run("keys", "create", "--name", "a", "--store", "store", "--json")
    let made = try JSONDecoder().decode(Made.self, from: Data(json.output))
    let last = try #require(made.id.last)
    let slip = made.id.dropLast() + (last == "x" ? "y" : "x")
    let ran = try site.run("keys", "revoke", String(slip), "--store", "store")
    #expect(ran.status == 2)
    #expect(
      ran.errors.hasPrefix(
        "placard: there is no live key “\(slip)”; did you mean \(made.id)?\n"))
  }

  @Test("A name of no bytes, or of more than 200")
  func names() throws {
    let site = try TestSite()
    for name in ["", String(repeating: "n", count: 201)] {
      let ran = try site.run("keys", "create", "--name=\(name)", "--store", "store")
      #expect(ran.status == 2)
      #expect(ran.errors.hasPrefix("placard: --name takes 1 to 200 bytes\n"))
    }
    #expect(!FileManager.default.fileExists(atPath: site.path + "/store"))
  }

  @Test("Keys can be made while a build goes on")
  func besideBuild() throws {
    let build = try HeldBuild()
    let site = build.site
    let hasBegun = try build.waitForPictures()
    #expect(hasBegun)
    #expect(try site.run("keys", "create", "--name", "a", "--store", ".placard").status == 0)
    #expect(try site.run("keys", "list", "--store", ".placard").text.contains("  a\n"))
    build.running.send(SIGINT)
    build.release()
    #expect(build.running.wait().status == 130)
  }
}
