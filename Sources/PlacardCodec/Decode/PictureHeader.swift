package import PlacardCore

/// What a picture file says about itself, found without any decoder.
package struct PictureHeader: Sendable, Hashable {
  package var format: PictureFormat
  /// Pixels as stored, before the orientation is applied.
  package var width: Int
  package var height: Int
  /// EXIF's orientation, 1 (upright) to 8; 1 where the file says nothing sensible.
  package var orientation: Int
  /// Whether the file holds more than one frame: APNG is then decoded as its still picture, an
  /// animated WebP not at all.
  package var isAnimated: Bool

  /// The size as shown.
  package var uprightSize: PixelSize {
    orientation < 5
      ? PixelSize(width: width, height: height) : PixelSize(width: height, height: width)
  }
}
