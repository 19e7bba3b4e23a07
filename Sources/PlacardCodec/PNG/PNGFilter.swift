package import PlacardCore

/// A PNG filter (PNG 3rd ed., 9.2) for all rows of a picture, or a choice for each row.
package enum PNGFilter: UInt8, Sendable, Hashable, CaseIterable {
  case none = 0
  case sub = 1
  case up = 2
  case average = 3
  case paeth = 4
  /// For each row the filter whose output, read as signed bytes, has the least sum of magnitudes.
  case adaptive = 5

  /// The filter that makes `bitmap` smallest at `effort`, found by encoding it with each: done once
  /// for a template, whose cards resemble one another. A tie goes to the cheaper filter.
  package static func trial(of bitmap: borrowing Bitmap, effort: Effort) throws(CodecError)
    -> PNGFilter
  {
    let settings = EncodeSettings(format: .png, effort: effort, quality: 0)
    var encoder = Encoder()
    var best = PNGFilter.none
    var fewest = Int.max
    for filter in allCases {
      let count = try encoder.encode(bitmap, as: settings, filter: filter).count
      if count < fewest {
        fewest = count
        best = filter
      }
    }
    return best
  }

  /// The filter for a row that must not depend on the row above it.
  var withoutRowAbove: PNGFilter {
    switch self {
    case .none, .sub: self
    case .up, .average, .paeth, .adaptive: .sub
    }
  }
}
