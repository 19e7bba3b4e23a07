internal import Glibc

/// The lines of a file one by one, in memory that does not grow with it.
package struct LineReader: ~Copyable {
  /// One line, or only that there was one.
  package enum Line {
    /// Without its line feed or CR LF; valid until the next call.
    case bytes(UnsafeRawBufferPointer)
    /// Longer than allowed, and passed over.
    case tooLong
  }

  /// Of the line last given, from 1; 0 before the first.
  package private(set) var lineNumber = 0

  private let file: FileDescriptor
  private let path: String
  private let lineBytesMax: Int
  private var buffer: UnsafeMutableRawBufferPointer
  /// The bytes read and not yet given.
  private var start = 0
  private var end = 0
  private var isAtEnd = false

  /// Reads a regular file.
  ///
  /// - Parameter lineBytesMax: longer lines are given as `tooLong`, not counting CR LF.
  package static func open(
    _ path: String, lineBytesMax: Int, bufferBytes: Int = 1 << 20
  ) throws(SystemError) -> LineReader {
    let file = try FileBytes.openRegular(path)
    posix_fadvise(file.number, 0, 0, POSIX_FADV_SEQUENTIAL)
    return LineReader(file, path: path, lineBytesMax: lineBytesMax, bufferBytes: bufferBytes)
  }

  /// Reads what is open already, as standard input; `path` is for messages.
  package init(
    _ file: consuming FileDescriptor, path: String, lineBytesMax: Int, bufferBytes: Int = 1 << 20
  ) {
    precondition(lineBytesMax > 0 && bufferBytes > 0)
    self.file = file
    self.path = path
    self.lineBytesMax = lineBytesMax
    // Room for the longest line with its CR LF.
    buffer = .allocate(byteCount: max(bufferBytes, lineBytesMax + 2), alignment: 16)
  }

  deinit {
    buffer.deallocate()
  }

  /// The next line, or nil at the end. A last line needs no line feed.
  package mutating func next() throws(SystemError) -> Line? {
    // How much of the unread bytes is known to hold no line feed.
    var searched = 0
    while true {
      let from = buffer.baseAddress! + start
      if end - start > searched, let feed = memchr(from + searched, 0x0A, end - start - searched) {
        let count = UnsafeRawPointer(feed) - UnsafeRawPointer(from)
        start += count + 1
        return line(UnsafeRawBufferPointer(start: from, count: count))
      }
      searched = end - start
      if isAtEnd {
        guard searched > 0 else { return nil }
        start = end
        return line(UnsafeRawBufferPointer(start: from, count: searched))
      }
      if searched > lineBytesMax + 1 { return try skipRestOfLine() }
      try fill()
    }
  }

  private mutating func line(_ bytes: UnsafeRawBufferPointer) -> Line {
    lineNumber += 1
    let count = bytes.last == 0x0D ? bytes.count - 1 : bytes.count
    return count > lineBytesMax
      ? .tooLong : .bytes(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
  }

  private mutating func skipRestOfLine() throws(SystemError) -> Line {
    lineNumber += 1
    while true {
      let from = buffer.baseAddress! + start
      if end > start, let feed = memchr(from, 0x0A, end - start) {
        start += UnsafeRawPointer(feed) - UnsafeRawPointer(from) + 1
        return .tooLong
      }
      start = end
      if isAtEnd { return .tooLong }
      try fill()
    }
  }

  /// Moves the unread bytes to the front and reads behind them.
  private mutating func fill() throws(SystemError) {
    if start > 0 {
      memmove(buffer.baseAddress!, buffer.baseAddress! + start, end - start)
      end -= start
      start = 0
    }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    let count = retrying { read(file.number, room.baseAddress, room.count) }
    guard count >= 0 else { throw .last("read", path: path) }
    end += count
    isAtEnd = count == 0
  }
}
