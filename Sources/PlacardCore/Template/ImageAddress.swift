/// Reads `image_url`: an http(s) address, a `data:` address, or a path in the site's folder.
enum ImageAddress {
  /// nil for an empty string, which names no picture.
  static func parse(_ text: String, limits: Limits) throws(InputError) -> AssetAddress? {
    if text.isEmpty { return nil }
    if DataURL.isDataURL(text) {
      return .inline(try DataURL.parse(text, byteCountMax: limits.sourceBytesMax).bytes)
    }
    if let scheme = scheme(of: text) {
      guard scheme == "http" || scheme == "https" else {
        throw InputError(
          .refusedAsset, message: "\(scheme): addresses are not allowed",
          hint: PropertyKind.address.expectation)
      }
      return .remote(try remote(text, scheme: scheme, limits: limits))
    }
    return .file(try path(text))
  }

  /// RFC 3986 §3.1, in small letters; nil where the text begins with none.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = text.utf8[..<colon]
    guard let first = name.first, CSSScanner.isLetter(first), first != UInt8(ascii: "_") else {
      return nil
    }
    let isScheme = name.allSatisfy {
      $0 != UInt8(ascii: "_") && (CSSScanner.isWordByte($0) || $0 == 0x2B || $0 == 0x2E)
    }
    return isScheme ? text[..<colon].lowercased() : nil
  }

  private static func remote(
    _ text: String, scheme: String, limits: Limits
  ) throws(InputError) -> String {
    let rest = text.utf8.dropFirst(scheme.utf8.count + 1)
    let authority = rest.dropFirst(2).prefix { ![0x2F, 0x3F, 0x23, 0x5C].contains($0) }
    guard rest.starts(with: "//".utf8), let first = authority.first, first != 0x3A else {
      throw InputError(
        .wrongType, message: "\(JSON(.string(text)).excerpt) names no host",
        hint: "as in https://example.com/logo.png")
    }
    for byte in text.utf8 where byte < 0x20 || byte == 0x7F || byte == 0x5C {
      throw InputError(
        .wrongType, message: "an address may not hold control characters or backslashes",
        hint: "percent-encode them")
    }
    for byte in authority where byte == 0x20 || byte == 0x40 {
      throw InputError(
        .refusedAsset,
        message: "an address may not hold a name and password, or spaces in its host",
        hint: "as in https://example.com/logo.png")
    }
    let sent = sendable(text)
    guard sent.utf8.count <= limits.fetchAddressBytesMax else {
      throw InputError(
        .limit, message: "an address of \(sent.utf8.count) bytes",
        hint: "at most \(limits.fetchAddressBytesMax), limits.fetchAddressBytesMax")
    }
    return sent
  }

  /// As written, but for what cannot be sent so: spaces and bytes past ASCII are percent-encoded as
  /// browsers do it, and the fragment is left away.
  private static func sendable(_ text: String) -> String {
    let body = text.utf8.prefix { $0 != UInt8(ascii: "#") }
    if body.count == text.utf8.count, body.allSatisfy({ $0 > 0x20 && $0 < 0x80 }) { return text }
    var bytes: [UInt8] = []
    for byte in body {
      if byte > 0x20, byte < 0x80 { bytes.append(byte) } else { appendEscape(byte, to: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "%"))
    for digit in [byte >> 4, byte & 15] {
      bytes.append(digit < 10 ? 0x30 + digit : 0x41 + digit - 10)
    }
  }

  /// A path below the site's folder without empty, `.` or `..` segments. Hidden files, the store's
  /// own among them, are nobody's pictures: strangers may name paths too.
  private static func path(_ text: String) throws(InputError) -> String {
    func refused(_ message: String) -> InputError {
      InputError(.refusedAsset, message: message, hint: "as in assets/logo.png")
    }
    if text.utf8.first == UInt8(ascii: "/") {
      throw refused("\(JSON(.string(text)).excerpt) is not a path within the site's folder")
    }
    for byte in text.utf8 where byte < 0x20 || byte == 0x7F || byte == 0x5C {
      throw refused("a path may not hold control characters or backslashes")
    }
    var segments: [Substring] = []
    for segment in text.split(separator: "/") {
      if segment == "." { continue }
      if segment == ".." {
        guard segments.popLast() != nil else {
          throw refused("\(JSON(.string(text)).excerpt) leads out of the site's folder")
        }
        continue
      }
      guard segment.utf8.first != UInt8(ascii: ".") else {
        throw refused("\(JSON(.string(text)).excerpt) leads to a hidden file or folder")
      }
      guard segment.utf8.count <= 255 else { throw refused("a path's segment over 255 bytes") }
      segments.append(segment)
    }
    let path = segments.joined(separator: "/")
    guard !path.isEmpty, path.utf8.count <= 4_096, text.utf8.last != UInt8(ascii: "/") else {
      throw refused("\(JSON(.string(text)).excerpt) names no file")
    }
    return path
  }
}

extension ImageAddress {
  /// The one spelling of equal addresses; reading it back gives an equal one.
  static func canonical(_ address: AssetAddress) -> String {
    switch address {
    case .file(let path): path
    case .remote(let written): normalized(written)
    case .inline(let bytes): "data:;base64," + Base64.encode(bytes)
    }
  }

  /// RFC 3986 §6.2.2 and §6.2.3: scheme and host in small letters, no default port, a path, no
  /// needless escapes, escapes in capitals.
  private static func normalized(_ written: String) -> String {
    let bytes = Array(written.utf8)
    let start = (bytes.firstIndex(of: 0x3A) ?? 0) + 3
    var end = start
    while end < bytes.count, bytes[end] != 0x2F, bytes[end] != 0x3F { end += 1 }
    let scheme = bytes[..<start].map(CSSScanner.lowercase)
    var host = bytes[start..<end].map(CSSScanner.lowercase)
    let port = Array((scheme.count == 7 ? ":80" : ":443").utf8)
    if host.count > port.count, Array(host.suffix(port.count)) == port {
      host.removeLast(port.count)
    } else if host.last == 0x3A {
      host.removeLast()
    }
    var out = scheme + host
    if end == bytes.count || bytes[end] == 0x3F { out.append(UInt8(ascii: "/")) }
    var index = end
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = ColorParser.hexDigit(bytes[index + 1]),
        let low = ColorParser.hexDigit(bytes[index + 2])
      {
        let value = high << 4 | low
        let isUnreserved =
          CSSScanner.isWordByte(value) || value == 0x2E || value == 0x7E
        if isUnreserved { out.append(value) } else { appendEscape(value, to: &out) }
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
