package import PlacardCore

/// Bitmaps to files. One for each worker: it owns the buffers and handles of its encoders, and
/// uses them again.
///
/// The same bitmap and settings give the same bytes, from any encoder, whatever it did before.
package struct Encoder: ~Copyable {
  private var png = PNGEncoder()
  private var jpeg = JPEGEncoder()
  private var webp = WebPEncoder()
  private var avif = AVIFEncoder()

  package init() {}

  /// The file of `bitmap`. PNG is lossless and takes `filter`, which other formats ignore; JPEG
  /// lays a bitmap that is not opaque on white; WebP and AVIF keep its alpha.
  ///
  /// Throws when an encoder refuses the picture: a side past the format's own maximum (65,535 for
  /// JPEG, 16,383 for WebP, 32,768 for AVIF), or no memory.
  package mutating func encode(
    _ bitmap: borrowing Bitmap, as settings: EncodeSettings, filter: PNGFilter
  ) throws(CodecError) -> [UInt8] {
    switch settings.format {
    case .png:
      return try png.encode(bitmap, effort: settings.effort, filter: filter)
    case .jpeg:
      return try jpeg.encode(bitmap, effort: settings.effort, quality: settings.quality)
    case .webp:
      return try webp.encode(bitmap, effort: settings.effort, quality: settings.quality)
    case .avif:
      return try avif.encode(bitmap, effort: settings.effort, quality: settings.quality)
    }
  }

  /// The PNG of a card made on the base of `bands`: the same picture as a plain encoding, at the
  /// cost of the rows in `bands.rows`. A card that differs from the base in other rows is encoded
  /// whole; so is one for which a palette will do.
  package mutating func encode(_ card: borrowing Bitmap, with bands: PNGBands)
    throws(CodecError) -> [UInt8]
  {
    try png.encode(card, with: bands)
  }
}
