import PlacardCore

/// Planes of 8-bit Y, Cb, Cr and alpha, one behind the other in one block, full range, by BT.601's
/// matrix (ITU-R BT.601-7, 2.5). Our own whole-number conversion: libyuv's gives other last bits on
/// processors with other instructions.
struct YUVLayout {
  enum Sampling {
    /// 4:4:4.
    case full
    /// 4:2:0: one chroma sample for four pixels.
    case quarter
  }

  let width: Int
  let height: Int
  let sampling: Sampling

  init(_ size: PixelSize, sampling: Sampling) {
    width = size.width
    height = size.height
    self.sampling = sampling
  }

  var chromaWidth: Int { sampling == .full ? width : (width + 1) / 2 }
  var chromaHeight: Int { sampling == .full ? height : (height + 1) / 2 }

  /// Where Y (0), Cb, Cr and alpha (3) begin in the block.
  func planeOffset(_ plane: Int) -> Int {
    switch plane {
    case 0: 0
    case 3: width * height + 2 * chromaWidth * chromaHeight
    default: width * height + (plane - 1) * chromaWidth * chromaHeight
    }
  }

  var byteCount: Int { planeOffset(3) + width * height }

  /// Fills Y, Cb and Cr from straight pixels.
  func fill(_ block: UnsafeMutableRawPointer, from pixels: UnsafeRawPointer, order: StraightOrder) {
    // Where red and blue stand in a pixel's word.
    let red: UInt32 = order == .rgba ? 0 : 16
    let words = pixels.assumingMemoryBound(to: UInt32.self)
    let luma = block.assumingMemoryBound(to: UInt8.self)
    let blueness = luma + planeOffset(1)
    let redness = luma + planeOffset(2)
    for index in 0..<width * height {
      let (r, g, b) = Self.channels(words[index], red)
      luma[index] = UInt8(
        truncatingIfNeeded: (r &* 19_595 &+ g &* 38_470 &+ b &* 7_471 &+ 32_768) &>> 16)
      if sampling == .full {
        blueness[index] = Self.blueness(r, g, b, bits: 16)
        redness[index] = Self.redness(r, g, b, bits: 16)
      }
    }
    guard sampling == .quarter else { return }
    for y in 0..<chromaHeight {
      let upper = words + 2 * y * width
      let lower = words + min(2 * y + 1, height - 1) * width
      for x in 0..<chromaWidth {
        let left = 2 * x
        let right = min(left + 1, width - 1)
        var sum: (r: UInt32, g: UInt32, b: UInt32) = (0, 0, 0)
        func add(_ word: UInt32) {
          let (r, g, b) = Self.channels(word, red)
          sum = (sum.r &+ r, sum.g &+ g, sum.b &+ b)
        }
        add(upper[left])
        add(upper[right])
        add(lower[left])
        add(lower[right])
        blueness[y * chromaWidth + x] = Self.blueness(sum.r, sum.g, sum.b, bits: 18)
        redness[y * chromaWidth + x] = Self.redness(sum.r, sum.g, sum.b, bits: 18)
      }
    }
  }

  /// Fills alpha from straight pixels, whose fourth byte it is.
  func fillAlpha(_ block: UnsafeMutableRawPointer, from pixels: UnsafeRawPointer) {
    let words = pixels.assumingMemoryBound(to: UInt32.self)
    let alpha = block.assumingMemoryBound(to: UInt8.self) + planeOffset(3)
    for index in 0..<width * height {
      alpha[index] = UInt8(truncatingIfNeeded: words[index] &>> 24)
    }
  }

  private static func channels(_ word: UInt32, _ red: UInt32) -> (UInt32, UInt32, UInt32) {
    (word &>> red & 255, word &>> 8 & 255, word &>> (16 &- red) & 255)
  }

  /// Cb of channels that add up to `1 << bits` at most when weighed: 128 is none. Pure blue would
  /// be 255.5.
  private static func blueness(_ r: UInt32, _ g: UInt32, _ b: UInt32, bits: UInt32) -> UInt8 {
    let sum = b &* 32_768 &+ middle(bits) &- r &* 11_059 &- g &* 21_709
    return UInt8(truncatingIfNeeded: min(sum &>> bits, 255))
  }

  private static func redness(_ r: UInt32, _ g: UInt32, _ b: UInt32, bits: UInt32) -> UInt8 {
    let sum = r &* 32_768 &+ middle(bits) &- g &* 27_439 &- b &* 5_329
    return UInt8(truncatingIfNeeded: min(sum &>> bits, 255))
  }

  /// 128 and the half that rounds.
  private static func middle(_ bits: UInt32) -> UInt32 { 128 &<< bits | 1 &<< (bits &- 1) }
}
