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

  /// The filters that a trial at `effort` weighs, the cheapest first. A choice for each row costs as
  /// much again as a card's deflating at `balanced` and saves one or two bytes in a hundred: it is
  /// left to `small`. The average filter has never won a trial worth winning.
  package static func candidates(for effort: Effort) -> [PNGFilter] {
    switch effort {
    case .fast: [.none, .up]
    case .balanced: [.none, .sub, .up, .paeth]
    case .small: allCases
    }
  }

  /// The candidate that makes `bitmap` smallest at `effort`, found by encoding it with each: done
  /// once for a template, whose cards resemble one another. A tie goes to the cheaper filter.
  package static func trial(of bitmap: borrowing Bitmap, effort: Effort) throws(CodecError)
    -> PNGFilter
  {
    let settings = EncodeSettings(format: .png, effort: effort, quality: 0)
    var encoder = Encoder()
    var best = PNGFilter.none
    var fewest = Int.max
    for filter in candidates(for: effort) {
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
