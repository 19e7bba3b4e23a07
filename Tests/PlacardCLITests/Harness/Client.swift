import Foundation
import Glibc
import Testing

/// The answer to a request.
struct Got {
  var status: String
  /// Without the blank line.
  var head: String
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The members of a body of JSON.
  func json() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
  }
}

/// Nobody listens, or the connection has ended before a whole head.
struct NoAnswer: Error {}

/// The answer to a GET of a server on loopback, which closes the connection.
func get(_ target: String, port: Int, host: String = "127.0.0.1") throws -> Got {
  let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(connection) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  address.sin_port = UInt16(port).bigEndian
  let length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isConnected = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(connection, $0, length) }
  }
  guard isConnected == 0 else { throw NoAnswer() }
  let request = "GET \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
  _ = request.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
  var answer = Data()
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while case let count = recv(connection, &chunk, chunk.count, 0), count > 0 {
    answer += chunk.prefix(count)
  }
  guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else { throw NoAnswer() }
  let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self)
  return Got(
    status: String(head.prefix { $0 != "\r\n" && $0 != "\r" }), head: head,
    body: Array(answer[end.upperBound...]))
}
