extension QRContent {
  /// Digits, capitals and bytes that version 40 holds (ISO/IEC 18004 table 7). Bytes past ASCII are
  /// counted with the three that may say that they are UTF-8.
  private var capacity: (digits: Int, capitals: Int, bytes: Int) {
    switch errorCorrection {
    case .low: (7_089, 4_296, 2_953)
    case .medium: (5_596, 3_391, 2_331)
    case .quartile: (3_993, 2_420, 1_663)
    case .high: (3_057, 1_852, 1_273)
    }
  }

  private static let capitals = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

  /// Throws, with the path `data`, for data that no QR code holds, of which none at all is one.
  func check() throws(InputError) {
    if data.isEmpty {
      throw InputError(
        .missing, path: "data", message: "the code has no data", hint: "what a reader shall read")
    }
    let count = data.utf8.count
    let limit: (count: Int, unit: String)
    if data.utf8.allSatisfy(CSSScanner.isDigit) {
      limit = (capacity.digits, "digits")
    } else if data.utf8.allSatisfy(Self.capitals.contains) {
      limit = (capacity.capitals, "digits and capitals")
    } else if data.utf8.allSatisfy({ $0 < 0x80 }) {
      limit = (capacity.bytes, "bytes")
    } else {
      limit = (capacity.bytes - 3, "bytes")
    }
    guard count <= limit.count else {
      throw InputError(
        .limit, path: "data", message: "\(count) \(limit.unit) in one code",
        hint: "at most \(limit.count) with that errorCorrection")
    }
  }
}
