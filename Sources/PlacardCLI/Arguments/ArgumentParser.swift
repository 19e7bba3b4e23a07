internal import PlacardCore

/// Arguments that fit a command's table.
struct ParsedArguments {
  private(set) var values: [String: [String]] = [:]
  private(set) var switches: Set<String> = []
  private(set) var operands: [String] = []

  func value(_ name: String) -> String? { values[name]?.last }

  func all(_ name: String) -> [String] { values[name] ?? [] }

  func has(_ name: String) -> Bool { switches.contains(name) }

  /// A required option's value: the parser has seen to it that it stands.
  func required(_ name: String) -> String {
    guard let value = value(name) else { preconditionFailure("\(name) is not in the table") }
    return value
  }

  /// A whole number within `range`; nil when the option is absent.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”"
      )
    }
    return number
  }
}

/// Words that do not fit: exit status 2.
struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

extension ParsedArguments {
  /// Parses `words` by `spec`. `--name=value` and `--name value` are one; `--` ends the options.
  static func parse(_ words: [String], by spec: CommandSpec) throws(UsageError) -> Self {
    var parsed = ParsedArguments()
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        parsed.operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        parsed.operands.append(word)
        continue
      }
      try parsed.takeOption(word, &rest, spec)
    }
    try parsed.check(spec)
    return parsed
  }

  private mutating func takeOption(
    _ word: String, _ rest: inout ArraySlice<String>, _ spec: CommandSpec
  ) throws(UsageError) {
    let equals = word.firstIndex(of: "=")
    let name = equals.map { String(word[..<$0]) } ?? word
    guard let option = spec.options.first(where: { $0.name == name }) else {
      let near = NearestName.of(name, among: spec.options.map(\.name))
      throw UsageError(
        "\(spec.name) has no option \(name)" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    guard option.value != nil else {
      guard equals == nil else { throw UsageError("\(name) takes no value") }
      switches.insert(name)
      return
    }
    guard let value = equals.map({ String(word[word.index(after: $0)...]) }) ?? rest.popFirst()
    else { throw UsageError("\(name) wants \(option.value ?? "a value") after it") }
    guard option.isRepeatable || values[name] == nil else {
      throw UsageError("\(name) stands twice")
    }
    values[name, default: []].append(value)
  }

  private func check(_ spec: CommandSpec) throws(UsageError) {
    for option in spec.options where option.isRequired && values[option.name] == nil {
      throw UsageError("\(spec.name) needs \(option.name) \(option.value ?? "")")
    }
    guard spec.operandCount.contains(operands.count) else {
      if operands.count < spec.operandCount.lowerBound {
        throw UsageError("\(spec.name) needs \(spec.operands)")
      }
      throw UsageError(
        "\(spec.name) takes \(spec.operands.isEmpty ? "no operands" : spec.operands): "
          + "“\(operands[spec.operandCount.upperBound])” is one too many")
    }
  }
}
