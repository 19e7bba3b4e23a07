internal import PlacardCore

/// The choice of a face within a family: CSS Fonts 4 §5.2, with `font-stretch: normal`.
enum FontMatch {
  /// The place in `candidates` of the face that fits best; the earlier one where two fit alike.
  /// nil when there are none.
  static func best(
    of candidates: [Int], in faces: [FontFace], weight: Double, slant: TextStyle.Slant
  ) -> Int? {
    var best: (face: Int, rank: Rank)?
    for candidate in candidates {
      let face = faces[candidate]
      let rank = Rank(
        width: widthDistance(face.width), slant: slantDistance(face, wanted: slant),
        weight: weightDistance(face.weights, wanted: weight))
      if let current = best, !(rank < current.rank) { continue }
      best = (candidate, rank)
    }
    return best?.face
  }

  /// The distances in the order in which CSS narrows the family down.
  private struct Rank {
    var width: Double
    var slant: Int
    var weight: Double

    static func < (left: Rank, right: Rank) -> Bool {
      (left.width, left.slant, left.weight) < (right.width, right.slant, right.weight)
    }
  }

  /// Narrower faces come before wider ones when none is normal.
  private static func widthDistance(_ width: Double) -> Double {
    width <= 100 ? 100 - width : 1_000 + width
  }

  private static func slantDistance(_ face: FontFace, wanted: TextStyle.Slant) -> Int {
    if face.slants { return 0 }
    switch (wanted, face.slant) {
    case (.normal, .normal), (.italic, .italic), (.oblique, .oblique): return 0
    case (.normal, .oblique), (.italic, .oblique), (.oblique, .italic): return 1
    case (.normal, .italic), (.italic, .normal), (.oblique, .normal): return 2
    }
  }

  /// Grows in the order in which CSS tries weights.
  static func weightDistance(_ weights: ClosedRange<Double>, wanted: Double) -> Double {
    if weights.contains(wanted) { return 0 }
    let isBelow = weights.upperBound < wanted
    let distance = isBelow ? wanted - weights.upperBound : weights.lowerBound - wanted
    if wanted < 400 { return isBelow ? distance : distance + 1_000 }
    if wanted > 500 { return isBelow ? distance + 1_000 : distance }
    if isBelow { return distance + 1_000 }
    return weights.lowerBound <= 500 ? distance : distance + 2_000
  }
}
