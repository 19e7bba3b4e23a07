package import PlacardCore

/// A stored picture, where it lies in the map.
///
/// Its pointers are good while the snapshot is that it was found in. An object's bytes keep their
/// place for two minutes after its last name is gone, but that holds for the map of this process
/// only while it is open.
package struct ObjectView {
  package let format: PictureFormat
  /// Device pixels.
  package let size: PixelSize
  private let value: UnsafeRawBufferPointer
  private let fieldsCount: Int
  private let etagStart: Int
  private let bodyCount: Int

  init(
    format: PictureFormat, size: PixelSize, value: UnsafeRawBufferPointer, fieldsCount: Int,
    etagStart: Int, bodyCount: Int
  ) {
    self.format = format
    self.size = size
    self.value = value
    self.fieldsCount = fieldsCount
    self.etagStart = etagStart
    self.bodyCount = bodyCount
  }

  /// Content-Type, Content-Length, X-Content-Type-Options, ETag, the blank line, the body.
  package var fieldsAndBody: UnsafeRawBufferPointer { slice(0, fieldsCount + bodyCount) }

  /// The same without the body: an answer to HEAD.
  package var fieldsOnly: UnsafeRawBufferPointer { slice(0, fieldsCount) }

  /// ETag and the blank line: an answer with status 304.
  package var notModifiedFields: UnsafeRawBufferPointer { slice(etagStart, fieldsCount) }

  /// The encoded picture.
  package var body: UnsafeRawBufferPointer { slice(fieldsCount, fieldsCount + bodyCount) }

  /// The entity tag, with its quotes: 66 bytes.
  package var etag: UnsafeRawBufferPointer {
    slice(etagStart + "ETag: ".utf8.count, fieldsCount - "\r\n\r\n".utf8.count)
  }

  private func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: value[ObjectRecord.headerBytes + start..<ObjectRecord.headerBytes + end])
  }
}
