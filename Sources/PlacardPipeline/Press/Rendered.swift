package import PlacardCore
package import PlacardRender

/// A picture made: encoded bytes and the name of their content.
package struct Rendered: Sendable {
  package var key: RenderKey
  package var settings: EncodeSettings
  package var size: PixelSize
  package var bytes: [UInt8]
  package var hash: ContentHash

  package init(
    key: RenderKey, settings: EncodeSettings, size: PixelSize, bytes: [UInt8], hash: ContentHash
  ) {
    self.key = key
    self.settings = settings
    self.size = size
    self.bytes = bytes
    self.hash = hash
  }
}

/// A card drawn once and encoded into each of its outputs.
package struct RenderedCard: Sendable {
  package var pictures: [Rendered]
  /// What the renderer met and drew all the same: missing glyphs, text past its box.
  package var notes: [RenderNote]

  package init(pictures: [Rendered], notes: [RenderNote]) {
    self.pictures = pictures
    self.notes = notes
  }
}
