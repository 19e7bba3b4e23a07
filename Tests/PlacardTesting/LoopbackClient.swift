import Glibc
import PlacardSystem

/// A blocking client of one connection, which sends exactly the bytes it is told to.
package final class Client {
  package struct Answer: Equatable, Sendable {
    package var status: Int
    /// By name in small letters; of repeated ones the last.
    package var fields: [String: String]
    package var body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// What went wrong, in words.
  package struct Failure: Error {
    package let what: String

    package init(what: String) { self.what = what }
  }

  private let descriptor: FileDescriptor
  private var kept: [UInt8] = []

  package init(port: Int, receiveBufferBytes: Int32? = nil) throws {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0 else { throw Failure(what: "socket") }
    descriptor = FileDescriptor(owning: number)
    if var bytes = receiveBufferBytes {
      setsockopt(number, SOL_SOCKET, SO_RCVBUF, &bytes, 4)
    }
    // A test that would wait for ever fails instead.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Failure(what: "connect: \(errno)") }
  }

  package func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  package func send(_ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor.number, $0.baseAddress! + done, $0.count - done, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(what: "send: \(errno)") }
      done += count
    }
  }

  package func endSending() {
    shutdown(descriptor.number, Int32(SHUT_WR))
  }

  /// One more answer; `toHead` has no body whatever its length says.
  package func receive(toHead: Bool = false) throws -> Answer {
    while kept.firstRange(of: Array("\r\n\r\n".utf8)) == nil {
      guard try fill() else { throw Failure(what: "closed before an answer") }
    }
    let end = kept.firstRange(of: Array("\r\n\r\n".utf8))!
    let lines = String(decoding: kept[..<end.lowerBound], as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false)
    kept.removeFirst(end.upperBound)
    guard lines[0].hasPrefix("HTTP/1.1 "), let status = Int(lines[0].dropFirst(9).prefix(3)) else {
      throw Failure(what: "not a status line: \(lines[0])")
    }
    var answer = Answer(status: status, fields: [:], body: [])
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { throw Failure(what: "not a field: \(line)") }
      answer.fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    let length = Int(answer.fields["content-length"] ?? "0") ?? 0
    if toHead || answer.status == 304 || answer.status < 200 { return answer }
    while kept.count < length {
      guard try fill() else { throw Failure(what: "closed within a body") }
    }
    answer.body = Array(kept[..<length])
    kept.removeFirst(length)
    return answer
  }

  /// Whether the server ends the connection with nothing more to read.
  package func isClosed() throws -> Bool {
    guard kept.isEmpty else { return false }
    return try !fill()
  }

  /// Reads some bytes; false at the connection's end.
  private func fill() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor.number, &buffer, buffer.count, 0)
    if count < 0 && errno == ECONNRESET { return false }
    guard count >= 0 else { throw Failure(what: "recv: \(errno)") }
    kept.append(contentsOf: buffer[..<count])
    return count > 0
  }
}
