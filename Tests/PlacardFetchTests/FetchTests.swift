import Glibc
import PlacardCore
import PlacardFetch
import PlacardTesting
import Testing

@Suite("Fetching")
struct FetchTests {
  /// A policy that may reach `server` although it is on loopback.
  func policy(
    _ server: LoopbackServer, hosts: FetchPolicy.Hosts = .anyPublic,
    _ change: (inout Limits) -> Void = { _ in }
  ) -> FetchPolicy {
    var limits = Limits()
    limits.privateFetchOrigins = ["127.0.0.1:\(server.port)"]
    change(&limits)
    return FetchPolicy(hosts: hosts, limits: limits)
  }

  /// Fetches; `server` stays up until the answer is there.
  func fetch(
    _ address: String, _ policy: FetchPolicy, from server: LoopbackServer? = nil,
    etag: String? = nil
  ) throws -> FetchOutcome {
    var fetcher = try Fetcher.open()
    return try withExtendedLifetime(server) {
      try fetcher.fetch(address, policy: policy, knownETag: etag)
    }
  }

  func code(
    _ address: String, _ policy: FetchPolicy, from server: LoopbackServer? = nil
  ) -> FetchError.Code? {
    do {
      _ = try fetch(address, policy, from: server)
      return nil
    } catch {
      return (error as? FetchError)?.code
    }
  }

  @Test("a picture comes with its entity tag")
  func plain() throws {
    let server = LoopbackServer { _ in answer("200 OK", "ETag: \"v1\"\r\n", body: [1, 2, 3]) }
    guard
      case .fetched(let got) = try fetch(
        "http://127.0.0.1:\(server.port)/a.png", policy(server), from: server)
    else { throw FetchTestError.unexpected }
    #expect(got.bytes == [1, 2, 3])
    #expect(got.etag == "\"v1\"")
    #expect(server.heads.first?.hasPrefix("GET /a.png HTTP/1.1") == true)
  }

  @Test("a known entity tag makes the request conditional")
  func conditional() throws {
    let server = LoopbackServer { head in
      head.contains("If-None-Match: \"v1\"") ? answer("304 Not Modified") : answer("200 OK")
    }
    guard
      case .notModified = try fetch(
        "http://127.0.0.1:\(server.port)/", policy(server), from: server, etag: "\"v1\"")
    else { throw FetchTestError.unexpected }
  }

  @Test("three redirects are followed, a fourth is not", arguments: [3, 4])
  func hops(count: Int) throws {
    let server = LoopbackServer { head in
      let path = head.split(separator: " ").dropFirst().first ?? "/"
      let hop = Int(path.dropFirst()) ?? 0
      return hop == count
        ? answer("200 OK", body: [7]) : answer("302 Found", "Location: /\(hop + 1)\r\n")
    }
    let got = code("http://127.0.0.1:\(server.port)/0", policy(server), from: server)
    #expect(got == (count == 3 ? nil : .tooManyHops))
  }

  @Test("a redirect to a private address is refused on its socket")
  func redirectInside() {
    let server = LoopbackServer { _ in
      answer("302 Found", "Location: http://127.0.0.2/\r\n")
    }
    #expect(code("http://127.0.0.1:\(server.port)/", policy(server), from: server) == .unreachable)
  }

  @Test("a redirect to another scheme is refused")
  func redirectScheme() {
    let server = LoopbackServer { _ in
      answer("302 Found", "Location: file:///etc/hostname\r\n")
    }
    #expect(code("http://127.0.0.1:\(server.port)/", policy(server), from: server) == .badAddress)
  }

  @Test("bytes at the limit come, one more does not", arguments: [0, 1])
  func size(over: Int) {
    let server = LoopbackServer { _ in
      answer("200 OK", body: [UInt8](repeating: 1, count: 5_000 + over))
    }
    let policy = policy(server) { $0.sourceBytesMax = 5_000 }
    #expect(
      code("http://127.0.0.1:\(server.port)/", policy, from: server)
        == (over == 0 ? nil : .tooLarge))
  }

  @Test("bytes are counted where no length is announced")
  func sizeWithoutLength() {
    let server = LoopbackServer { _ in
      Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8)
        + [UInt8](repeating: 1, count: 9_000)
    }
    let policy = policy(server) { $0.sourceBytesMax = 5_000 }
    #expect(code("http://127.0.0.1:\(server.port)/", policy, from: server) == .tooLarge)
  }

  @Test("a head without end is cut off")
  func endlessHead() {
    let server = LoopbackServer { _ in
      Array("HTTP/1.1 200 OK\r\n".utf8)
        + Array(
          String(repeating: "X-Filler: 0123456789012345678901234567890\r\n", count: 3_000).utf8)
    }
    #expect(code("http://127.0.0.1:\(server.port)/", policy(server), from: server) == .tooLarge)
  }

  @Test("a compressed body is not unpacked")
  func compression() throws {
    let server = LoopbackServer { head in
      head.lowercased().contains("accept-encoding") ? answer("500 No") : answer("200 OK", body: [9])
    }
    #expect(code("http://127.0.0.1:\(server.port)/", policy(server), from: server) == nil)
  }

  @Test("a server that does not answer in time is given up")
  func deadline() {
    let server = LoopbackServer { _ in
      usleep(2_000_000)
      return answer("200 OK", body: [1])
    }
    let policy = policy(server) { $0.fetchMilliseconds = 200 }
    #expect(code("http://127.0.0.1:\(server.port)/", policy, from: server) == .timedOut)
  }

  @Test("a body that ends short of its length is an error")
  func shortBody() {
    let server = LoopbackServer { _ in
      Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".utf8)
    }
    #expect(code("http://127.0.0.1:\(server.port)/", policy(server), from: server) == .unreachable)
  }

  @Test("an answer that is not the bytes is an error", arguments: [204, 401, 404, 500])
  func status(number: Int) {
    let server = LoopbackServer { _ in answer("\(number) Status") }
    #expect(
      code("http://127.0.0.1:\(server.port)/", policy(server), from: server) == .status(number))
  }

  @Test(
    "addresses that are not fetched",
    arguments: [
      "file:///etc/hostname", "ftp://example.org/a.png", "gopher://example.org/", "a.png", "",
      "http://user:pw@example.org/", "http://example.org:22/", "http://",
      "javascript:alert(1)", "http://exa mple.org/",
    ])
  func badAddress(address: String) {
    #expect(code(address, FetchPolicy(hosts: .anyPublic, limits: Limits())) == .badAddress)
  }

  @Test("an address past the limit is refused", arguments: [2_048, 2_049])
  func addressLength(length: Int) {
    let stem = "http://127.0.0.1/"
    let address = stem + String(repeating: "a", count: length - stem.utf8.count)
    let expected: FetchError.Code = length == 2_048 ? .unreachable : .badAddress
    #expect(code(address, FetchPolicy(hosts: .anyPublic, limits: Limits())) == expected)
  }

  @Test(
    "no spelling of a private address is connected to",
    arguments: [
      "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
      "http://0177.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
      "http://[::ffff:7f00:1]/", "http://0.0.0.0/", "http://[::]/", "http://10.0.0.1/",
      "http://169.254.169.254/latest/meta-data/", "http://192.0.0.192/", "http://192.168.0.1/",
      "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/",
      "http://[2002:7f00:1::]/",
    ])
  func privateAddress(address: String) {
    #expect(code(address, FetchPolicy(hosts: .anyPublic, limits: Limits())) == .unreachable)
  }

  @Test("only listed hosts are asked where hosts are listed")
  func hostList() {
    let listed = FetchPolicy(
      hosts: .listed(["img.example.org", "*.cdn.example.org"]), limits: Limits())
    #expect(code("http://example.org/a.png", listed) == .hostNotAllowed)
    #expect(code("http://cdn.example.org/a.png", listed) == .hostNotAllowed)
    #expect(
      code("http://127.0.0.1/", FetchPolicy(hosts: .listed([]), limits: Limits()))
        == .hostNotAllowed)
  }

  @Test("refused and unreachable read the same to a stranger")
  func oneText() {
    func message(_ address: String) -> String? {
      do {
        _ = try fetch(address, FetchPolicy(hosts: .anyPublic, limits: Limits()))
        return nil
      } catch {
        return (error as? FetchError)?.message
      }
    }
    #expect(message("http://127.0.0.1/") == message("http://no-such-host.invalid/"))
    #expect(message("http://127.0.0.1/") != nil)
  }
}

enum FetchTestError: Error { case unexpected }
