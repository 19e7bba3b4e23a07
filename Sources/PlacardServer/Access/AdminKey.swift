internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// The key by which the operator of a new store gets in: made by the first start of a server over a
/// store that has no live key for everything, and written beside the store's data.
package struct AdminKey: Sendable {
  /// The key itself.
  package let text: String
  /// The file that holds it, mode 0600.
  package let path: String

  static let fileName = "admin-token"

  /// A new key, committed and written; nil when a live one is there. The file comes first: a key that
  /// nobody can read must not stand in the way of the next start's.
  static func make(
    for store: Store, _ writer: StoreWriterThread
  ) throws(PipelineError) -> AdminKey? {
    let keys: [APIKeyRecord]
    do throws(StoreError) {
      keys = try store.reader().withSnapshot { snapshot throws(StoreError) in
        try snapshot.keys()
      }
    } catch {
      throw .store(error)
    }
    if keys.contains(where: { $0.isLive && $0.has(.admin) }) { return nil }
    var random = SystemRandomNumberGenerator()
    let key = APIKey.make(using: &random)
    let path = FilePath.join(store.path, fileName)
    do throws(SystemError) {
      try FileBytes.replace(path, with: Array((key.text + "\n").utf8), isPrivate: true)
    } catch {
      throw .system(error)
    }
    let record = APIKeyRecord(
      id: APIKey.makeID(using: &random), name: "admin", plan: "",
      scopes: [KeyScope.admin.rawValue], prefix: key.shownPrefix,
      createdAt: WallClock.unixSeconds())
    try writer.putAndWait([.key(secret: key.digest, record)])
    return AdminKey(text: key.text, path: path)
  }
}
