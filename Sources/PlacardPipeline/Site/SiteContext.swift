package import PlacardCodec
package import PlacardCore
package import PlacardRender
internal import PlacardSystem

/// Everything of a site that a picture depends on besides its card: fonts, encode settings, defaults
/// and the renderer itself. Immutable; shared by all threads.
package struct SiteContext: Sendable {
  package let folder: SiteFolder
  package let fonts: FontLibrary
  package let files: FileDigests
  /// The site's encode settings, or a build's own.
  package let profile: EncodeProfile
  package let defaults: SiteDefaults
  /// The digest of the versions of everything that can change a byte.
  package let fingerprint: Digest

  package var limits: Limits { folder.configuration.limits }

  /// A font file is read whole into a digest; the largest CJK collections have 30 MB.
  private static let fontBytesMax = 256_000_000

  /// Reads the site's fonts. `profile` replaces the site's encode settings.
  package static func load(
    _ folder: SiteFolder, files: FileDigests, profile: EncodeProfile? = nil
  ) throws(PipelineError) -> SiteContext {
    var fontFiles: [FontFile] = []
    for font in try folder.fontPaths() {
      do throws(SystemError) {
        guard let digest = try files.digest(of: font.path, bytesMax: fontBytesMax) else { continue }
        fontFiles.append(FontFile(path: font.path, digest: digest, isFallback: font.isFallback))
      } catch {
        throw .system(error)
      }
    }
    do throws(RenderError) {
      let fonts = try FontLibrary.load(fontFiles)
      let configuration = folder.configuration
      let defaultFont = try defaultFamily(configuration, fonts)
      return SiteContext(
        folder: folder, fonts: fonts, files: files, profile: profile ?? configuration.encode,
        defaults: SiteDefaults(fontFamilies: defaultFont, lang: configuration.lang),
        fingerprint: Digest(of: RendererVersions.text + "\n" + CodecVersions.text))
    } catch {
      throw .render(error)
    }
  }

  /// `defaultFont`, which must be one of the site's, else the first family of the font list.
  private static func defaultFamily(
    _ configuration: SiteConfiguration, _ fonts: FontLibrary
  ) throws(RenderError) -> [String] {
    guard let name = configuration.defaultFont else {
      return fonts.families.first.map { [$0.name] } ?? []
    }
    guard fonts.unknownFamilies([name]).isEmpty else {
      let near = fonts.nearestFamily(to: name)
      throw RenderError(
        .missingFont,
        "site.json: defaultFont: the site has no font family “\(name)”"
          + (near.map { "; the nearest is “\($0)”" } ?? ""))
    }
    return [name]
  }

  /// The digests of every font file that a text with these families can reach (FORMAT: its list,
  /// then the site's fallback list), in order.
  package func fontDigests(for families: [String]) -> [Digest] {
    fonts.reach(families).map { fonts.files[$0].digest }
  }
}

/// What a process must do before its first thread so that pictures depend on no environment
/// variable.
package enum RenderEnvironment {
  package static func isolate() { FontLibrary.isolateEnvironment() }
}
