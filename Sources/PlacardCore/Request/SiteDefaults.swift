/// What a scene takes from its site where the template and the card are silent.
package struct SiteDefaults: Sendable, Hashable {
  /// `defaultFont` as a list; empty where the site names none.
  package var families: [String]
  /// A BCP 47 tag in canonical case.
  package var lang: String

  package init(families: [String] = [], lang: String = "en") {
    self.families = families
    self.lang = lang
  }

  /// The defaults of `site`. Throws when its `defaultFont` is no CSS list of families.
  package init(_ site: SiteConfiguration) throws(InputError) {
    lang = try LanguageTag.canonical(site.lang)
    guard let font = site.defaultFont else {
      families = []
      return
    }
    do throws(InputError) {
      families = try FamilyParser.families(font)
    } catch {
      throw error.within("defaultFont")
    }
  }

  /// The part of a site's defaults that a scene did take; nil is what it did not.
  package struct Used: Sendable, Hashable {
    package var families: [String]?
    package var lang: String?

    package init(families: [String]? = nil, lang: String? = nil) {
      self.families = families
      self.lang = lang
    }
  }
}
