package import PlacardCore
internal import Synchronization

/// What the render threads have done. Any thread may add and read.
package final class RenderMeters: Sendable {
  /// From a card's scene to its pixels.
  package let render = DurationHistogram()
  private let encodes = PictureFormat.allCases.map { _ in DurationHistogram() }
  private let failures = Atomic<Int>(0)

  /// Everything at nought.
  package init() {}

  /// From pixels to a file of that format.
  package func encode(_ format: PictureFormat) -> DurationHistogram {
    encodes[Int(format.rawValue) - 1]
  }

  /// Jobs that ended with an error, those that began too late included.
  package var failureCount: Int { failures.load(ordering: .relaxed) }

  func addFailure() { failures.wrappingAdd(1, ordering: .relaxed) }
}
