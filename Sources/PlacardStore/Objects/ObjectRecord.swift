internal import PlacardCore

/// The form of a picture in `objects`: ready to be sent as it lies.
///
///     0   checksum of the bytes 8 up to the body
///     8   magic, format, width, height, length of the fields, start of the ETag, length of body
///     40  Content-Type, Content-Length, X-Content-Type-Options, ETag, blank line
///         body, then zeros up to half a page
///
/// The ETag is the last field, so that it and the blank line are a 304's fields (RFC 9110
/// §15.4.5). The zeros keep small pictures too on pages of their own, which never move while the
/// object lives; values in leaf pages would move with every neighbour's change.
enum ObjectRecord {
  static let headerBytes = 40
  /// "PLO1", the last byte being the version of the form.
  static let magic: UInt32 = 0x314F_4C50
  private static let etagFieldBytes = "ETag: \"".utf8.count + 64 + "\"\r\n\r\n".utf8.count

  /// How many bytes `picture` takes in the table.
  static func byteCount(of artifact: Artifact, pageBytes: Int) -> Int {
    max(headerBytes + fields(of: artifact).count + artifact.body.count, pageBytes / 2)
  }

  /// Writes `picture` into `room`, which has `byteCount(of:pageBytes:)` bytes.
  static func write(_ artifact: Artifact, to room: UnsafeMutableRawBufferPointer) {
    let fields = fields(of: artifact)
    let bodyStart = headerBytes + fields.count
    var header = RecordWriter(headBytes: 8)
    header.put(magic)
    header.put(UInt32(artifact.format.rawValue))
    header.put(UInt32(clamping: artifact.size.width))
    header.put(UInt32(clamping: artifact.size.height))
    header.put(UInt32(clamping: fields.count))
    header.put(UInt32(clamping: fields.count - etagFieldBytes))
    header.put(UInt64(artifact.body.count))
    room.copyBytes(from: header.bytes + fields)
    let head = UnsafeRawBufferPointer(rebasing: room[8..<bodyStart])
    room.storeBytes(of: Digest(of: head).words.0.littleEndian, as: UInt64.self)
    let bodyEnd = bodyStart + artifact.body.count
    UnsafeMutableRawBufferPointer(rebasing: room[bodyStart..<bodyEnd]).copyBytes(
      from: artifact.body)
    for index in bodyEnd..<room.count { room[index] = 0 }
  }

  /// The picture in `value`, when its head is what was written for `hash`; the body is not read.
  static func view(_ value: UnsafeRawBufferPointer, hash: ContentHash) -> ObjectView? {
    guard value.count > headerBytes else { return nil }
    var header = RecordReader(UnsafeRawBufferPointer(rebasing: value[..<headerBytes]))
    let checksum: UInt64 = header.number()
    guard header.number(UInt32.self) == magic,
      let format = PictureFormat(rawValue: UInt8(clamping: header.number(UInt32.self)))
    else { return nil }
    let width = Int(header.number(UInt32.self))
    let height = Int(header.number(UInt32.self))
    let fieldsCount = Int(header.number(UInt32.self))
    let etagStart = Int(header.number(UInt32.self))
    let bodyCount = header.number(UInt64.self)
    guard fieldsCount <= value.count - headerBytes,
      bodyCount <= UInt64(value.count - headerBytes - fieldsCount),
      etagStart == fieldsCount - etagFieldBytes, etagStart > 0,
      Digest(of: UnsafeRawBufferPointer(rebasing: value[8..<headerBytes + fieldsCount])).words.0
        == checksum
    else { return nil }
    let view = ObjectView(
      format: format, size: PixelSize(width: width, height: height), value: value,
      fieldsCount: fieldsCount, etagStart: etagStart, bodyCount: Int(bodyCount))
    // A damaged tree may lead to another object, whole in itself.
    return spells(view.etag, hash) ? view : nil
  }

  /// Whether every bit of `value` is what was written for `hash`.
  static func isIntact(_ value: UnsafeRawBufferPointer, hash: ContentHash) -> Bool {
    guard let view = view(value, hash: hash) else { return false }
    let end = headerBytes + view.fieldsAndBody.count
    return Digest(of: view.body) == hash.digest && value[end...].allSatisfy { $0 == 0 }
  }

  private static func fields(of artifact: Artifact) -> [UInt8] {
    Array(
      ("Content-Type: \(artifact.format.mediaType)\r\nContent-Length: \(artifact.body.count)\r\n"
        + "X-Content-Type-Options: nosniff\r\nETag: \"\(artifact.hash.hex)\"\r\n\r\n").utf8)
  }

  /// Whether `etag`, quotes included, is the spelling of `hash`.
  private static func spells(_ etag: UnsafeRawBufferPointer, _ hash: ContentHash) -> Bool {
    hash.digest.withUnsafeBytes { bytes in
      for index in 0..<Digest.byteCount {
        guard etag[1 + 2 * index] == digit(bytes[index] >> 4),
          etag[2 + 2 * index] == digit(bytes[index] & 15)
        else { return false }
      }
      return true
    }
  }

  private static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? 0x30 + nibble : 0x61 + nibble - 10
  }
}
