internal import Glibc

/// The process that listens on a TCP port, for a message that helps.
package struct ListeningProcess: Sendable, Hashable {
  package var id: Int
  /// The program's short name.
  package var name: String

  private static let listening = "0A"
  private static let tableBytesMax = 4_000_000

  /// Looks through /proc; nil when nobody listens there, or somebody whose descriptors this user may
  /// not see.
  package static func find(port: Int) -> ListeningProcess? {
    let found = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { sockets(in: $0, port: port) }
    guard !found.isEmpty else { return nil }
    let names = Set(found.map { "socket:[\($0)]" })
    for entry in (try? Directory.entries("/proc")) ?? [] {
      guard let id = Int(entry.name) else { continue }
      let descriptors = (try? Directory.entries("/proc/\(id)/fd")) ?? []
      for descriptor in descriptors
      where names.contains(link("/proc/\(id)/fd/\(descriptor.name)") ?? "") {
        return ListeningProcess(id: id, name: name(of: id))
      }
    }
    return nil
  }

  /// The inodes of the sockets in one of the kernel's tables that listen on `port`: columns are
  /// number, local and remote address, state, …, inode (proc(5)).
  private static func sockets(in path: String, port: Int) -> [String] {
    text(path).split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ")
      guard columns.count > 9, columns[3] == listening,
        let hex = columns[1].split(separator: ":").last, Int(hex, radix: 16) == port
      else { return nil }
      return String(columns[9])
    }
  }

  private static func name(of id: Int) -> String {
    let name = text("/proc/\(id)/comm").split(separator: "\n").first
    return name.map(String.init) ?? "a program"
  }

  private static func link(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = readlink(path, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }

  /// The kernel's files have no size to go by.
  private static func text(_ path: String) -> String {
    guard let file = try? FileDescriptor.open(path, .reading) else { return "" }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < tableBytesMax {
      let count = (try? chunk.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
