internal import Glibc

/// Cuts a stream of bytes into lines; holds the beginning of a line until its end has come.
package struct LineSplitter {
  private let file: String
  private let lineBytesMax: Int
  private var partial: [UInt8] = []
  private var number = 0

  /// `file` is the name that errors show.
  package init(file: String, limits: Limits = Limits()) {
    self.file = file
    lineBytesMax = limits.manifestLineBytesMax
  }

  /// Calls `body` with each line that ends in `chunk`, without its line feed, and its number,
  /// counted from 1. The bytes are valid during the call. Throws what `body` throws, and for a
  /// line too long.
  package mutating func append(
    _ chunk: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer, _ number: Int) throws(InputError) -> Void
  ) throws(InputError) {
    var rest = chunk
    while let start = rest.baseAddress, let end = memchr(start, 0x0A, rest.count) {
      let count = UnsafeRawPointer(end) - start
      try endLine(UnsafeRawBufferPointer(rebasing: rest[..<count]), body)
      rest = UnsafeRawBufferPointer(rebasing: rest[(count + 1)...])
    }
    try checkLength(partial.count + rest.count, line: number + 1)
    partial.append(contentsOf: rest)
  }

  /// Calls `body` with the last line where it has no line feed.
  package mutating func finish(
    _ body: (UnsafeRawBufferPointer, _ number: Int) throws(InputError) -> Void
  ) throws(InputError) {
    if !partial.isEmpty { try endLine(UnsafeRawBufferPointer(start: nil, count: 0), body) }
  }

  private mutating func endLine(
    _ end: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer, _ number: Int) throws(InputError) -> Void
  ) throws(InputError) {
    number += 1
    try checkLength(partial.count + end.count, line: number)
    if partial.isEmpty { return try body(end, number) }
    partial.append(contentsOf: end)
    let number = number
    try partial.withUnsafeBufferPointer { line throws(InputError) in
      try body(UnsafeRawBufferPointer(line), number)
    }
    partial.removeAll(keepingCapacity: true)
  }

  private func checkLength(_ count: Int, line: Int) throws(InputError) {
    if count <= lineBytesMax { return }
    var error = InputError(
      .limit, message: "a line of more than \(lineBytesMax) bytes",
      hint: "limits.manifestLineBytesMax")
    error.source = file
    error.line = line
    throw error
  }
}
