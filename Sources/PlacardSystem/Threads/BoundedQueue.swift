/// A first-in-first-out queue of at most `capacity` elements between threads.
package final class BoundedQueue<Element: Sendable> {
  /// How a wait for an element ended.
  package enum PopResult {
    case element(Element)
    case timedOut
    /// Closed, and everything that was in it has been taken.
    case closed
  }

  package let capacity: Int
  private let monitor = Monitor()
  private let ring: UnsafeMutablePointer<Element>
  private var first = 0
  private var held = 0
  private var isClosed = false

  package init(capacity: Int) {
    precondition(capacity > 0)
    self.capacity = capacity
    // Untouched pages of a large ring cost address space only.
    ring = .allocate(capacity: capacity)
  }

  deinit {
    while held > 0 { _ = takeFirst() }
    ring.deallocate()
  }

  /// How many elements wait now.
  package var count: Int {
    monitor.lock()
    defer { monitor.unlock() }
    return held
  }

  /// Adds at the end, waiting for room; false, and nothing added, once the queue is closed.
  package func push(_ element: Element) -> Bool {
    monitor.lock()
    defer { monitor.unlock() }
    while held == capacity && !isClosed { monitor.wait(.emptied) }
    guard !isClosed else { return false }
    putLast(element)
    monitor.wakeOne(.filled)
    return true
  }

  /// Adds at the end if there is room now; false when full or closed.
  package func tryPush(_ element: Element) -> Bool {
    monitor.lock()
    defer { monitor.unlock() }
    guard held < capacity && !isClosed else { return false }
    putLast(element)
    monitor.wakeOne(.filled)
    return true
  }

  /// The first element, waiting for one; nil once the queue is closed and drained.
  package func pop() -> Element? {
    monitor.lock()
    defer { monitor.unlock() }
    while held == 0 && !isClosed { monitor.wait(.filled) }
    guard held > 0 else { return nil }
    monitor.wakeOne(.emptied)
    return takeFirst()
  }

  /// The first element, waiting for one until `deadline`.
  package func pop(until deadline: MonotonicInstant) -> PopResult {
    monitor.lock()
    defer { monitor.unlock() }
    while held == 0 && !isClosed {
      if !monitor.wait(.filled, until: deadline) { break }
    }
    guard held > 0 else { return isClosed ? .closed : .timedOut }
    monitor.wakeOne(.emptied)
    return .element(takeFirst())
  }

  /// Up to `max` elements that are there now; does not wait.
  package func popAll(max: Int = .max) -> [Element] {
    monitor.lock()
    defer { monitor.unlock() }
    let count = Swift.min(max, held)
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(takeFirst()) }
    if count > 0 { monitor.wakeAll(.emptied) }
    return elements
  }

  /// Refuses further elements and wakes everybody; what is in it can still be taken.
  package func close() {
    monitor.lock()
    defer { monitor.unlock() }
    isClosed = true
    monitor.wakeAll(.filled)
    monitor.wakeAll(.emptied)
  }

  private func putLast(_ element: Element) {
    var index = first + held
    if index >= capacity { index -= capacity }
    (ring + index).initialize(to: element)
    held += 1
  }

  private func takeFirst() -> Element {
    let element = (ring + first).move()
    first = first + 1 == capacity ? 0 : first + 1
    held -= 1
    return element
  }
}

extension BoundedQueue.PopResult: Sendable {}

// SAFETY: `first`, `held`, `isClosed` and the ring are touched only with the monitor locked, or in
// deinit when nobody else has the queue.
extension BoundedQueue: @unchecked Sendable {}
