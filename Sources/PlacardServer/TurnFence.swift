internal import Glibc
internal import Synchronization

/// Tells when no loop can answer from an older snapshot any more.
///
/// A loop holds one snapshot for a turn: what was committed meanwhile it sees in its next. Whoever
/// must not be followed by an old answer commits, waits here, and answers then.
final class TurnFence: Sendable {
  /// How often a loop has begun or ended a turn; odd within one. Written by its thread alone.
  private final class Count: Sendable {
    let value = Atomic<UInt64>(0)
  }

  private let counts: [Count]
  private let pauseMicroseconds: UInt32 = 50

  init(loopCount: Int) {
    counts = (0..<loopCount).map { _ in Count() }
  }

  /// Notes that the loop begins a turn; it takes its snapshot after that.
  func turnBegan(_ loop: Int) {
    counts[loop].value.wrappingAdd(1, ordering: .relaxed)
    // Either the one who waits sees the turn, or the turn sees what was committed before the wait:
    // this note must be out before the snapshot is taken.
    atomicMemoryFence(ordering: .sequentiallyConsistent)
  }

  /// Notes that the loop has given its snapshot up.
  func turnEnded(_ loop: Int) {
    counts[loop].value.wrappingAdd(1, ordering: .releasing)
  }

  /// Waits until every loop that is within a turn has ended it. Not for a loop's own thread.
  func wait() {
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    for count in counts {
      let seen = count.value.load(ordering: .acquiring)
      guard seen % 2 == 1 else { continue }
      while count.value.load(ordering: .acquiring) == seen { usleep(pauseMicroseconds) }
    }
  }
}
