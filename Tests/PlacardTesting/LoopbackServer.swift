import Glibc
import Synchronization

/// A tiny HTTP server on loopback: every connection gets the raw answer that `answer` gives for the
/// request's head. It ends with its owner.
package final class LoopbackServer: Sendable {
  package let port: Int
  private let socketDescriptor: Int32
  private let requestHeads = Mutex<[String]>([])

  /// The heads of the requests so far.
  package var heads: [String] { requestHeads.withLock { $0 } }

  package init(answer: @escaping @Sendable (String) -> [UInt8]) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    precondition(bound && listen(listener, 16) == 0)
    port = Int(UInt16(bigEndian: address.sin_port))
    socketDescriptor = listener
    var thread = pthread_t()
    let serve = Unmanaged.passRetained(
      Body { [weak self] in
        while true {
          let connection = accept(listener, nil, nil)
          guard connection >= 0 else {
            // Closed by the thread that waits on it, so that its number cannot be another's yet.
            close(listener)
            return
          }
          var head: [UInt8] = []
          var byte: UInt8 = 0
          while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), recv(connection, &byte, 1, 0) == 1 {
            head.append(byte)
          }
          let text = String(decoding: head, as: UTF8.self)
          self?.requestHeads.withLock { $0.append(text) }
          let bytes = answer(text)
          var sent = 0
          while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
              send(
                connection, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)
              )
            }
            guard count > 0 else { break }
            sent += count
          }
          shutdown(connection, Int32(SHUT_WR))
          close(connection)
        }
      })
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, serve.toOpaque())
    pthread_detach(thread)
  }

  deinit { shutdown(socketDescriptor, Int32(SHUT_RDWR)) }

  private final class Body {
    let run: () -> Void
    init(run: @escaping () -> Void) { self.run = run }
  }
}

/// A whole answer with its length.
package func answer(_ status: String, _ fields: String = "", body: [UInt8] = []) -> [UInt8] {
  Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\n\(fields)\r\n".utf8) + body
}
