import PlacardCore

/// A walk over an AVIF's boxes (ISO/IEC 14496-12, 23008-12; AV1 Image File Format 1.1): what the
/// primary item, or else the first picture of a sequence, says about itself.
struct AVIFWalk {
  private static let operation = "reading an AVIF"

  private(set) var header = PictureHeader(
    format: .avif, width: 0, height: 0, orientation: 1, isAnimated: false)
  /// Whether there is a still picture; else the first of a sequence is meant.
  private(set) var hasPrimaryItem = false

  init(_ reader: ByteReader, limits: Limits) throws(CodecError) {
    var meta: ByteReader?
    var movie: ByteReader?
    var hasData = false
    do throws(CodecError) {
      try Self.boxes(reader) { (box) throws(CodecError) in
        switch box.type {
        case "meta" where meta == nil: meta = box.body
        case "moov" where movie == nil: movie = box.body
        case "mdat": hasData = true
        default: break
        }
      }
    } catch {
      // There is no mark of the end: what stands behind a whole picture may be no box at all.
      guard hasData, meta != nil else { throw error }
    }
    header.isAnimated = reader.matches("avis", at: 8)
    // `meta` is a full box: a version and flags come first.
    if let items = meta.flatMap({ $0.slice(4..<max(4, $0.count)) }) {
      hasPrimaryItem = try takeItems(items, limits)
    }
    if !hasPrimaryItem, let movie { try takeMovie(movie, limits) }
    guard header.width > 0, hasData || meta != nil else {
      throw CodecError(.damaged, Self.operation, "the file holds no picture")
    }
  }

  /// Whether the first box, of whatever length, names a brand of AVIF's.
  static func isAVIF(_ reader: ByteReader) -> Bool {
    guard reader.matches("ftyp", at: 4), let length = reader.bigEndian32(0) else { return false }
    let end = min(length, reader.count, 512)
    return stride(from: 8, to: max(8, end), by: 4).contains { offset in
      offset != 12 && (reader.matches("avif", at: offset) || reader.matches("avis", at: offset))
    }
  }

  // MARK: Boxes.

  private struct Box {
    let type: String
    let body: ByteReader
  }

  /// Hands over the boxes that fill `reader`, one after another.
  private static func boxes(
    _ reader: ByteReader, _ take: (Box) throws(CodecError) -> Void
  ) throws(CodecError) {
    var offset = 0
    while offset < reader.count {
      guard let short = reader.bigEndian32(offset) else { throw cut() }
      var length = short
      var head = 8
      if short == 1 {
        guard let high = reader.bigEndian32(offset + 8), let low = reader.bigEndian32(offset + 12)
        else { throw cut() }
        head = 16
        length = high > 0 ? Int.max : low
      } else if short == 0 {
        length = reader.count - offset
      }
      guard length >= head else {
        throw CodecError(
          .damaged, operation, "the box at byte \(offset) claims \(length) bytes")
      }
      let room = reader.count - offset
      guard length <= room, let body = reader.slice(offset + head..<offset + length) else {
        throw CodecError(
          .truncated, operation,
          "box \(reader.name(offset + 4)) claims \(length) bytes, of which the file has \(room)")
      }
      try take(Box(type: reader.name(offset + 4), body: body))
      offset += length
    }
  }

  private static func cut() -> CodecError {
    CodecError(.truncated, operation, "the file ends inside its headers")
  }

  private static func damaged(_ what: String) -> CodecError {
    CodecError(.damaged, operation, what)
  }

  // MARK: A still picture.

  /// Takes the primary item's properties; false where there is no primary item.
  private mutating func takeItems(_ meta: ByteReader, _ limits: Limits) throws(CodecError) -> Bool {
    var primary: Int?
    var properties: ByteReader?
    try Self.boxes(meta) { (box) throws(CodecError) in
      switch box.type {
      case "pitm":
        primary =
          box.body.byte(0) == 0 ? box.body.bigEndian16(4) : box.body.bigEndian32(4)
      case "iprp": properties = box.body
      default: break
      }
    }
    guard let primary, let properties else { return false }
    var known: [Box] = []
    var used: [Int] = []
    try Self.boxes(properties) { (box) throws(CodecError) in
      switch box.type {
      case "ipco":
        try Self.boxes(box.body) { (property) throws(CodecError) in
          known.append(property)
          // Tiles and masks have sizes too.
          if property.type == "ispe" { _ = try Self.size(property.body, limits) }
        }
      case "ipma": used += try Self.properties(of: primary, box.body)
      default: break
      }
    }
    try take(used.filter { $0 > 0 && $0 <= known.count }.map { known[$0 - 1] }, limits)
    return true
  }

  private mutating func take(_ properties: [Box], _ limits: Limits) throws(CodecError) {
    var angle = 0
    var mirror: Int?
    for property in properties {
      switch property.type {
      case "ispe": (header.width, header.height) = try Self.size(property.body, limits)
      case "irot": angle = Int(property.body.byte(0) ?? 0) & 3
      case "imir": mirror = Int(property.body.byte(0) ?? 0) & 1
      case "clap":
        throw CodecError(
          .unsupportedFeature, Self.operation, "the file shows a part of its picture",
          hint: "save the part alone")
      default: break
      }
    }
    guard header.width > 0 else { throw Self.damaged("the picture has no size") }
    header.orientation = Self.orientation(angle: angle, mirror: mirror)
  }

  /// EXIF's number for quarter turns against the clock, then a mirror: 0 swaps top and bottom, 1
  /// left and right (23008-12, 6.5.10 and 6.5.12).
  private static func orientation(angle: Int, mirror: Int?) -> Int {
    switch mirror {
    case nil: [1, 8, 3, 6][angle]
    case 0?: [4, 5, 2, 7][angle]
    default: [2, 7, 4, 5][angle]
    }
  }

  private static func size(_ body: ByteReader, _ limits: Limits) throws(CodecError) -> (Int, Int) {
    guard let width = body.bigEndian32(4), let height = body.bigEndian32(8) else {
      throw damaged("a picture's size is cut short")
    }
    try PictureProbe.check(width: width, height: height, limits: limits, operation: operation)
    return (width, height)
  }

  /// The numbers, from 1, of the properties that `ipma` gives to `item`.
  private static func properties(of item: Int, _ body: ByteReader) throws(CodecError) -> [Int] {
    guard let version = body.byte(0), let flags = body.byte(3), let count = body.bigEndian32(4)
    else { throw damaged("the list of properties is cut short") }
    let isWide = flags & 1 == 1
    var found: [Int] = []
    var offset = 8
    for _ in 0..<count {
      let id = version == 0 ? body.bigEndian16(offset) : body.bigEndian32(offset)
      offset += version == 0 ? 2 : 4
      guard let id, let associations = body.byte(offset) else {
        throw damaged("the list of properties is cut short")
      }
      offset += 1
      for _ in 0..<associations {
        let index =
          isWide
          ? body.bigEndian16(offset).map { $0 & 0x7FFF } : body.byte(offset).map { Int($0 & 0x7F) }
        guard let index else { throw damaged("the list of properties is cut short") }
        offset += isWide ? 2 : 1
        if id == item { found.append(index) }
      }
    }
    return found
  }

  // MARK: A sequence.

  /// The size of the first track of pictures, from its sample description.
  private mutating func takeMovie(_ movie: ByteReader, _ limits: Limits) throws(CodecError) {
    var entries: [ByteReader] = []
    try Self.boxes(movie) { (box) throws(CodecError) in
      guard box.type == "trak" else { return }
      try Self.descend(box.body, ["mdia", "minf", "stbl", "stsd"]) { entries.append($0) }
    }
    for entry in entries {
      // A full box's head, the number of entries, then boxes.
      guard let list = entry.slice(8..<max(8, entry.count)) else { continue }
      var sizes: [(Int, Int)] = []
      try Self.boxes(list) { (box) throws(CodecError) in
        guard box.type == "av01", let width = box.body.bigEndian16(24),
          let height = box.body.bigEndian16(26)
        else { return }
        try PictureProbe.check(
          width: width, height: height, limits: limits, operation: Self.operation)
        sizes.append((width, height))
      }
      if let first = sizes.first, header.width == 0 { (header.width, header.height) = first }
    }
  }

  private static func descend(
    _ reader: ByteReader, _ path: [String], _ found: (ByteReader) -> Void
  ) throws(CodecError) {
    guard let next = path.first else { return found(reader) }
    try boxes(reader) { (box) throws(CodecError) in
      if box.type == next { try descend(box.body, Array(path.dropFirst()), found) }
    }
  }
}
