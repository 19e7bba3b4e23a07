/// How long caches may keep pictures, by the kind of their address (FORMAT §7.10); the server says
/// so, and so do the files of an export.
package enum PictureLifetime {
  /// How long what a changing address leads to is taken as it was.
  package static let freshSeconds: Int64 = 300
  /// How long after that it may be shown while a cache asks again.
  package static let staleSeconds: Int64 = 86_400

  /// `Cache-Control` of `/i/…`, whose bytes can never change.
  package static let immutable = "public, max-age=31536000, immutable"
  /// `Cache-Control` of `/c/…` and `/api/render`: what they lead to can.
  package static let changing =
    "public, max-age=\(freshSeconds), stale-while-revalidate=\(staleSeconds)"
}
