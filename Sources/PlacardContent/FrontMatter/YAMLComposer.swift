internal import PlacardCore

/// Makes values of libyaml's events: the core schema of YAML 1.2, anchors, aliases and the merge key
/// `<<` of YAML 1.1, within limits that count what an alias repeats as often as it is repeated.
struct YAMLComposer: ~Copyable {
  /// A value and of how many values it consists.
  private struct Node {
    var json: JSON
    var count: Int
  }

  private var events: YAMLEvents
  private let limits: Limits
  private var anchors: [String: Node] = [:]
  private var valueCount = 0
  private var depth = 0

  /// The value of the one document in `text`, `null` for none; offsets count from the text's first
  /// byte. Throws, with such an offset, for what is no YAML or past `limits`.
  static func parse(_ text: ArraySlice<UInt8>, limits: Limits) throws(InputError) -> JSON {
    try text.withUnsafeBufferPointer { text throws(InputError) in
      guard let events = YAMLEvents(text) else {
        throw InputError(.limit, message: "no memory for a parser of YAML", offset: 0)
      }
      var composer = YAMLComposer(events: events, limits: limits)
      return try composer.document()
    }
  }

  private init(events: consuming YAMLEvents, limits: Limits) {
    self.events = events
    self.limits = limits
  }

  private mutating func document() throws(InputError) -> JSON {
    var json: JSON?
    while true {
      let event = try events.next()
      switch event.kind {
      case .streamEnd: return json ?? JSON(.null)
      case .documentStart:
        guard json == nil else {
          throw InputError(
            .syntax, message: "a second document begins here", hint: "one is read",
            offset: event.offset)
        }
        json = try node(events.next()).json
      default: break
      }
    }
  }

  // MARK: Values.

  private mutating func node(_ event: YAMLEvent) throws(InputError) -> Node {
    let node: Node
    switch event.kind {
    case .alias(let name):
      guard let known = anchors[name] else {
        throw InputError(
          .missing, message: "no anchor &\(Excerpt.visible(name)) stands before this alias",
          hint: NearestName.of(name, among: anchors.keys.sorted()).map { "did you mean *\($0)?" }
            ?? "a text that begins with * stands in quotes", offset: event.offset)
      }
      try count(known.count, at: event.offset)
      return known
    case .scalar(let text, let isPlain):
      try count(1, at: event.offset)
      node = Node(
        json: JSON(
          try value(text, isPlain: isPlain, event.tag, at: event.offset), offset: event.offset),
        count: 1)
    case .sequenceStart:
      node = try descended(event) { me, event throws(InputError) in
        try me.sequence(event)
      }
    case .mappingStart:
      node = try descended(event) { me, event throws(InputError) in
        try me.mapping(event)
      }
    default: preconditionFailure("libyaml gives a value where one stands")
    }
    if let anchor = event.anchor { anchors[anchor] = node }
    return node
  }

  private mutating func descended(
    _ event: YAMLEvent, _ body: (inout YAMLComposer, YAMLEvent) throws(InputError) -> Node
  ) throws(InputError) -> Node {
    try count(1, at: event.offset)
    guard depth < limits.jsonDepthMax else {
      throw InputError(
        .limit, message: "more than \(limits.jsonDepthMax) levels of lists and mappings",
        hint: "limits.jsonDepthMax", offset: event.offset)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self, event)
  }

  private mutating func count(_ more: Int, at offset: Int) throws(InputError) {
    valueCount += more
    guard valueCount <= limits.frontMatterValuesMax else {
      throw InputError(
        .limit, message: "more than \(limits.frontMatterValuesMax) values, aliases repeated",
        hint: "limits.frontMatterValuesMax", offset: offset)
    }
  }

  private func value(
    _ text: String, isPlain: Bool, _ tag: String?, at offset: Int
  ) throws(InputError) -> JSON.Value {
    guard text.utf8.count <= limits.jsonStringBytesMax else {
      throw InputError(
        .limit, message: "a text of more than \(limits.jsonStringBytesMax) bytes",
        hint: "limits.jsonStringBytesMax", offset: offset)
    }
    guard !text.utf8.contains(0) else {
      throw InputError(.syntax, message: "a text may not hold U+0000", offset: offset)
    }
    let core = "tag:yaml.org,2002:"
    guard let tag, tag != "?" else {
      return isPlain ? YAMLScalar.resolved(text) : .string(text)
    }
    guard tag.hasPrefix(core) else {
      // A language's own type: as though it were not there, but `!` is a text's.
      return isPlain && tag != "!" ? YAMLScalar.resolved(text) : .string(text)
    }
    let kind = tag.dropFirst(core.count)
    let value = YAMLScalar.resolved(text)
    switch (kind, value) {
    case ("int", .number), ("float", .number), ("bool", .bool), ("null", .null): return value
    case ("int", _), ("float", _), ("bool", _), ("null", _):
      throw InputError(
        .wrongType, message: "\(Excerpt.quoted(text)) is no !!\(kind)", offset: offset)
    default: return .string(text)
    }
  }

  private mutating func sequence(_ start: YAMLEvent) throws(InputError) -> Node {
    var elements: [JSON] = []
    var count = 1
    while true {
      let event = try events.next()
      if case .sequenceEnd = event.kind { break }
      let element = try node(event)
      elements.append(element.json)
      count += element.count
    }
    return Node(json: JSON(.array(elements), offset: start.offset), count: count)
  }

  private mutating func mapping(_ start: YAMLEvent) throws(InputError) -> Node {
    var members: [JSON.Member] = []
    var offsets: [String: Int] = [:]
    var merged: [JSON] = []
    var count = 1
    while true {
      let event = try events.next()
      if case .mappingEnd = event.kind { break }
      guard case .scalar(let key, let isPlain) = event.kind else {
        throw InputError(
          .wrongType, message: "a name that is no text", hint: "as in title: Hello",
          offset: event.offset)
      }
      if let first = offsets.updateValue(event.offset, forKey: key) {
        var error = InputError(
          .duplicate, message: "the name \(Excerpt.quoted(key)) stands twice",
          offset: event.offset)
        error.firstOffset = first
        throw error
      }
      if let anchor = event.anchor {
        anchors[anchor] = Node(
          json: JSON(isPlain ? YAMLScalar.resolved(key) : .string(key), offset: event.offset),
          count: 1)
      }
      guard members.count < limits.jsonObjectKeysMax else { throw tooMany(event.offset) }
      try self.count(1, at: event.offset)
      let value = try node(events.next())
      count += value.count + 1
      if isPlain, key == "<<" {
        merged += try Self.mergeable(value.json)
      } else {
        members.append(JSON.Member(key: key, keyOffset: event.offset, value: value.json))
      }
    }
    // What the mapping says itself wins, then what is merged first.
    var known = Set(members.map(\.key))
    for case .object(let more) in merged.map(\.value) {
      for member in more where known.insert(member.key).inserted { members.append(member) }
    }
    guard members.count <= limits.jsonObjectKeysMax else { throw tooMany(start.offset) }
    return Node(json: JSON(.object(members), offset: start.offset), count: count)
  }

  private func tooMany(_ offset: Int) -> InputError {
    InputError(
      .limit, message: "a mapping of more than \(limits.jsonObjectKeysMax) names",
      hint: "limits.jsonObjectKeysMax", offset: offset)
  }

  /// The mappings that `<<` merges.
  private static func mergeable(_ json: JSON) throws(InputError) -> [JSON] {
    var all = [json]
    if case .array(let elements) = json.value { all = elements }
    for element in all {
      guard case .object = element.value else {
        throw InputError(
          .wrongType, message: "<< merges mappings, not \(element.kindName)",
          hint: "as in <<: *defaults", offset: element.offset)
      }
    }
    return all
  }
}

extension Excerpt {
  /// A short name as a message may show it without quotes.
  fileprivate static func visible(_ name: String) -> String {
    name.unicodeScalars.prefix(40).map { visible($0) }.joined()
  }
}
