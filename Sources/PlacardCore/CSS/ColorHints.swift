internal import Glibc

/// A gradient's list as written: a stop, or without a colour a colour hint (CSS Images 4 §3.5.1),
/// where the colours on either side are mixed half and half.
struct StopOrHint {
  var color: Color?
  var position: LengthPercentage?
}

/// Puts stops in the place of colour hints.
enum ColorHints {
  /// The same list with nine stops for every hint, which are where Chromium puts them; nil where a
  /// hint's place among its neighbours depends on the box. The first and last entries have
  /// positions, and no two hints are neighbours.
  static func replaced(in entries: [StopOrHint]) -> [GradientStop]? {
    guard entries.contains(where: { $0.color == nil }) else { return plain(entries) }
    guard entries.allSatisfy({ $0.position?.px ?? 0 == 0 }) else { return nil }
    let percents = settled(entries.map { $0.position?.percent })
    var stops: [GradientStop] = []
    for (index, entry) in entries.enumerated() {
      if let color = entry.color {
        stops.append(stop(color, percents[index]))
      } else if let left = entries[index - 1].color, let right = entries[index + 1].color {
        stops += between(
          left, right, from: percents[index - 1], hint: percents[index], to: percents[index + 1])
      }
    }
    return stops
  }

  private static func plain(_ entries: [StopOrHint]) -> [GradientStop] {
    entries.map { GradientStop(color: $0.color ?? .transparent, position: $0.position) }
  }

  private static func stop(_ color: Color, _ percent: Double) -> GradientStop {
    GradientStop(color: color, position: LengthPercentage(percent: percent))
  }

  /// CSS Images 3 §3.4.3: no position is before an earlier one, those that are missing are spread.
  private static func settled(_ given: [Double?]) -> [Double] {
    var result: [Double] = []
    for (index, percent) in given.enumerated() {
      if let percent {
        result.append(max(percent, result.max() ?? percent))
        continue
      }
      // The next position that is given, no earlier than those before.
      let next = given[index...].firstIndex { $0 != nil } ?? index
      let start = result.last ?? 0
      let end = max(given[next] ?? start, result.max() ?? start)
      result.append(start + (end - start) / Double(next - index + 1))
    }
    return result
  }

  private static func between(
    _ left: Color, _ right: Color, from start: Double, hint: Double, to end: Double
  ) -> [GradientStop] {
    let (before, after) = (hint - start, end - hint)
    if before == after { return [] }
    if before <= 0 { return [stop(right, hint)] }
    if after <= 0 { return [stop(left, hint)] }
    let whole = before + after
    var places: [Double] = []
    if before > after {
      for step in 7..<14 { places.append(start + before * Double(step) / 13) }
      places += [hint + after / 3, hint + after * 2 / 3]
    } else {
      places = [start + before / 3, start + before * 2 / 3]
      for step in 0..<7 { places.append(hint + after * Double(step) / 13) }
    }
    let power = log(0.5) / log(before / whole)
    return places.map { place in
      stop(mixed(left, right, pow((place - start) / whole, power)), place)
    }
  }

  /// Mixed with colours weighed by their alpha (CSS Color 4 §12.3), in steps of 1/255.
  private static func mixed(_ left: Color, _ right: Color, _ share: Double) -> Color {
    let alpha = left.alpha + (right.alpha - left.alpha) * share
    guard alpha > 0 else { return .transparent }
    func channel(_ path: KeyPath<Color, UInt8>) -> UInt8 {
      let (from, to) = (
        Double(left[keyPath: path]) * left.alpha, Double(right[keyPath: path]) * right.alpha
      )
      return ColorParser.channel((from + (to - from) * share) / alpha)
    }
    return Color(
      red: channel(\.red), green: channel(\.green), blue: channel(\.blue),
      alpha: ColorParser.alpha(alpha))
  }
}
