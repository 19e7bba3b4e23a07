internal import PlacardCodec
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
  static let fontBytesMax = 256_000_000

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
    let fonts: FontLibrary
    do throws(RenderError) { fonts = try FontLibrary.load(fontFiles) } catch {
      throw .render(error)
    }
    return SiteContext(
      folder: folder, fonts: fonts, files: files,
      profile: profile ?? folder.configuration.encode,
      defaults: try defaults(folder, fonts),
      fingerprint: Digest(of: RendererVersions.text + "\n" + CodecVersions.text))
  }

  /// `defaultFont`, of which the site must have at least one family, else the first family of the
  /// font list.
  private static func defaults(
    _ folder: SiteFolder, _ fonts: FontLibrary
  ) throws(PipelineError) -> SiteDefaults {
    do throws(InputError) {
      var defaults = try SiteDefaults(folder.configuration)
      let unknown = fonts.unknownFamilies(defaults.families)
      if let first = unknown.first, unknown.count == defaults.families.count {
        let near = fonts.nearestFamily(to: first)
        throw InputError(
          .unknownFont, path: "defaultFont", message: "the site has no font family “\(first)”",
          hint: near.map { "the nearest is “\($0)”" })
      }
      if defaults.families.isEmpty { defaults.families = fonts.families.prefix(1).map(\.name) }
      return defaults
    } catch {
      var error = error
      error.source = FilePath.join(folder.name, "site.json")
      throw .input(error)
    }
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
  /// Takes the variables that font and drawing libraries read out of the environment.
  package static func isolate() { FontLibrary.isolateEnvironment() }
}
