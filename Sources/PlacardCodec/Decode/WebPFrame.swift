/// The place of a frame on an animation's canvas, and its chunks (RFC 9649, 2.7.1.1).
struct WebPFrame {
  let left: Int
  let top: Int
  let width: Int
  let height: Int
  /// Its alpha and colour chunks in the file.
  let chunks: Range<Int>

  /// The frame in an ANMF chunk whose data begin at `start` in the file.
  init(_ chunk: ByteReader, at start: Int) throws(CodecError) {
    guard let left = chunk.littleEndian24(0), let top = chunk.littleEndian24(3),
      let width = chunk.littleEndian24(6), let height = chunk.littleEndian24(9), chunk.count >= 16
    else {
      throw CodecError(
        .truncated, "reading a WebP", "the animation's first frame ends inside its header")
    }
    self.left = 2 * left
    self.top = 2 * top
    self.width = width + 1
    self.height = height + 1
    chunks = start + 16..<start + chunk.count
  }

  /// A still WebP of the frame alone.
  func file(from source: UnsafeRawBufferPointer) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    // An extended file whose canvas is the frame; the alpha flag permits alpha, it does not ask.
    let canvas: [UInt8] =
      Array("VP8X".utf8) + little(10, 4) + [0x10, 0, 0, 0] + little(width - 1, 3)
      + little(height - 1, 3)
    let count = 4 + canvas.count + chunks.count
    return Array("RIFF".utf8) + little(count, 4) + Array("WEBP".utf8) + canvas + source[chunks]
  }
}
