import PlacardCore
import Testing

@Suite("Internet addresses")
struct InternetAddressTests {
  private func address(_ text: String) -> InternetAddress? { InternetAddress(Array(text.utf8)) }

  @Test("IPv4 addresses are mapped, IPv6 addresses read in every form of RFC 4291")
  func spellings() {
    #expect(address("192.0.2.7") == InternetAddress(high: 0, low: 0xFFFF_C000_0207))
    #expect(address("::ffff:192.0.2.7") == address("192.0.2.7"))
    #expect(address("::ffff:c000:207") == address("192.0.2.7"))
    #expect(address("192.0.2.7")?.isIPv4 == true)
    #expect(address("::") == InternetAddress(high: 0, low: 0))
    #expect(address("::1") == InternetAddress(high: 0, low: 1))
    #expect(address("2001:DB8::a:0:1") == address("2001:0db8:0:0:0:a:0:1"))
    #expect(address("1:2:3:4:5:6:7:8")?.high == 0x1_0002_0003_0004)
    #expect(address("1:2:3:4:5:6:7::") == address("1:2:3:4:5:6:7:0"))
    #expect(address("fe80::")?.isIPv4 == false)
  }

  @Test(
    "what is no address is nil",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", "1..2.3", "1.2.3.4 ", "a.b.c.d",
      ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::",
      "::g", "1:", ":1", "::1%eth0", "[::1]", "::1.2.3.4:5", "1.2.3.4:80", "unknown",
      "0000:0000:0000:0000:0000:0000:0000:0000:0000:00000",
    ])
  func refused(text: String) {
    #expect(address(text) == nil)
  }

  @Test("a range holds the addresses with its leading bits and no other")
  func ranges() throws {
    for (text, inside, outside) in [
      ("10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], ["11.0.0.0", "::a00:1"]),
      ("192.0.2.7", ["192.0.2.7"], ["192.0.2.6", "::1"]),
      ("0.0.0.0/0", ["1.2.3.4", "255.255.255.255"], ["::1", "2001:db8::1"]),
      ("2001:db8::/33", ["2001:db8:7fff::1"], ["2001:db8:8000::", "2001:db9::"]),
      ("2001:db8:0:1::/64", ["2001:db8:0:1:ffff::"], ["2001:db8:0:2::"]),
      ("::/0", ["1.2.3.4", "::1", "ffff::"], []),
      ("::1/128", ["::1"], ["::2", "::"]),
    ] as [(String, [String], [String])] {
      let range = try #require(AddressRange(text), "\(text)")
      for one in inside { #expect(range.contains(try #require(address(one))), "\(text) \(one)") }
      for one in outside { #expect(!range.contains(try #require(address(one))), "\(text) \(one)") }
    }
  }

  @Test(
    "what is no range is nil, one with bits behind its own among it",
    arguments: [
      "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8",
      "10.0.0.1/8", "::1/64", "::/129", "::/0000", "localhost", "10.0.0.0/8 ",
    ])
  func refusedRanges(text: String) {
    #expect(AddressRange(text) == nil)
  }
}
