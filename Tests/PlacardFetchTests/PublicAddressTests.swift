import Glibc
import PlacardFetch
import Testing

@Suite("Public addresses")
struct PublicAddressTests {
  @Test(
    "special IPv4 addresses are not public, at both ends of each block",
    arguments: [
      "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
      "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0",
      "172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.0",
      "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.7",
      "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    ])
  func specialIPv4(text: String) throws {
    #expect(!PublicAddress.isPublic(ipv4: try #require(ipv4(text))))
    // The same address inside IPv6's mapped form.
    #expect(!PublicAddress.isPublic(ipv6: try #require(ipv6("::ffff:" + text))))
  }

  @Test(
    "their neighbours are public",
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
      "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
      "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
      "223.255.255.255",
    ])
  func publicIPv4(text: String) throws {
    #expect(PublicAddress.isPublic(ipv4: try #require(ipv4(text))))
    #expect(PublicAddress.isPublic(ipv6: try #require(ipv6("::ffff:" + text))))
  }

  @Test(
    "special IPv6 addresses are not public",
    arguments: [
      "::", "::1", "::7f00:1", "::8.8.8.8", "64:ff9b::808:808", "64:ff9b:1::1", "100::1",
      "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1",
      "2001:1ff:ffff::1", "2001:db8::1", "2002:808:808::1", "2002:7f00:1::1", "3fff::1",
      "3fff:fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
      "2600::5efe:7f00:1", "2600::200:5efe:10.0.0.1", "4000::1", "5f00::1",
    ])
  func specialIPv6(text: String) throws {
    #expect(!PublicAddress.isPublic(ipv6: try #require(ipv6(text))))
  }

  @Test(
    "global unicast IPv6 addresses are public",
    arguments: [
      "2001:200::1", "2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450:4001::1",
      "2003::1", "3ffe::1", "2600::5efe:8.8.8.8",
    ])
  func publicIPv6(text: String) throws {
    #expect(PublicAddress.isPublic(ipv6: try #require(ipv6(text))))
  }

  func ipv4(_ text: String) -> UInt32? {
    var address = in_addr()
    return inet_pton(AF_INET, text, &address) == 1 ? UInt32(bigEndian: address.s_addr) : nil
  }

  func ipv6(_ text: String) -> [UInt8]? {
    var address = in6_addr()
    guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    return withUnsafeBytes(of: &address) { Array($0) }
  }
}
