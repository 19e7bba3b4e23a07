internal import CLinux
internal import Glibc
internal import PlacardSystem

/// The listening sockets of a server, one for each loop, on one port (SO_REUSEPORT).
enum Listener {
  /// - Throws: `addressInUse` also when the holder would share the port, which SO_REUSEPORT alone
  ///   would let happen unnoticed.
  static func open(
    _ text: String, count: Int
  ) throws(HTTPError) -> (sockets: [Int32], address: String, port: Int) {
    let wanted = try ListenAddress.resolve(text)
    do throws(SystemError) {
      // The first binds for itself alone, so that the kernel refuses a port anyone else holds, and
      // shares only then.
      let first = try listen(wanted, shares: false)
      let bound = ListenAddress.bound(first.number)
      try set(first.number, SOL_SOCKET, SO_REUSEPORT)
      var others: [Int32] = []
      do throws(SystemError) {
        for _ in 1..<max(count, 1) {
          others.append(try listen(bound.address, shares: true).take())
        }
      } catch {
        for descriptor in others { close(descriptor) }
        throw error
      }
      let port = Int(bound.text.split(separator: ":").last ?? "") ?? 0
      return ([first.take()] + others, bound.text, port)
    } catch {
      throw .system(text, error)
    }
  }

  private static func listen(
    _ address: ListenAddress, shares: Bool
  ) throws(SystemError) -> FileDescriptor {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let number = socket(address.family, kind, 0)
    guard number >= 0 else { throw .last("make a socket") }
    let descriptor = FileDescriptor(owning: number)
    // Connections of an earlier run that linger in TIME_WAIT do not hold the port.
    try set(number, SOL_SOCKET, SO_REUSEADDR)
    if shares { try set(number, SOL_SOCKET, SO_REUSEPORT) }
    // Inherited by every connection.
    try set(number, Int32(IPPROTO_TCP), TCP_NODELAY)
    guard address.bind(number) else { throw .last("bind") }
    guard Glibc.listen(number, 4_096) == 0 else { throw .last("listen") }
    return descriptor
  }

  private static func set(
    _ descriptor: Int32, _ level: Int32, _ option: Int32
  ) throws(SystemError) {
    var one: Int32 = 1
    guard setsockopt(descriptor, level, option, &one, socklen_t(4)) == 0 else {
      throw .last("set up a socket")
    }
  }
}
