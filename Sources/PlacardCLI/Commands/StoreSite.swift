internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// The site that a command over a store is about.
enum StoreSite {
  /// What the site's `site.json` says: that of `--site`, else of the folder in which the store lies;
  /// nil when neither is known.
  static func configuration(_ arguments: ParsedArguments) throws -> SiteConfiguration? {
    if let site = arguments.value("--site") { return try SiteFolder.open(site).configuration }
    // A store that is not made yet lies in a folder all the same.
    let store = arguments.required("--store")
    let parent = FilePath.parent(Directory.resolved(store) ?? store)
    guard FileStatus.of(FilePath.join(parent, "site.json")) != nil else { return nil }
    return try SiteFolder.open(parent).configuration
  }
}
