/// A QR code (ISO/IEC 18004) in the middle of its layer's content box, as large as whole device
/// pixels a module allow.
package struct QRContent: Sendable, Hashable {
  /// How much of the code may be lost: 7, 15, 25, 30 %.
  package enum ErrorCorrection: UInt8, Sendable, Hashable, CaseIterable {
    case low, medium, quartile, high
  }

  /// What a reader reads, as UTF-8.
  package var data: String
  /// Of the dark modules; the light ones show the layer's background.
  package var color: Paint
  package var errorCorrection: ErrorCorrection
  /// The quiet zone on each side.
  package var marginModules: Int

  package init(
    data: String, color: Paint = .color(.black), errorCorrection: ErrorCorrection = .medium,
    marginModules: Int = 4
  ) {
    self.data = data
    self.color = color
    self.errorCorrection = errorCorrection
    self.marginModules = marginModules
  }
}
