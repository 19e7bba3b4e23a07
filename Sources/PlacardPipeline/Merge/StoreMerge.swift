package import PlacardCore
internal import PlacardStore
package import PlacardSystem

/// Puts the published builds of several stores, each with its part of a site's cards, into one store
/// and publishes them there as one build.
package enum StoreMerge {
  /// What a merge did.
  package struct Report: Sendable {
    package var build = 0
    package var cards = 0
    package var pictures = 0
    /// Pictures that the store had not.
    package var copied = 0
    package var copiedBytes = 0
    /// Cards that left the published build.
    package var removed = 0
    package var root: Digest?
    package var seconds = 0.0
  }

  /// Merges the stores at `paths` into the one at `target`, which is made where there is none.
  ///
  /// - Throws: `input` when the stores are not the parts of one build: one is missing or stands
  ///   twice, their templates or settings differ, or two have a card of one id. Then, and when
  ///   `stop` is raised, nothing is published.
  package static func run(
    _ paths: [String], into target: String, stop: StopFlag
  ) throws(PipelineError) -> Report {
    let start = MonotonicInstant.now()
    var known: Set<String> = []
    for path in paths {
      guard let place = Directory.resolved(path) else { continue }
      guard place != Directory.resolved(target) else {
        throw .input(MergePart.error(path, "it is the store to merge into as well"))
      }
      guard known.insert(place).inserted else {
        throw .input(MergePart.error(path, "the store stands twice"))
      }
    }
    var parts: [MergePart] = []
    for path in paths { parts.append(try MergePart(path)) }
    do throws(InputError) { try MergeParts.check(parts) } catch { throw .input(error) }
    var report = try publish(parts, target, stop)
    report.seconds = MonotonicInstant.now().seconds(since: start)
    return report
  }

  private static func publish(
    _ parts: [MergePart], _ target: String, _ stop: StopFlag
  ) throws(PipelineError) -> Report {
    let startedAt = WallClock.unixSeconds()
    var copy: MergeCopy
    do throws(StoreError) {
      let store = try Store.open(at: target, create: true)
      let lock = try BuildLock.acquire(at: target)
      copy = MergeCopy(try store.writer(), try store.reader(), lock, stop)
    } catch {
      throw .store(error)
    }
    return try copy.run(parts, startedAt: startedAt)
  }
}
