internal import Synchronization

/// Requests and answers of one label: what a handler calls the kind of a request (`HTTPReply.label`).
package struct LabelTotals: Sendable, Hashable {
  /// Requests that reached the handler.
  package var requests = 0
  /// Answers of status 200–299, 300–399, 400–499, 500–599; refusals by the layer itself have the
  /// label 0, unless the handler had promised an answer.
  package var answers = [0, 0, 0, 0]
  /// Answers by their remark (`OwnedResponse.remark`).
  package var remarks = [Int](repeating: 0, count: LabelCounters.remarkCount)

  package init() {}
}

/// One loop's totals by label, written by that loop alone and read by anybody.
final class LabelCounters {
  /// Of each label: requests, the four classes of answers, the remarks.
  private let cells: UnsafeMutablePointer<Atomic<Int>>
  let labelCount: Int
  static let remarkCount = 8
  private static let width = 5 + remarkCount

  init(labelCount: Int) {
    self.labelCount = labelCount
    let count = labelCount * Self.width
    // A loop's cells share no cache line with another's.
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(64, count * MemoryLayout<Atomic<Int>>.stride), alignment: 64)
    cells = memory.bindMemory(to: Atomic<Int>.self, capacity: count)
    for index in 0..<count { (cells + index).initialize(to: Atomic(0)) }
  }

  deinit {
    cells.deinitialize(count: labelCount * Self.width)
    UnsafeMutableRawPointer(cells).deallocate()
  }

  /// Counts a request in.
  func request(_ label: UInt8) { increment(Int(label) * Self.width) }

  /// Counts an answer of that status, 200 to 599, and its remark, 0 to 7.
  func answer(_ label: UInt8, status: Int, remark: UInt8) {
    let first = Int(label) * Self.width
    increment(first + min(max(status / 100 - 1, 1), 4))
    increment(first + 5 + Int(remark & 7))
  }

  /// Load and store suffice, since there is one writer.
  private func increment(_ index: Int) {
    precondition(index < labelCount * Self.width, "a label is below labelCount")
    cells[index].store(cells[index].load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  }

  func add(_ label: Int, to totals: inout LabelTotals) {
    let first = cells + label * Self.width
    totals.requests += first[0].load(ordering: .relaxed)
    for index in 0..<4 { totals.answers[index] += first[index + 1].load(ordering: .relaxed) }
    for index in 0..<Self.remarkCount {
      totals.remarks[index] += first[index + 5].load(ordering: .relaxed)
    }
  }
}

// SAFETY: the pointer is constant and its cells are atomic; they live as long as the object.
extension LabelCounters: @unchecked Sendable {}
