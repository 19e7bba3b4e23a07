package import PlacardCore

/// A card made exact: what to draw, and under which key each of its pictures is stored.
package struct PlannedCard: Sendable {
  /// One encoding of the card.
  package struct Output: Sendable, Hashable {
    package var settings: EncodeSettings
    package var key: RenderKey

    package init(settings: EncodeSettings, key: RenderKey) {
      self.settings = settings
      self.key = key
    }
  }

  package var template: Template
  /// With the digests of its pictures filled in.
  package var scene: Scene
  /// The leading layers that this card has in common with the template's default card.
  package var baseLayerCount: Int
  /// The device rows that the card's overrides may touch; nil for all.
  package var ownRows: Range<Int>?
  /// Whether its picture is looked at and not kept: a PNG is made in the least time, since nobody else
  /// will be sent its bytes.
  package var isFleeting = false
  package var outputs: [Output]
  /// What the card changes of its template, as canonical JSON.
  package var canonical: [UInt8]
  /// What of the site is in its keys.
  package var surroundings: Surroundings

  /// As `CardInputs.Surroundings`, in full.
  package struct Surroundings: Sendable {
    package var assets: [Digest]
    package var fonts: [Digest]
    package var defaults: SiteDefaults.Used
    package var fingerprint: Digest

    /// Their marks, which take hashing.
    package var marks: CardInputs.Surroundings {
      CardInputs.Surroundings(
        assets: assets, fonts: fonts, defaults: defaults, fingerprint: fingerprint)
    }
  }

  package init(
    template: Template, scene: Scene, baseLayerCount: Int, ownRows: Range<Int>?,
    outputs: [Output], canonical: [UInt8], surroundings: Surroundings
  ) {
    self.surroundings = surroundings
    self.template = template
    self.scene = scene
    self.baseLayerCount = baseLayerCount
    self.ownRows = ownRows
    self.outputs = outputs
    self.canonical = canonical
  }

  /// What the picture encoded with `settings` is drawn from.
  package func inputs(_ settings: EncodeSettings) -> CardInputs {
    CardInputs(
      templateID: template.id, revision: template.revision, canonical: canonical,
      size: scene.size, scale: scene.scale, encode: settings, surroundings: surroundings.marks)
  }
}
