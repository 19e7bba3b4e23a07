internal import CDeflate
import PlacardCore

/// PNG's colour chunks (PNG 3rd ed., 11.3.2), of which the first that is there decides: cICP, iCCP,
/// sRGB, then gAMA with or without cHRM.
struct PNGColor {
  private var codePoints: (primaries: Int, transfer: Int)?
  private var profile: Range<Int>?
  private var isSRGB = false
  private var gamma: Double?
  private var primaries: SourceColor.Primaries?

  /// Takes the chunk `name` whose data lie at `range` in the file.
  mutating func take(_ name: String, _ data: ByteReader, at range: Range<Int>) {
    switch name {
    case "cICP":
      if let primaries = data.byte(0), let transfer = data.byte(1), data.byte(2) == 0 {
        codePoints = (Int(primaries), Int(transfer))
      }
    case "iCCP" where profile == nil: profile = range
    case "sRGB": isSRGB = true
    case "gAMA":
      if let value = data.bigEndian32(0), value > 0 { gamma = Double(value) / 100_000 }
    case "cHRM":
      let numbers = (0..<8).compactMap { data.bigEndian32(4 * $0).map { Double($0) / 100_000 } }
      guard numbers.count == 8, numbers.allSatisfy({ $0 <= 1 }), numbers[1] > 0 else { return }
      primaries = SourceColor.Primaries(
        (numbers[2], numbers[3]), (numbers[4], numbers[5]), (numbers[6], numbers[7]),
        white: (numbers[0], numbers[1]))
    default: break
    }
  }

  /// What `file` says; a profile that does not inflate, or to more than the limit, says nothing.
  func source(in file: UnsafeRawBufferPointer, limits: Limits) -> SourceColor {
    if let codePoints {
      return AVIFColor.codePoints(primaries: codePoints.primaries, transfer: codePoints.transfer)
    }
    if let profile {
      let bytes = Self.inflate(
        UnsafeRawBufferPointer(rebasing: file[profile]), byteCountMax: limits.colorProfileBytesMax)
      if let bytes { return .profile(bytes) }
    }
    guard !isSRGB, let gamma else { return .standard }
    return .primaries(primaries ?? .bt709, .gamma(1 / gamma))
  }

  /// A name of up to 79 bytes, a zero, the method 0, a zlib stream.
  private static func inflate(_ chunk: UnsafeRawBufferPointer, byteCountMax: Int) -> [UInt8]? {
    guard let end = chunk.prefix(80).firstIndex(of: 0), end + 2 < chunk.count, chunk[end + 1] == 0,
      let decompressor = libdeflate_alloc_decompressor()
    else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    let packed = UnsafeRawBufferPointer(rebasing: chunk[(end + 2)...])
    // Pages that nothing is written to cost nothing.
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCountMax, alignment: 16)
    defer { room.deallocate() }
    var count = 0
    let status = libdeflate_zlib_decompress(
      decompressor, packed.baseAddress, packed.count, room.baseAddress, room.count, &count)
    guard status == LIBDEFLATE_SUCCESS else { return nil }
    return Array(room[..<count])
  }
}
