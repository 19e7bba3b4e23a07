package import PlacardCore
internal import PlacardSystem

/// A site's folder: `site.json`, `templates/<id>.json`, `fonts/`, and whatever pictures its cards
/// name.
package struct SiteFolder: Sendable {
  /// Absolute, links resolved.
  package let path: String
  /// As the user wrote it, for messages.
  package let name: String
  package let configuration: SiteConfiguration
  /// Of the text of `site.json`; of nothing where there is none.
  package let configurationDigest: Digest

  private static let configurationBytesMax = 1_000_000

  /// Opens the folder and reads its `site.json`, whose absence is not an error.
  package static func open(_ path: String) throws(PipelineError) -> SiteFolder {
    guard let resolved = Directory.resolved(path), FileStatus.of(resolved)?.kind == .directory
    else {
      throw .input(
        InputError(
          .missing, message: "there is no site folder \(path)",
          hint: "--site takes the folder that holds site.json and templates/"))
    }
    let file = FilePath.join(resolved, "site.json")
    guard FileStatus.of(file) != nil else {
      return SiteFolder(
        path: resolved, name: path, configuration: SiteConfiguration(),
        configurationDigest: Digest(of: [UInt8]()))
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(file, bytesMax: configurationBytesMax)
    } catch {
      throw .system(error)
    }
    do throws(InputError) {
      let configuration = try SiteConfiguration.parse(
        bytes, source: FilePath.join(path, "site.json"))
      return SiteFolder(
        path: resolved, name: path, configuration: configuration,
        configurationDigest: Digest(of: bytes))
    } catch {
      throw .input(error)
    }
  }

  /// The files of `templates/`, sorted by id.
  package func templateFiles() throws(PipelineError) -> [(id: String, path: String)] {
    let folder = FilePath.join(path, "templates")
    guard FileStatus.of(folder) != nil else { return [] }
    do throws(SystemError) {
      return try Directory.files(below: folder).filter { $0.hasSuffix(".json") }.sorted().map {
        (id: String($0.dropLast(5)), path: FilePath.join(folder, $0))
      }
    } catch {
      throw .system(error)
    }
  }

  /// The site's font files: those of `site.json`'s list in its order, which are the fallback fonts,
  /// then those of `fonts/` that the list leaves out, which only their family's name reaches.
  package func fontPaths() throws(PipelineError) -> [(path: String, isFallback: Bool)] {
    var found: [(path: String, isFallback: Bool)] = []
    var seen: Set<String> = []
    for (index, entry) in configuration.fonts.enumerated() {
      let place = FilePath.join(path, entry)
      // The default list is the folder `fonts`, which a site need not have.
      if FileStatus.of(place) == nil, configuration.fonts == SiteConfiguration().fonts { continue }
      let files = try fontFiles(at: place, entry: entry, index: index)
      for file in files where seen.insert(file).inserted { found.append((file, true)) }
    }
    let own = FilePath.join(path, "fonts")
    if FileStatus.of(own)?.kind == .directory {
      let files = try fontFiles(at: own, entry: "fonts", index: nil)
      for file in files where seen.insert(file).inserted { found.append((file, false)) }
    }
    return found
  }

  private static let fontExtensions: Set<String> = ["ttf", "otf", "ttc", "otc", "woff", "woff2"]

  /// The file itself, or the font files below a directory in the order of their names.
  private func fontFiles(at place: String, entry: String, index: Int?) throws(PipelineError)
    -> [String]
  {
    let path = index.map { "fonts[\($0)]" } ?? "fonts"
    switch FileStatus.of(place)?.kind {
    case .file: return [place]
    case .directory:
      do throws(SystemError) {
        return try Directory.files(below: place).filter {
          Self.fontExtensions.contains((FilePath.suffix($0) ?? "").lowercased())
        }.sorted().map { FilePath.join(place, $0) }
      } catch {
        throw .system(error)
      }
    default:
      var error = InputError(
        .missingAsset, path: path, message: "there is no font file or directory “\(entry)”",
        hint: "a path from the site's folder or an absolute one; is its package installed?")
      error.source = FilePath.join(name, "site.json")
      throw .input(error)
    }
  }
}
