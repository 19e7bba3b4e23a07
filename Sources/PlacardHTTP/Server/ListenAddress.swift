internal import CLinux
internal import Glibc

/// A `host:port` to listen on, looked up.
struct ListenAddress {
  let family: Int32
  private let storage: sockaddr_storage
  private let length: socklen_t

  /// Takes `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, `*:8080` (every interface) and port 0
  /// (any free one).
  static func resolve(_ text: String) throws(HTTPError) -> ListenAddress {
    guard let colon = text.utf8.lastIndex(of: 0x3A) else {
      throw .badAddress(text, "there is no port; write host:port")
    }
    let portText = text[text.utf8.index(after: colon)...]
    guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(portText)
    else { throw .badAddress(text, "the port is not a number from 0 to 65535") }
    var host = String(text[..<colon])
    if host.hasPrefix("[") && host.hasSuffix("]") {
      host = String(host.dropFirst().dropLast())
    } else if host.utf8.contains(0x3A) {
      throw .badAddress(text, "write an IPv6 address in brackets, as [::1]:8080")
    }
    guard !host.isEmpty else {
      throw .badAddress(text, "there is no host; write *:\(port) for every interface")
    }

    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host == "*" ? nil : host, String(port), &hints, &found)
    guard code == 0, let found, let address = found.pointee.ai_addr else {
      throw .badAddress(text, "the host is not known here (\(String(cString: gai_strerror(code))))")
    }
    defer { freeaddrinfo(found) }
    var storage = sockaddr_storage()
    let length = found.pointee.ai_addrlen
    withUnsafeMutableBytes(of: &storage) {
      $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(length)))
    }
    return ListenAddress(family: found.pointee.ai_family, storage: storage, length: length)
  }

  /// Binds a socket; false with `errno` set when that fails.
  func bind(_ descriptor: Int32) -> Bool {
    withUnsafePointer(to: storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, length) == 0
      }
    }
  }

  /// The address a socket is bound to, with the port it got.
  static func bound(_ descriptor: Int32) -> (address: ListenAddress, text: String) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    precondition(code == 0, "a bound socket has a name")
    let family = Int32(storage.ss_family)
    let port = withUnsafeBytes(of: storage) {
      // Both kinds of address keep the port at the same place.
      UInt16(bigEndian: $0.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
    }
    let host = PeerAddress(storage).description
    return (
      ListenAddress(family: family, storage: storage, length: length),
      family == AF_INET6 ? "[\(host)]:\(port)" : "\(host):\(port)"
    )
  }
}
