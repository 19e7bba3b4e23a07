package import PlacardCore

/// What `lint` is asked to do. What is nil is as `lint` of `site.json` has it.
package struct LintOptions: Sendable {
  /// Paths of the manifests, in the order in which their cards are read.
  package var manifests: [String]
  /// The site's folder.
  package var site: String
  /// The store's directory; nil for `<site>/.placard`, or none where there is none.
  package var store: String?
  /// Threads.
  package var jobs: Int
  package var rules: LintRules?
  package var fontSizeMin: Double?
  package var contrastMin: Double?
  package var bytesMax: Int?
  package var networks: [Network]?
  /// Makes errors of warnings.
  package var isStrict = false

  package init(manifests: [String], site: String, store: String?) {
    self.manifests = manifests
    self.site = site
    self.store = store
    jobs = Processors.count
  }

  /// The site's settings with what is asked for in their place.
  func settings(of site: LintSettings) -> LintSettings {
    var settings = site
    settings.rules = rules ?? site.rules
    settings.fontSizeMin = fontSizeMin ?? site.fontSizeMin
    settings.contrastMin = contrastMin ?? site.contrastMin
    settings.bytesMax = bytesMax ?? site.bytesMax
    settings.networks = networks ?? site.networks
    return settings
  }
}
