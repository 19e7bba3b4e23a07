internal import PlacardCore

/// When remote pictures whose bytes the store has are asked for again: the asset lock's rule.
package enum RemoteTrust: Sendable, Hashable {
  /// Those of cards that must be drawn, once the site's `assetTtlSeconds` are over.
  case untilStale
  /// All that any card shows, once each (`--refresh`).
  case never
  /// None, and what the store has not is not fetched either: no socket is opened (`--offline`).
  case always
}

private let offlineMessage = "it was never fetched before, and nothing is fetched offline"

extension PipelineError {
  /// For a remote picture that is wanted offline and was never fetched.
  static func offline(_ url: String) -> PipelineError {
    .notFetched(
      NotFetched(
        address: url, message: offlineMessage, detail: "run once without --offline",
        isRefused: false))
  }
}

extension InputError {
  /// The same of a build's card, whose other cards go on.
  static func offline(_ url: String) -> InputError {
    InputError(
      .missingAsset, message: "cannot fetch \(url): \(offlineMessage)",
      hint: "build once without --offline")
  }
}
