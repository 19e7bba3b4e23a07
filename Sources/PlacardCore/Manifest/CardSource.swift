/// Where a card stands in its manifest, with its text, so that a late error can still point.
package struct CardSource: Sendable {
  /// The rule of `sources` that a card was made by.
  struct Rule: Sendable {
    var file: String
    var start: TextPlace
    var text: ArraySlice<UInt8>
  }

  package let file: String
  /// The place of the text's first byte in the file.
  package let start: TextPlace
  /// The JSON path in the file, as in `cards[3]`; empty for a line of JSON Lines.
  package let path: String
  /// The bytes that the card was read from; offsets in its values count from their first.
  package let text: ArraySlice<UInt8>

  /// For a card that was made by a rule: what of the card does not come from `text` comes from there,
  /// and has the complement of its offset there, a negative number.
  private let rule: Rule?

  package init(file: String, start: TextPlace, path: String, text: ArraySlice<UInt8>) {
    self.init(file: file, start: start, path: path, text: text, rule: nil)
  }

  init(file: String, start: TextPlace, path: String, text: ArraySlice<UInt8>, rule: Rule?) {
    self.file = file
    self.start = start
    self.path = path
    self.text = text
    self.rule = rule
  }

  /// `json`, a value without names in a rule, with its offsets marked as the rule's.
  static func ofRule(_ json: JSON) -> JSON {
    var marked = JSON(json.value, offset: ~json.offset)
    if case .array(let elements) = json.value { marked.value = .array(elements.map(ofRule)) }
    if case .object(let members) = json.value {
      marked.value = .object(
        members.map {
          JSON.Member(key: $0.key, keyOffset: ~$0.keyOffset, value: ofRule($0.value))
        })
    }
    return marked
  }

  /// `error`, whose path and offset are the card's own, as the reader of the file sees it. An error
  /// without an offset is placed at the card's beginning.
  package func located(_ error: InputError) -> InputError {
    var error = error.within(path)
    if let offset = error.offset, offset < 0, let rule {
      error.offset = ~offset
      return rule.text.withUnsafeBytes {
        error.located(
          in: $0, named: rule.file, firstLine: rule.start.line, firstColumn: rule.start.column)
      }
    }
    if error.offset == nil { error.offset = 0 }
    return text.withUnsafeBytes {
      error.located(
        in: $0, named: file, firstLine: start.line, firstColumn: start.column)
    }
  }
}
