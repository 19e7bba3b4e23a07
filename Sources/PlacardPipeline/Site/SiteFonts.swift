package import PlacardCore
internal import PlacardRender
internal import PlacardSystem

/// What a site's texts may be drawn with, for those who choose.
package struct SiteFonts: Sendable, Hashable {
  /// The faces of one name.
  package struct Family: Sendable, Hashable {
    package var name: String
    /// Whether texts of other families reach it for what those lack.
    package var isFallback: Bool
    package var hasItalic: Bool
    package var weights: [ClosedRange<Double>]
    package var axes: [Axis]
    package var styles: [Style]
  }

  /// One face of a family.
  package struct Style: Sendable, Hashable {
    /// Its path from the site's folder; of one that lies elsewhere the name alone, since where this
    /// machine keeps its fonts is nobody's business.
    package var file: String
    /// Of the file's bytes; nil where the file is a collection, from which a style cannot be named.
    package var digest: Digest?
    /// `normal`, `italic` or `oblique`.
    package var slant: String
    /// One weight, or the range of an axis.
    package var weights: ClosedRange<Double>
    /// As in `font-stretch`, in percent.
    package var stretch: Double
    package var axes: [Axis]
    /// Whether its glyphs bring their own colours.
    package var isColor: Bool
  }

  /// A variation axis.
  package struct Axis: Sendable, Hashable {
    package var tag: String
    package var range: ClosedRange<Double>
    package var standard: Double
  }

  /// In the order of the site's list.
  package let families: [Family]
  /// The families of texts that name none.
  package let defaultFamilies: [String]

  init(_ context: SiteContext) {
    let folder = context.folder.path + "/"
    let files = context.fonts.files.map { file in
      file.path.hasPrefix(folder)
        ? String(file.path.dropFirst(folder.count)) : FilePath.name(file.path)
    }
    func axes(_ axes: [FontAxis]) -> [Axis] {
      axes.map { axis in
        let low = min(axis.minimum, axis.maximum)
        return Axis(
          tag: axis.tag, range: low...max(low, axis.maximum), standard: axis.standard)
      }
    }
    families = context.fonts.families.map { family in
      Family(
        name: family.name, isFallback: family.isFallback, hasItalic: family.hasItalic,
        weights: family.weights, axes: axes(family.axes),
        styles: family.styles.map {
          Style(
            file: files[$0.file],
            digest: $0.isInCollection ? nil : context.fonts.files[$0.file].digest,
            slant: "\($0.slant)", weights: $0.weights, stretch: $0.stretch, axes: axes($0.axes),
            isColor: $0.isColor)
        })
    }
    defaultFamilies = context.defaults.families
  }
}

extension SiteContext {
  /// The site's fonts as their users see them.
  package var listedFonts: SiteFonts { SiteFonts(self) }
}
