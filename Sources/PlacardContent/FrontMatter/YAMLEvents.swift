internal import CYAML
internal import PlacardCore

/// One event of libyaml's parser, with byte offsets in the text.
struct YAMLEvent {
  enum Kind {
    case scalar(String, isPlain: Bool)
    case alias(String)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    case documentStart
    case documentEnd
    case streamEnd
    /// The stream's beginning.
    case other
  }

  var kind: Kind
  var offset: Int
  var anchor: String?
  /// As `tag:yaml.org,2002:str`; nil for none.
  var tag: String?
}

/// The one owner of a parser of libyaml, over bytes that outlive it.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeBufferPointer<UInt8>
  /// The place last counted to: libyaml counts characters, from the text's first.
  private var character = 0
  private var byte = 0

  /// nil without memory.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    self.text = text
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after the stream's end there is none.
  mutating func next() throws(InputError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    var found = YAMLEvent(kind: .other, offset: offset(of: event.start_mark))
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      found.kind = .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      found.anchor = Self.string(scalar.anchor)
      found.tag = Self.string(scalar.tag)
    case YAML_ALIAS_EVENT: found.kind = .alias(Self.string(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      found.kind = .sequenceStart
      found.anchor = Self.string(event.data.sequence_start.anchor)
      found.tag = Self.string(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      found.kind = .mappingStart
      found.anchor = Self.string(event.data.mapping_start.anchor)
      found.tag = Self.string(event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT: found.kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: found.kind = .mappingEnd
    case YAML_DOCUMENT_START_EVENT: found.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: found.kind = .documentEnd
    case YAML_STREAM_END_EVENT: found.kind = .streamEnd
    default: break
    }
    return found
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(decodingCString: UnsafePointer($0), as: UTF8.self) }
  }

  /// The byte that `mark` stands at. Marks come in the text's order but for a few.
  private mutating func offset(of mark: yaml_mark_t) -> Int {
    let wanted = Int(clamping: mark.index)
    if wanted < character { (character, byte) = (0, 0) }
    while character < wanted, byte < text.count {
      byte += 1
      while byte < text.count, text[byte] & 0xC0 == 0x80 { byte += 1 }
      character += 1
    }
    return byte
  }

  // MARK: Errors.

  private mutating func failure() -> InputError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "no memory"
    if parser.pointee.error == YAML_READER_ERROR {
      return InputError(
        .syntax, message: "not YAML: \(problem)", hint: "save the file as UTF-8",
        offset: Int(clamping: parser.pointee.problem_offset))
    }
    var place = offset(of: parser.pointee.problem_mark)
    let context = parser.pointee.context.map { String(cString: $0) }
    // What is not closed is found at the end and to be mended where it begins.
    if problem.contains("end of stream") { place = offset(of: parser.pointee.context_mark) }
    var message = "not YAML: \(problem)"
    if let context { message += " \(context)" }
    return InputError(
      .syntax, message: message, hint: hint(problem, context ?? "", at: place), offset: place)
  }

  /// What is most often meant by what libyaml says.
  private func hint(_ problem: String, _ context: String, at place: Int) -> String? {
    let found = place < text.count ? text[place] : 0
    if problem.contains("mapping values are not allowed") {
      return "a text with a colon and a blank in it stands in quotes"
    }
    if problem.contains("cannot start any token") {
      return found == 0x09
        ? "YAML is indented with blanks, not tabs"
        : "a text that begins with \(Excerpt.quoted(String(Unicode.Scalar(found)))) stands in quotes"
    }
    if context.contains("quoted scalar") { return "the quote that begins here is not closed" }
    if problem.contains("could not find expected ':'") { return "as in title: Hello" }
    if problem.contains("did not find expected key") {
      return "see to the indentation and the quotes around here"
    }
    return nil
  }
}
