internal import CCairo
internal import Glibc
internal import PlacardCore
internal import Synchronization

/// The bytes of one font file, read into memory when a text first needs them and kept from then on.
///
/// Memory and not a mapping: a mapped file that somebody truncates kills the process.
final class FontBytes: Sendable {
  let file: FontFile
  private let blob = Mutex<FontBlob?>(nil)

  init(_ file: FontFile) {
    self.file = file
  }

  /// The file's bytes; the same blob for every caller.
  ///
  /// Throws `badFont` when the file cannot be read or is no longer what its digest says.
  func load() throws(RenderError) -> FontBlob {
    let outcome = blob.withLock { slot -> Result<FontBlob, RenderError> in
      if let slot { return .success(slot) }
      let read = Result { () throws(RenderError) in try Self.read(file) }
      if case .success(let fresh) = read { slot = fresh }
      return read
    }
    return try outcome.get()
  }

  private static func read(_ file: FontFile) throws(RenderError) -> FontBlob {
    let bytes = try wholeFile(file.path)
    guard Digest(of: UnsafeRawBufferPointer(bytes)) == file.digest else {
      bytes.deallocate()
      throw RenderError(
        .badFont,
        "font file \(file.path) has changed since its digest was taken; load the fonts again")
    }
    guard PackedFont.isPacked(UnsafeRawBufferPointer(bytes)) else {
      return FontBlob(adopting: bytes)
    }
    defer { bytes.deallocate() }
    return FontBlob(
      adopting: try PackedFont.unpacked(UnsafeRawBufferPointer(bytes), path: file.path))
  }

  /// The bytes of the file at `path`, which the caller deallocates.
  private static func wholeFile(_ path: String) throws(RenderError) -> UnsafeMutableRawBufferPointer
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { throw unreadable(path) }
    let size = Int(status.st_size)
    guard size <= byteCountMax else {
      throw RenderError(
        .badFont, "font file \(path) is larger than \(byteCountMax) bytes; use a subset of it")
    }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    var filled = 0
    while filled < size {
      let count = Glibc.read(descriptor, bytes.baseAddress! + filled, size - filled)
      if count > 0 {
        filled += count
      } else if count == 0 || errno != EINTR {
        bytes.deallocate()
        throw unreadable(path)
      }
    }
    return bytes
  }

  private static func unreadable(_ path: String) -> RenderError {
    RenderError(.badFont, "font file \(path) cannot be read; check that it exists and is a file")
  }

  private static let byteCountMax = 256 << 20
}

/// HarfBuzz's owner of immutable bytes, counted atomically.
final class FontBlob {
  let pointer: OpaquePointer

  /// Takes over `bytes` and deallocates them with the last user.
  init(adopting bytes: UnsafeMutableRawBufferPointer) {
    pointer = hb_blob_create(
      bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(bytes.count),
      HB_MEMORY_MODE_READONLY, bytes.baseAddress, { $0?.deallocate() })
  }

  /// Maps the file at `path` for the time of reading its tables; nil when it cannot be opened.
  init?(mapping path: String) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
    pointer = blob
  }

  /// The bytes themselves, or the OpenType file that is packed in them.
  ///
  /// Throws `badFont` when that cannot be unpacked; `path` is the file's.
  func unpacked(path: String) throws(RenderError) -> FontBlob {
    guard PackedFont.isPacked(bytes) else { return self }
    return FontBlob(adopting: try PackedFont.unpacked(bytes, path: path))
  }

  deinit { hb_blob_destroy(pointer) }

  var bytes: UnsafeRawBufferPointer {
    var length: UInt32 = 0
    let data = hb_blob_get_data(pointer, &length)
    return UnsafeRawBufferPointer(start: data, count: Int(length))
  }
}

// SAFETY: the bytes are never written after the blob is made, and HarfBuzz counts its users
// atomically.
extension FontBlob: @unchecked Sendable {}
