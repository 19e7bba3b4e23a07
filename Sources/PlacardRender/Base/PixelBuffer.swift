/// Memory for pixels, uninitialised when made.
final class PixelBuffer {
  let base: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) {
    self.byteCount = byteCount
    base = UnsafeMutableRawPointer.allocate(byteCount: max(64, byteCount), alignment: 64)
  }

  deinit { base.deallocate() }
}

/// Buffers of one worker between two uses: the page faults of three fresh megabytes cost more time
/// than most layers.
final class BufferPool {
  private var idle: [PixelBuffer] = []
  private var idleBytes = 0
  private let idleBytesMax: Int
  private let idleCountMax = 8

  init(idleBytesMax: Int) { self.idleBytesMax = idleBytesMax }

  /// The smallest idle buffer that is large enough, else a new one.
  func take(byteCount: Int) -> PixelBuffer {
    var best: Int?
    for (index, buffer) in idle.enumerated() where buffer.byteCount >= byteCount {
      if let found = best, idle[found].byteCount <= buffer.byteCount { continue }
      best = index
    }
    guard let best else { return PixelBuffer(byteCount: byteCount) }
    let buffer = idle.remove(at: best)
    idleBytes -= buffer.byteCount
    return buffer
  }

  /// Takes a buffer back that nothing points into any more.
  func give(_ buffer: PixelBuffer) {
    guard buffer.byteCount <= idleBytesMax else { return }
    idle.append(buffer)
    idleBytes += buffer.byteCount
    while idle.count > idleCountMax || idleBytes > idleBytesMax {
      idleBytes -= idle.removeFirst().byteCount
    }
  }
}
