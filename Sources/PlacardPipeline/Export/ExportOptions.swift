package import PlacardCore
internal import Synchronization

/// What of the published build is written where, for a static host.
package struct ExportOptions: Sendable {
  /// What is written.
  package enum Target: Sendable, Hashable {
    /// Files in a directory, which is made where there is none.
    case folder(String)
    /// A tar of the same files; nil for standard output.
    case tar(String?)
    /// The index alone; nil for standard output.
    case index(String?)
  }

  /// How `/c/…` comes about on the host.
  package enum Aliases: String, Sendable, Hashable, CaseIterable {
    /// A file for every alias, and rules as well while hosts read as many.
    case both
    case files
    /// Rules in `_redirects` alone.
    case rewrites
    /// `/i/…` is all there is.
    case none

    var hasFiles: Bool { self == .both || self == .files }
  }

  package var store: String
  package var target: Target
  /// What addresses begin with, without a slash at its end; nil for paths.
  package var baseURL: String?
  /// Only these; nil for all.
  package var formats: [PictureFormat]?
  package var aliases = Aliases.both
  /// Whether an alias is a file of its own rather than a second name of the picture's.
  package var copies = false
  /// Whether the directory may hold files that are no export's.
  package var merges = false

  package init(store: String, target: Target) {
    self.store = store
    self.target = target
  }
}

/// What an export did.
package struct ExportReport: Sendable {
  package var build = 0
  package var root: Digest?
  package var cards = 0
  /// The cards' pictures, equal ones counted as often as they are named.
  package var pictures = 0
  /// Files under `i/` and `c/`, as the host sees them.
  package var files = 0
  /// Of those, the ones that were not there or differed.
  package var written = 0
  package var writtenBytes = 0
  /// Files of the earlier export that are no longer.
  package var removed = 0
  /// Lines of `_redirects`.
  package var rules = 0
  /// What the user should know.
  package var notes: [String] = []
  /// Aliases that could not be made, by card.
  package var failures: [(card: String, message: String)] = []
  package var seconds = 0.0
}

/// What a running export has done so far; written by its thread, read by whoever shows it.
package final class ExportProgress: Sendable {
  private let total = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let bytes = Atomic<Int>(0)

  package init() {}

  /// Numbers of one moment: pictures to write, pictures looked at, bytes written.
  package var snapshot: (total: Int, done: Int, bytes: Int) {
    (
      total.load(ordering: .relaxed), done.load(ordering: .relaxed), bytes.load(ordering: .relaxed)
    )
  }

  func expect(pictures: Int) { total.store(pictures, ordering: .relaxed) }

  func finish(picture byteCount: Int) {
    done.add(1, ordering: .relaxed)
    bytes.add(byteCount, ordering: .relaxed)
  }
}
