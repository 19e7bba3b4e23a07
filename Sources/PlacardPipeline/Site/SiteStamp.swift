internal import PlacardCore
internal import PlacardSystem

/// What a running server has read of a site once and for all: its settings and its fonts. Another
/// stamp means that it must be started anew to show them.
package struct SiteStamp: Sendable, Hashable {
  private var configuration: Digest
  private var fonts: [Font]

  private struct Font: Sendable, Hashable {
    var path: String
    var status: FileStatus?
  }

  /// The files of fonts that lie outside of the site's folder.
  package let outerFonts: [String]

  /// Of the site as it is now. Throws when its settings cannot be read, or name fonts that are not
  /// there.
  package init(of site: String) throws(PipelineError) {
    let folder = try SiteFolder.open(site)
    configuration = folder.configurationDigest
    let paths = try folder.fontPaths().map(\.path)
    fonts = paths.map { Font(path: $0, status: FileStatus.of($0)) }
    outerFonts = paths.filter { !$0.hasPrefix(folder.path + "/") }
  }
}
