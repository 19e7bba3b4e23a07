package import PlacardCore
package import PlacardRender
package import PlacardStore

/// A picture made: encoded bytes and the name of their content.
package struct Rendered: Sendable {
  package var key: RenderKey
  package var picture: Artifact

  package init(key: RenderKey, picture: Artifact) {
    self.key = key
    self.picture = picture
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
