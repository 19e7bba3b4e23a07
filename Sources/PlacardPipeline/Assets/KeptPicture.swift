internal import PlacardCore
internal import PlacardSystem

/// A picture that was sent and kept in the site's folder.
package struct KeptPicture: Sendable, Hashable {
  /// From the site's folder, as image_url takes it.
  package var path: String
  package var byteCount: Int
  /// When it was kept, in Unix seconds.
  package var modifiedAt: Int64

  /// The `countMax` of `folder` that were kept last, the newest first; those of one moment in the
  /// order of their names. Files that no upload made are not among them.
  package static func newest(
    in folder: SiteFolder, countMax: Int
  ) throws(PipelineError) -> [KeptPicture] {
    let place = FilePath.join(folder.path, UploadedPicture.folder)
    guard FileStatus.of(place)?.kind == .directory else { return [] }
    let entries: [Directory.Entry]
    do throws(SystemError) { entries = try Directory.entries(place) } catch {
      throw .system(error)
    }
    let kept = entries.compactMap { entry -> (picture: KeptPicture, time: Int64)? in
      guard entry.kind == .file, isUpload(entry.name),
        let status = FileStatus.of(FilePath.join(place, entry.name))
      else { return nil }
      let picture = KeptPicture(
        path: FilePath.join(UploadedPicture.folder, entry.name), byteCount: status.size,
        modifiedAt: status.mtimeNanoseconds / 1_000_000_000)
      return (picture, status.mtimeNanoseconds)
    }
    return kept.sorted {
      ($1.time, $0.picture.path) < ($0.time, $1.picture.path)
    }.prefix(countMax).map(\.picture)
  }

  /// Whether `UploadedPicture` gives that name.
  private static func isUpload(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 2 && Digest(hex: parts[0]) != nil && !parts[1].isEmpty
  }
}
