extension Member {
  /// What a body may hold for it.
  package var bodySchema: Schema {
    let schema = bare.described(summary)
    // A member that is `null` is one that is not there.
    return isRequired ? schema : schema.orNull
  }

  /// What a query may hold for it; JSON in a query is a content of its own.
  package var querySchema: Schema {
    switch kind {
    case .flag: .any(of: [bare, .words(["0", "1"])])
    case .overrides:
      // Testers that turn schemas round cannot do so with the whole of `Overrides` in a parameter.
      Schema.map(of: Schema.map(of: .anything).orNull).described("As the schema Overrides has it")
    default: bare
    }
  }

  /// Whether its value in a query is JSON text.
  package var isJSON: Bool {
    switch kind {
    case .overrides, .variables, .templateData: true
    default: false
    }
  }

  /// `example` as JSON; nil for none.
  package var exampleJSON: JSON? {
    example.flatMap { try? JSONParser.parse(Array($0.utf8), limits: .init()) }
  }

  private var bare: Schema {
    switch kind {
    case .text(let lengths): .string(lengths: lengths)
    case .integer(let range): .integer(range)
    case .scale:
      .number(PictureScale.range).described("At most two decimals")
    case .flag: .boolean
    case .choice(let words): .words(words)
    case .choices(let words): .array(of: .words(words), counts: 1...words.count, isSet: true)
    case .month: .string(pattern: "[0-9]{4}-(0[1-9]|1[0-2])")
    case .format(let allowsAuto): .words(PictureFormat.names + (allowsAuto ? ["auto"] : []))
    case .overrides: .reference("Overrides")
    case .variables: .reference("VariableValues")
    case .templateData: .reference("TemplateData")
    }
  }
}

extension MemberTable {
  /// The body that holds these members.
  package var bodySchema: Schema {
    .object(members.map { .init($0.name, $0.bodySchema, isRequired: $0.isRequired) })
  }

  /// A body of the members' examples; nil when one that is required has none.
  package var example: JSON? {
    var shown: [JSON.Member] = []
    for member in members {
      guard let example = member.exampleJSON else {
        if member.isRequired { return nil }
        continue
      }
      shown.append(JSON.Member(key: member.name, keyOffset: 0, value: example))
    }
    return shown.isEmpty ? nil : JSON(.object(shown))
  }
}
