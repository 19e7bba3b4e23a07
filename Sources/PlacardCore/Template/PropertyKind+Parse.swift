extension PropertyKind {
  /// The value that `json` holds. Errors have no path of their own; where the value is an array or
  /// an object they name the place within it.
  func parse(_ json: JSON, limits: Limits) throws(InputError) -> PropertyValue {
    switch self {
    case .number(let range): return .number(try number(json, in: range))
    case .integer(let range):
      guard case .number(let number) = json.value else { throw wrongType(json) }
      guard range.contains(number), number == number.rounded() else {
        throw json.outOfRange(expected: expectation)
      }
      return .number(number + 0)
    case .extent(let range):
      if case .string(let text) = json.value {
        var scanner = CSSScanner(text)
        if scanner.take(word: "auto"), scanner.isAtEnd() { return .extent(nil) }
      }
      return .extent(try number(json, in: range))
    case .spans: return .spans(try SpanParser.spans(json, limits: limits))
    case .constraints: return .constraints(try Constraints.parse(json))
    case .dashes: return .dashes(try DashParser.dashes(json))
    case .bool:
      guard case .bool(let bool) = json.value else { throw wrongType(json) }
      return .bool(bool)
    case .corners(let range):
      let four = try four(json, in: range)
      return .corners(
        Corners(topLeft: four[0], topRight: four[1], bottomRight: four[2], bottomLeft: four[3]))
    case .insets(let range):
      let four = try four(json, in: range)
      return .insets(Insets(top: four[0], right: four[1], bottom: four[2], left: four[3]))
    case .weight: return .number(try weight(json))
    case .count(let range): return .count(try count(json, in: range))
    case .features: return .features(try TagMap.features(json, kind: self))
    case .variations: return .variations(try TagMap.variations(json, kind: self))
    default: break
    }
    guard case .string(let text) = json.value else { throw wrongType(json) }
    do throws(InputError) {
      return try parse(text: text, limits: limits)
    } catch {
      var placed = error
      placed.offset = json.offset
      throw placed
    }
  }

  private func parse(text: String, limits: Limits) throws(InputError) -> PropertyValue {
    switch self {
    case .text:
      try limits.check(text: text)
      return .text(text)
    case .data: return .text(text)
    case .keyword(let words, let aliases):
      return .keyword(try keyword(text, of: words, aliases))
    case .color:
      var scanner = CSSScanner(text)
      if scanner.take(word: "currentcolor"), scanner.isAtEnd() { return .color(nil) }
      return .color(try Color(css: text))
    case .paint:
      let paint = try Paint(css: text)
      return .paint(paint.drawsNothing ? .color(.transparent) : paint)
    case .shadows(let isBox): return .shadows(try ShadowParser(isBox: isBox).list(text))
    case .families: return .families(try FamilyParser.families(text))
    case .position: return .position(try Position(css: text))
    case .decoration: return .decoration(try decoration(text))
    case .lang: return .lang(try LanguageTag.canonical(text))
    case .filters: return .filters(try FilterParser.list(text))
    case .path: return .path(try PathParser.path(text))
    default: return .address(try ImageAddress.parse(text, limits: limits))
    }
  }

  private func wrongType(_ json: JSON) -> InputError { json.wrongType(expected: expectation) }

  private func number(
    _ json: JSON, in range: ClosedRange<Double>
  ) throws(InputError) -> Double {
    guard case .number(let number) = json.value else { throw wrongType(json) }
    guard range.contains(number) else {
      throw json.outOfRange(expected: "a number from \(Self.words(range))")
    }
    // Minus zero is zero.
    return number + 0
  }

  private func four(
    _ json: JSON, in range: ClosedRange<Double>
  ) throws(InputError) -> [Double] {
    guard case .array(let elements) = json.value else {
      guard case .number = json.value else { throw wrongType(json) }
      return Array(repeating: try number(json, in: range), count: 4)
    }
    guard elements.count == 4 else {
      throw InputError(
        .wrongType, message: "expected four numbers, found \(elements.count)",
        hint: expectation, offset: json.offset)
    }
    var numbers: [Double] = []
    for (index, element) in elements.enumerated() {
      do throws(InputError) {
        numbers.append(try PropertyKind.number(range).number(element, in: range))
      } catch {
        throw error.within(JSONPath.element(index))
      }
    }
    return numbers
  }

  private func weight(_ json: JSON) throws(InputError) -> Double {
    if case .string(let text) = json.value {
      var scanner = CSSScanner(text)
      let word = scanner.takeWord()
      if scanner.isAtEnd(), word == "normal" { return 400 }
      if scanner.isAtEnd(), word == "bold" { return 700 }
      throw wrongType(json)
    }
    guard case .number(let number) = json.value else { throw wrongType(json) }
    guard PropertyRanges.fontWeight.contains(number), number == number.rounded() else {
      throw json.outOfRange(expected: "a whole number from 1 to 1000")
    }
    return number
  }

  private func count(_ json: JSON, in range: ClosedRange<Int>) throws(InputError) -> Int? {
    if case .string(let text) = json.value {
      var scanner = CSSScanner(text)
      if scanner.take(word: "none"), scanner.isAtEnd() { return nil }
      throw wrongType(json)
    }
    guard case .number(let number) = json.value else { throw wrongType(json) }
    guard let whole = Int(exactly: number), range.contains(whole) else {
      throw json.outOfRange(expected: expectation)
    }
    return whole
  }

  private func keyword(
    _ text: String, of words: [String], _ aliases: [String: String]
  ) throws(InputError) -> Int {
    if let index = words.firstIndex(of: text) { return index }
    // CSS keywords are matched without regard to case.
    var scanner = CSSScanner(text)
    if let word = scanner.takeWord(), scanner.isAtEnd() {
      let meant = aliases[word] ?? word
      if let index = words.firstIndex(where: { $0.lowercased() == meant }) { return index }
    }
    let nearest = NearestName.of(text, among: words).map { "did you mean \"\($0)\"?" }
    throw InputError(
      .wrongType, message: "expected \(expectation), found \(JSON(.string(text)).excerpt)",
      hint: nearest)
  }

  private func decoration(_ text: String) throws(InputError) -> TextStyle.Decoration {
    var scanner = CSSScanner(text)
    if scanner.take(word: "none"), scanner.isAtEnd() { return [] }
    var decoration: TextStyle.Decoration = []
    var isSound = true
    while isSound, let word = scanner.takeWord() {
      let line: TextStyle.Decoration? =
        switch word {
        case "underline": .underline
        case "overline": .overline
        case "line-through": .lineThrough
        default: nil
        }
      isSound = line.map { decoration.insert($0).inserted } ?? false
    }
    guard isSound, scanner.isAtEnd(), !decoration.isEmpty else {
      throw InputError(
        .wrongType, message: "expected \(expectation), found \(JSON(.string(text)).excerpt)")
    }
    return decoration
  }
}
