internal import CQR
internal import Glibc
internal import PlacardCore

/// The modules of a QR code (ISO/IEC 18004), of the smallest version that holds the data.
struct QRCode {
  /// Modules a side, without the quiet zone: 21 to 177.
  let widthModules: Int
  /// The quiet zone on each side.
  let marginModules: Int
  /// By rows.
  private let dark: [Bool]

  /// Modules a side with the quiet zone.
  var sideModules: Int { widthModules + 2 * marginModules }

  func isDark(column: Int, row: Int) -> Bool { dark[row * widthModules + column] }

  /// nil for no data, which no code can say. The library keeps nothing from call to call but tables
  /// behind a lock of its own.
  ///
  /// - Throws: `tooLarge` where no code of this level holds the data.
  init?(_ content: QRContent) throws(RenderError) {
    let bytes = Array(content.data.utf8)
    guard !bytes.isEmpty else { return nil }
    let level = Self.level(content.errorCorrection)
    guard bytes.count <= Self.byteCountMax else {
      throw Self.tooLong(bytes.count, content.errorCorrection)
    }
    errno = 0
    let code: UnsafeMutablePointer<QRcode>? =
      if bytes.contains(0) {
        QRcode_encodeData(Int32(bytes.count), bytes, 0, level)
      } else {
        // Digits and capitals take less room than other bytes: the library finds the shortest mix.
        content.data.withCString { QRcode_encodeString($0, 0, level, QR_MODE_8, 1) }
      }
    guard let code else {
      let reason = errno
      guard reason == ERANGE else {
        throw RenderError(
          .outOfMemory, "cannot make a QR code: \(String(cString: strerror(reason)))")
      }
      throw Self.tooLong(bytes.count, content.errorCorrection)
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    widthModules = width
    marginModules = min(max(0, content.marginModules), Self.marginModulesMax)
    // The lowest bit says whether a module is dark.
    dark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// No code holds as many digits; the library counts in 32 bits.
  private static let byteCountMax = 7_089
  private static let marginModulesMax = 10_000

  private static func level(_ level: QRContent.ErrorCorrection) -> QRecLevel {
    switch level {
    case .low: QR_ECLEVEL_L
    case .medium: QR_ECLEVEL_M
    case .quartile: QR_ECLEVEL_Q
    case .high: QR_ECLEVEL_H
    }
  }

  /// What version 40 holds in bytes (ISO/IEC 18004 table 7).
  private static func tooLong(
    _ byteCount: Int, _ level: QRContent.ErrorCorrection
  ) -> RenderError {
    let most =
      switch level {
      case .low: 2_953
      case .medium: 2_331
      case .quartile: 1_663
      case .high: 1_273
      }
    return RenderError(
      .tooLarge,
      "\(byteCount) bytes of data are more than a QR code of this errorCorrection holds, about \(most); "
        + "shorten the data or take a lower level")
  }
}
