/// The one thing we want from EXIF (CIPA DC-008): how the camera was held.
enum Exif {
  /// The orientation, 1 to 8, in a TIFF structure; nil when absent or malformed, which is then no
  /// reason to refuse the picture.
  static func orientation(_ block: ByteReader) -> Int? {
    // Some writers keep JPEG's prefix where PNG wants none.
    let tiff = block.matches("Exif\0\0", at: 0) ? block.slice(6..<block.count) : block
    guard let tiff else { return nil }
    let isLittle = tiff.matches([0x49, 0x49, 0x2A, 0x00], at: 0)
    guard isLittle || tiff.matches([0x4D, 0x4D, 0x00, 0x2A], at: 0) else { return nil }
    func word(_ offset: Int) -> Int? {
      isLittle ? tiff.littleEndian16(offset) : tiff.bigEndian16(offset)
    }
    func long(_ offset: Int) -> Int? {
      isLittle ? tiff.littleEndian32(offset) : tiff.bigEndian32(offset)
    }
    guard let directory = long(4), let entries = word(directory) else { return nil }
    for index in 0..<entries {
      let entry = directory + 2 + 12 * index
      guard let tag = word(entry) else { return nil }
      guard tag == 0x0112 else { continue }
      // Type 3 is SHORT; a single one lies in the entry itself.
      guard word(entry + 2) == 3, long(entry + 4) == 1, let value = word(entry + 8) else {
        return nil
      }
      return (1...8).contains(value) ? value : nil
    }
    return nil
  }
}
