extension Template {
  /// The template's default card at `size` and `scale`, with the defaults of the variables that each card
  /// must give, or stand-ins: what is shown and measured when a template is looked at by itself.
  package func sampleRequest(size: PixelSize, scale: Double) -> CardRequest {
    var members: [JSON.Member] = []
    for variable in definition.variables where variable.isRequired {
      let value = variable.fallback ?? JSON(variable.kind.standIn)
      members.append(JSON.Member(key: variable.name, keyOffset: 0, value: value))
    }
    return CardRequest(
      variables: members.isEmpty ? nil : JSON(.object(members)), size: size, scale: scale)
  }
}

/// Stands in for pictures that a template leaves to its cards.
package enum SampleCard {
  /// The address of one transparent pixel.
  package static let pictureAddress =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQAB"
    + "pfZFQAAAAABJRU5ErkJggg=="
}

extension TemplateVariable.Kind {
  /// A value that every property of the kind takes.
  fileprivate var standIn: JSON.Value {
    switch self {
    case .text: .string("")
    case .number: .number(1)
    case .boolean: .bool(true)
    case .color: .string("#000000")
    case .image: .string(SampleCard.pictureAddress)
    }
  }
}
