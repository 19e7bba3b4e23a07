/// The exact colours of a picture that has at most 256: then a byte a pixel says all.
struct PNGPalette: ~Copyable {
  /// Open addressing; a slot holds pixel and index + 1, 0 when free. Four times as many slots as
  /// colours keep the probes short.
  private static let slotCount = 1_024
  private let slots: UnsafeMutablePointer<UInt64>
  /// The pixels as in `Bitmap`, those that are not opaque first, ascending: the order does not
  /// depend on where a colour stands in the picture, and `tRNS` may end early.
  private(set) var colours: [UInt32] = []

  init() {
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: 0, count: Self.slotCount)
    colours.reserveCapacity(256)
  }

  deinit { slots.deallocate() }

  /// The bits an index takes in a PNG row.
  var bits: Int {
    switch colours.count {
    case ...2: 1
    case ...4: 2
    case ...16: 4
    default: 8
    }
  }

  /// Makes this the palette of `count` pixels; false, and of no further use, when they have more
  /// than 256 colours. Stops at the 257th, so that a gradient costs next to nothing.
  mutating func collect(_ pixels: UnsafeRawPointer, count: Int) -> Bool {
    slots.update(repeating: 0, count: Self.slotCount)
    colours.removeAll(keepingCapacity: true)
    guard count > 0 else { return true }
    var offset = 0
    var last = ~pixels.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
    while offset < 4 * count {
      let pixel = pixels.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      offset &+= 4
      if pixel == last {
        // Plain areas are passed over by twos.
        let two = UInt64(last) &<< 32 | UInt64(last)
        while offset &+ 8 <= 4 * count,
          pixels.loadUnaligned(fromByteOffset: offset, as: UInt64.self) == two
        { offset &+= 8 }
        continue
      }
      last = pixel
      let slot = slot(of: pixel)
      if slots[slot] != 0 { continue }
      if colours.count == 256 { return false }
      slots[slot] = UInt64(pixel) &<< 16 | 1
      colours.append(pixel)
    }
    order()
    return true
  }

  /// Writes the indices of `count` pixels as a PNG row, leftmost pixel in the highest bits.
  func pack(_ pixels: UnsafeRawPointer, count: Int, to out: UnsafeMutableRawPointer) {
    let bits = bits
    if bits == 8 {
      eachIndex(pixels, count: count) { place, index in
        out.storeBytes(of: index, toByteOffset: place, as: UInt8.self)
      }
      return
    }
    let perByte = 8 / bits
    var gathered: UInt8 = 0
    eachIndex(pixels, count: count) { place, index in
      let left = place % perByte
      gathered |= index &<< UInt8(truncatingIfNeeded: 8 &- bits &* (left &+ 1))
      if left == perByte &- 1 || place == count &- 1 {
        out.storeBytes(of: gathered, toByteOffset: place / perByte, as: UInt8.self)
        gathered = 0
      }
    }
  }

  @inline(__always)
  private func eachIndex(_ pixels: UnsafeRawPointer, count: Int, _ body: (Int, UInt8) -> Void) {
    var last = ~pixels.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
    var index: UInt8 = 0
    for place in 0..<count {
      let pixel = pixels.loadUnaligned(fromByteOffset: 4 &* place, as: UInt32.self)
      if pixel != last {
        last = pixel
        index = UInt8(truncatingIfNeeded: slots[slot(of: pixel)] &- 1)
      }
      body(place, index)
    }
  }

  /// The colours as PNG wants them: `PLTE`, and `tRNS` for those that are not opaque.
  func chunks() -> (plte: [UInt8], trns: [UInt8]) {
    var plte: [UInt8] = []
    var trns: [UInt8] = []
    withUnsafeTemporaryAllocation(byteCount: 4 * colours.count, alignment: 4) { straight in
      guard let base = straight.baseAddress else { return }
      colours.withUnsafeBytes { pixels in
        guard let source = pixels.baseAddress else { return }
        packRGBA(source, count: colours.count, to: base)
      }
      for offset in stride(from: 0, to: straight.count, by: 4) {
        plte.append(contentsOf: straight[offset..<offset + 3])
        if straight[offset + 3] != 255 { trns.append(straight[offset + 3]) }
      }
    }
    return (plte, trns)
  }

  /// The slot that holds `pixel`, or the free one where it belongs.
  private func slot(of pixel: UInt32) -> Int {
    var slot = Int((pixel &* 0x9E37_79B1) &>> 22)
    while slots[slot] != 0 && UInt32(truncatingIfNeeded: slots[slot] &>> 16) != pixel {
      slot = (slot &+ 1) & (Self.slotCount - 1)
    }
    return slot
  }

  private mutating func order() {
    colours.sort { left, right in
      let isLeftOpaque = left >= 0xFF00_0000
      let isRightOpaque = right >= 0xFF00_0000
      return isLeftOpaque == isRightOpaque ? left < right : isRightOpaque
    }
    for (index, colour) in colours.enumerated() {
      slots[slot(of: colour)] = UInt64(colour) &<< 16 | UInt64(index &+ 1)
    }
  }
}
