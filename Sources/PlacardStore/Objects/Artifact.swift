package import PlacardCore

/// An encoded picture on its way into the store, named by its bytes.
package struct Artifact: Sendable {
  package let hash: ContentHash
  package let format: PictureFormat
  /// Device pixels.
  package let size: PixelSize
  package let body: [UInt8]

  /// Hashes `body`; make it where there is time, not on the writer's thread.
  package init(format: PictureFormat, size: PixelSize, body: [UInt8]) {
    precondition(
      size.width >= 0 && size.height >= 0 && body.count <= UInt32.max, "a picture of this world")
    self.hash = ContentHash(of: body)
    self.format = format
    self.size = size
    self.body = body
  }
}
