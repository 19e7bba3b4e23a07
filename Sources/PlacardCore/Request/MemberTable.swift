/// The members of one kind of body or query. What it says is what is checked, and what the API's
/// description prints.
package struct MemberTable: Sendable, Hashable {
  package var members: [Member]

  package init(_ members: [Member]) { self.members = members }

  package var names: [String] { members.map(\.name) }

  // MARK: Bodies.

  /// Reads a JSON object. Throws for an unknown member, one that is missing, and a value that is
  /// not of its member's kind. `null` is an absent value, but for members that take it.
  package func read(_ json: JSON) throws(InputError) -> MemberValues {
    let reader = try JSONReader(json)
    try reader.refuseUnknownMembers(allowed: names)
    var values = MemberValues()
    for member in members {
      if let given = reader[member.name] {
        values[member.name] = try member.value(given)
      } else if member.isNullable, json[member.name] != nil {
        values[member.name] = .null
      } else if member.isRequired {
        _ = try reader.required(member.name)
      }
    }
    return values
  }

  // MARK: Queries.

  /// Reads the part of a request target after its `?`; parameters that are not in the table are
  /// ignored.
  ///
  /// - Parameter usage: an address that has what is required, for the error.
  package func read(
    query: UnsafeRawBufferPointer, limits: Limits, usage: String
  ) throws(InputError) -> MemberValues {
    let given = try QueryString.parse(query, known: names)
    var values = MemberValues()
    for member in members {
      if let text = given[member.name] {
        values[member.name] = try member.value(text, limits: limits)
      } else if member.isRequired {
        throw InputError(
          .missing, path: member.name, message: "the parameter \(member.name) is missing",
          hint: "as in \(usage)")
      }
    }
    return values
  }
}

extension Member {
  // MARK: JSON.

  fileprivate func value(_ json: JSON) throws(InputError) -> MemberValue {
    switch kind {
    case .text(let lengths): return .text(try text(try json.string(at: name), lengths))
    case .integer(let range): return .integer(try json.integer(at: name, in: range))
    case .scale:
      return .number(try scale(try json.number(at: name)))
    case .flag: return .flag(try json.bool(at: name))
    case .choice(let words): return .text(try choice(try json.string(at: name), words))
    case .month: return .text(try month(try json.string(at: name)))
    case .format: return .text(try choice(try json.string(at: name), formats))
    case .choices(let words):
      var chosen: [String] = []
      for (index, element) in try json.elements(at: name).enumerated() {
        let path = JSONPath.element(index, of: name)
        let word = try choice(try element.string(at: path), words, path)
        if chosen.contains(word) {
          throw InputError(.outOfRange, path: path, message: "\"\(word)\" stands twice")
        }
        chosen.append(word)
      }
      guard !chosen.isEmpty else { throw none(words) }
      return .texts(chosen)
    case .overrides, .variables, .templateData: return .json(json)
    }
  }

  // MARK: Query.

  fileprivate func value(
    _ given: String, limits: Limits
  ) throws(InputError) -> MemberValue? {
    switch kind {
    case .text(let lengths): return .text(try text(given, lengths))
    case .integer(let range): return .integer(try integer(given, range))
    case .scale: return .number(try scale(given))
    case .flag:
      guard let flag = ["1": true, "true": true, "0": false, "false": false][given] else {
        throw InputError(
          .outOfRange, path: name,
          message: "expected true or false, found \(JSON(.string(given)).excerpt)",
          hint: "1 and 0 do too")
      }
      return .flag(flag)
    case .choice(let words): return .text(try choice(given, words))
    case .month: return .text(try month(given))
    case .format: return .text(try choice(given, formats))
    case .choices(let words):
      var chosen: [String] = []
      for word in given.split(separator: ",") { chosen.append(try choice(String(word), words)) }
      guard !chosen.isEmpty else { throw none(words) }
      return .texts(chosen)
    case .overrides, .variables, .templateData:
      return try given.isEmpty ? nil : .json(json(given, limits))
    }
  }

  private func json(_ text: String, _ limits: Limits) throws(InputError) -> JSON {
    let bytes = Array(text.utf8)
    do throws(InputError) {
      return try JSONParser.parse(bytes, limits: limits.json)
    } catch {
      throw bytes.withUnsafeBytes { error.located(in: $0, named: name) }.within(name)
    }
  }

  private func integer(_ text: String, _ range: ClosedRange<Int>) throws(InputError) -> Int {
    // JSON's numbers have no plus sign and no needless zeros.
    if let number = Int(text), range.contains(number), String(number) == text { return number }
    throw InputError(
      .outOfRange, path: name,
      message: "expected a whole number, found \(JSON(.string(text)).excerpt)",
      hint: "from \(range.lowerBound) to \(range.upperBound)")
  }

  private func scale(_ text: String) throws(InputError) -> Double {
    // The grammar of JSON's numbers keeps `nan`, `0x2` and blanks out.
    guard
      case .number(let scale)? = (try? JSONParser.parse(Array(text.utf8), limits: .init()))?
        .value
    else { throw badScale }
    return try self.scale(scale)
  }

  // MARK: Both.

  private func text(
    _ text: String, _ lengths: ClosedRange<Int>
  ) throws(InputError) -> String {
    let length = text.unicodeScalars.count
    if lengths.contains(length) { return text }
    throw InputError(
      .outOfRange, path: name, message: "a text of \(length) characters",
      hint: "from \(lengths.lowerBound) to \(lengths.upperBound)")
  }

  private func choice(
    _ word: String, _ words: [String], _ path: String? = nil
  ) throws(InputError) -> String {
    if words.contains(word) { return word }
    throw InputError(
      .outOfRange, path: path ?? name,
      message: "there is no \(name) \(JSON(.string(word)).excerpt)",
      hint: NearestName.hint(for: word, among: words))
  }

  private var formats: [String] {
    guard case .format(allowsAuto: true) = kind else { return PictureFormat.names }
    return PictureFormat.names + ["auto"]
  }

  private func month(_ text: String) throws(InputError) -> String {
    let digits = Array(text.utf8)
    let isMonth =
      digits.count == 7 && digits[4] == UInt8(ascii: "-")
      && digits.enumerated().allSatisfy { $0.offset == 4 || (0x30...0x39).contains($0.element) }
      && (1...12).contains(Int(text.suffix(2)) ?? 0)
    if isMonth { return text }
    throw InputError(
      .outOfRange, path: name, message: "\(JSON(.string(text)).excerpt) is no month",
      hint: "as in 2026-07")
  }

  private func none(_ words: [String]) -> InputError {
    InputError(
      .outOfRange, path: name, message: "an empty list",
      hint: "some of " + words.joined(separator: ", "))
  }

  private func scale(_ scale: Double) throws(InputError) -> Double {
    if PictureScale.isAllowed(scale) { return scale }
    guard PictureScale.range.contains(scale) else { throw badScale }
    // No schema says how many decimals a number has.
    throw InputError(
      .limit, path: name, message: "a scale of \(JSONWriter.text(of: scale))",
      hint: "at most two decimals")
  }

  private var badScale: InputError {
    InputError(
      .outOfRange, path: name, message: "there is no such scale",
      hint: "a number from 1 to 3 with at most two decimals")
  }
}
