internal import Synchronization

/// What a running build has done so far; written by its threads, read by whoever shows it.
package final class BuildProgress: Sendable {
  private let bytesRead = Atomic<Int>(0)
  private let bytesTotal = Atomic<Int>(0)
  private let planned = Atomic<Int>(0)
  private let rendered = Atomic<Int>(0)
  private let reused = Atomic<Int>(0)
  private let failed = Atomic<Int>(0)
  private let bytesMade = Atomic<Int>(0)
  private let isPlanned = Atomic<Bool>(false)

  package init() {}

  /// Numbers of one moment.
  package struct Snapshot: Sendable {
    /// Share of the manifests' bytes that has been read, 0 to 1.
    package var manifestShare: Double
    /// Pictures whose fate is known or will be: grows until the manifests are read.
    package var pictures: Int
    package var rendered: Int
    package var reused: Int
    package var failed: Int
    package var bytesMade: Int
    /// Whether the manifests have been read to their end.
    package var isPlanned: Bool

    package var done: Int { rendered + reused + failed }

    /// Share of the work that is done, 0 to 1, as far as it can be known yet.
    package var share: Double {
      guard pictures > 0 else { return 0 }
      return Double(done) / Double(pictures) * (isPlanned ? 1 : manifestShare)
    }
  }

  package var snapshot: Snapshot {
    let total = bytesTotal.load(ordering: .relaxed)
    return Snapshot(
      manifestShare: total > 0 ? Double(bytesRead.load(ordering: .relaxed)) / Double(total) : 1,
      pictures: planned.load(ordering: .relaxed), rendered: rendered.load(ordering: .relaxed),
      reused: reused.load(ordering: .relaxed), failed: failed.load(ordering: .relaxed),
      bytesMade: bytesMade.load(ordering: .relaxed), isPlanned: isPlanned.load(ordering: .relaxed))
  }

  func expect(manifestBytes: Int) { bytesTotal.add(manifestBytes, ordering: .relaxed) }
  func read(manifestBytes: Int) { bytesRead.add(manifestBytes, ordering: .relaxed) }
  func plan(pictures: Int) { planned.add(pictures, ordering: .relaxed) }
  func planEnded() { isPlanned.store(true, ordering: .relaxed) }
  func reuse(pictures: Int) { reused.add(pictures, ordering: .relaxed) }
  func fail(pictures: Int) { failed.add(pictures, ordering: .relaxed) }

  func render(bytes: Int) {
    rendered.add(1, ordering: .relaxed)
    bytesMade.add(bytes, ordering: .relaxed)
  }
}
