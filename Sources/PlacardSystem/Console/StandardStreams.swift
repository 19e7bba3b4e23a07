internal import Glibc

/// Standard output, unbuffered: every call is written before it returns.
package enum StandardOutput {
  package static let descriptor: Int32 = 1

  /// False once the reader is gone (as after `placard … | head`), which is no error of ours.
  ///
  /// - Throws: when the bytes could not be written for another reason, as a full disk.
  @discardableResult
  package static func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Bool {
    try writeWhole(bytes, to: descriptor, named: "standard output")
  }

  /// Writes the UTF-8 of `text`; false once the reader is gone.
  @discardableResult
  package static func write(_ text: String) throws(SystemError) -> Bool {
    try writeWhole(Array(text.utf8), to: descriptor, named: "standard output")
  }
}

/// Standard error. What cannot be written to it has nowhere else to go and is dropped.
package enum StandardError {
  package static let descriptor: Int32 = 2

  /// Writes the UTF-8 of `text`, waiting for a full pipe or terminal.
  package static func write(_ text: String) {
    _ = try? writeWhole(Array(text.utf8), to: descriptor, named: "standard error")
  }
}

private func writeWhole(
  _ bytes: [UInt8], to descriptor: Int32, named name: String
) throws(SystemError) -> Bool {
  var outcome: Result<Bool, SystemError> = .success(true)
  bytes.withUnsafeBytes { raw in
    do throws(SystemError) {
      outcome = .success(try writeWhole(raw, to: descriptor, named: name))
    } catch {
      outcome = .failure(error)
    }
  }
  return try outcome.get()
}

private func writeWhole(
  _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String
) throws(SystemError) -> Bool {
  var done = 0
  while done < bytes.count {
    let count = retrying { write(descriptor, bytes.baseAddress! + done, bytes.count - done) }
    if count >= 0 {
      done += count
    } else if errno == EPIPE {
      return false
    } else if errno == EAGAIN {
      // Whoever shares the terminal or pipe with us may have made it non-blocking.
      var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wanted, 1, -1)
    } else {
      throw .last("write to \(name)")
    }
  }
  return true
}
