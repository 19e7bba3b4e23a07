package import PlacardSystem
internal import Synchronization

/// How long something took, over and over: counts in fixed classes, and the sum. Any thread may add
/// and read.
package final class DurationHistogram {
  /// The classes' upper ends in seconds, from what a small card takes to what the deadline allows;
  /// longer times are in none but the count.
  package static let bounds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  /// The times so far. While others add, the counts may be ahead of the sum.
  package struct Totals: Sendable, Hashable {
    /// Of times up to the bound of the same index, shorter ones included.
    package var counts: [Int]
    package var count: Int
    package var sumSeconds: Double
  }

  private static let boundsNanoseconds = bounds.map { UInt64($0 * 1e9) }

  /// Atomics stand in no array.
  private let cells: UnsafeMutablePointer<Atomic<Int>>
  private let sumNanoseconds = Atomic<UInt64>(0)
  private static var cellCount: Int { bounds.count + 1 }

  /// One without times.
  package init() {
    cells = .allocate(capacity: Self.cellCount)
    for index in 0..<Self.cellCount { (cells + index).initialize(to: Atomic(0)) }
  }

  deinit {
    cells.deinitialize(count: Self.cellCount)
    cells.deallocate()
  }

  /// Adds one time.
  package func add(nanoseconds: UInt64) {
    let bounds = Self.boundsNanoseconds
    let index = bounds.firstIndex { nanoseconds <= $0 } ?? bounds.count
    cells[index].wrappingAdd(1, ordering: .relaxed)
    sumNanoseconds.wrappingAdd(nanoseconds, ordering: .relaxed)
  }

  /// Adds the time since `start`.
  package func add(since start: MonotonicInstant) {
    add(nanoseconds: MonotonicInstant.now().nanoseconds(since: start))
  }

  /// What was added so far.
  package var totals: Totals {
    let sum = Double(sumNanoseconds.load(ordering: .relaxed)) / 1e9
    var counts: [Int] = []
    var count = 0
    for index in 0..<Self.cellCount {
      count += cells[index].load(ordering: .relaxed)
      if index < Self.bounds.count { counts.append(count) }
    }
    return Totals(counts: counts, count: count, sumSeconds: sum)
  }
}

// SAFETY: the pointer is constant and its cells are atomic; they live as long as the object.
extension DurationHistogram: @unchecked Sendable {}
