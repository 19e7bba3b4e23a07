package import PlacardCore

/// What a picture file says about itself, found without any decoder.
package struct PictureHeader: Sendable, Hashable {
  package var format: SourceFormat
  /// Pixels as stored, before the orientation is applied.
  package var width: Int
  package var height: Int
  /// EXIF's orientation, 1 (upright) to 8, or the one that an AVIF's turns come to; 1 where the file says nothing sensible.
  package var orientation: Int
  /// Whether the file holds more than one frame: APNG and AVIF are then decoded as their still
  /// picture, the others as their first frame.
  package var isAnimated: Bool

  /// The size as shown.
  package var uprightSize: PixelSize {
    orientation < 5
      ? PixelSize(width: width, height: height) : PixelSize(width: height, height: width)
  }
}
