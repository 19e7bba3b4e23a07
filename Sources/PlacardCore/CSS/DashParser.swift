/// Reads SVG `stroke-dasharray` (SVG 2 §13.5.6) from a number, a list of CSS or an array.
enum DashParser {
  static let forms =
    "a number, an array of numbers or a list as in \"12 4\", from "
    + "\(PropertyKind.words(PropertyRanges.dash)) px each; or \"none\""

  /// The lengths, an odd list twice; empty for a solid line, which all zeros are too.
  static func dashes(_ json: JSON) throws(InputError) -> [Double] {
    var dashes: [Double] = []
    switch json.value {
    case .number: dashes = [try length(json)]
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        do throws(InputError) {
          dashes.append(try length(element))
        } catch {
          throw error.within(JSONPath.element(index))
        }
      }
    case .string(let text): dashes = try list(text, json)
    default: throw json.wrongType(expected: forms)
    }
    if dashes.count % 2 != 0 { dashes += dashes }
    guard dashes.count <= PropertyRanges.dashesMax else {
      throw InputError(
        .limit, message: "\(dashes.count) dashes and gaps",
        hint: "at most \(PropertyRanges.dashesMax)", offset: json.offset)
    }
    return dashes.allSatisfy { $0 == 0 } ? [] : dashes
  }

  private static func length(_ json: JSON) throws(InputError) -> Double {
    guard case .number(let number) = json.value else {
      throw json.wrongType(expected: "a number from \(PropertyKind.words(PropertyRanges.dash))")
    }
    guard PropertyRanges.dash.contains(number) else {
      throw json.outOfRange(
        expected: "a number from \(PropertyKind.words(PropertyRanges.dash))")
    }
    return number + 0
  }

  private static func list(_ text: String, _ json: JSON) throws(InputError) -> [Double] {
    var scanner = CSSScanner(text)
    if scanner.take(word: "none"), scanner.isAtEnd() { return [] }
    var dashes: [Double] = []
    repeat {
      guard let numeric = scanner.takeNumeric(), [.none, .px].contains(numeric.unit) else {
        throw json.wrongType(expected: forms)
      }
      guard PropertyRanges.dash.contains(numeric.value) else {
        throw json.outOfRange(expected: forms)
      }
      dashes.append(numeric.value + 0)
    } while scanner.takeComma() || !scanner.isAtEnd()
    return dashes
  }
}
