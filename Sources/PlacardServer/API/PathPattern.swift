internal import PlacardCore

/// The path of an operation, as in `/api/templates/{id}`: a name in braces stands for one segment,
/// the last one with a `+` before its closing brace for all the rest.
struct PathPattern: Sendable {
  let text: String
  private let segments: [Segment]
  /// What every path of the pattern begins with.
  private let prefix: [UInt8]

  private enum Segment: Sendable {
    case literal([UInt8])
    case value
    case rest
  }

  init(_ text: String) {
    precondition(text.first == "/", "a path begins with a slash")
    self.text = text.replacing("+}", with: "}")
    segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      guard $0.first == "{" else { return .literal(Array($0.utf8)) }
      return $0.hasSuffix("+}") ? .rest : .value
    }
    prefix = Array(text.prefix { $0 != "{" }.utf8)
  }

  /// The names in braces, in their order.
  var names: [String] {
    text.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
  }

  /// The values in `path`, which is still percent-encoded; nil when it is not of this pattern. A
  /// value is never empty.
  func match(_ path: UnsafeRawBufferPointer) -> PathValues? {
    guard path.starts(with: prefix) else { return nil }
    var values: [UnsafeRawBufferPointer] = []
    var start = 1
    for (index, segment) in segments.enumerated() {
      guard start <= path.count else { return nil }
      var end = start
      if case .rest = segment {
        end = path.count
      } else {
        while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
      }
      let part = UnsafeRawBufferPointer(rebasing: path[start..<end])
      switch segment {
      case .literal(let bytes): if !part.elementsEqual(bytes) { return nil }
      case .value, .rest:
        if part.isEmpty { return nil }
        values.append(part)
      }
      start = end + 1
      if index == segments.count - 1, end < path.count { return nil }
    }
    return PathValues(values)
  }
}

/// What stood in a path where its pattern has names, good as long as the request.
struct PathValues {
  private let values: [UnsafeRawBufferPointer]

  init(_ values: [UnsafeRawBufferPointer]) { self.values = values }

  /// The value at `index`, as it was sent.
  func raw(_ index: Int) -> UnsafeRawBufferPointer { values[index] }

  /// The value at `index`, decoded; nil when it is not percent-encoded UTF-8.
  subscript(index: Int) -> String? {
    guard let bytes = PercentDecoding.bytes(of: values[index], plusIsSpace: false),
      !bytes.contains(0)
    else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
