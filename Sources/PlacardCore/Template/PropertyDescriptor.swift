/// A row of the property table: one property of one or more layer types. Validation, defaults,
/// canonical bytes and documentation all read it; a new property is a new row.
package final class PropertyDescriptor: Sendable {
  package let name: String
  /// Other names that users may write.
  package let aliases: [String]
  package let kind: PropertyKind
  let initial: PropertyValue
  /// Whether a template must give it.
  package let isRequired: Bool
  package let types: [LayerType]
  /// Where it means something; elsewhere it is read and left out.
  package let scope: Scope
  /// A layer's place: among a stack's children or not.
  package enum Scope: Sendable {
    case anywhere, inStacks, outsideStacks

    func holds(inStack isInStack: Bool) -> Bool {
      switch self {
      case .anywhere: true
      case .inStacks: isInStack
      case .outsideStacks: !isInStack
      }
    }
  }

  /// Writes a value that `kind` has read.
  let apply: @Sendable (PropertyValue, inout LayerDraft) -> Void

  init(
    _ name: String, _ kind: PropertyKind, initial: PropertyValue,
    types: [LayerType] = LayerType.allCases,
    apply: @escaping @Sendable (PropertyValue, inout LayerDraft) -> Void
  ) {
    self.name = name
    self.aliases = name == "image_url" ? ["imageUrl"] : []
    self.kind = kind
    self.initial = initial
    self.isRequired = ["width", "height", "data"].contains(name)
    self.types = types
    scope =
      switch name {
      case "x", "y", "constraints": .outsideStacks
      case "flexGrow", "flexShrink", "alignSelf": .inStacks
      default: .anywhere
      }
    self.apply = apply
  }

  /// The initial value as canonical JSON.
  package var initialJSON: [UInt8] {
    var bytes: [UInt8] = []
    kind.append(initial, to: &bytes)
    return bytes
  }
}

// The kinds that most rows have, with the value taken out of its case.
extension PropertyDescriptor {
  static func number(
    _ name: String, _ range: ClosedRange<Double>, initial: Double = 0,
    types: [LayerType] = LayerType.allCases,
    _ write: @escaping @Sendable (Double, inout LayerDraft) -> Void
  ) -> PropertyDescriptor {
    PropertyDescriptor(name, .number(range), initial: .number(initial), types: types) {
      if case .number(let number) = $0 { write(number, &$1) }
    }
  }

  /// A keyword of `words`, which stand in the order of `values`; the initial one is `initial`.
  static func keyword<Value: Sendable & Equatable>(
    _ name: String, _ words: [(String, Value)], aliases: [String: String] = [:], initial: Value,
    types: [LayerType] = LayerType.allCases,
    _ write: @escaping @Sendable (Value, inout LayerDraft) -> Void
  ) -> PropertyDescriptor {
    let values = words.map(\.1)
    let first = values.firstIndex(of: initial) ?? 0
    return PropertyDescriptor(
      name, .keyword(words.map(\.0), aliases: aliases), initial: .keyword(first), types: types
    ) {
      if case .keyword(let index) = $0 { write(values[index], &$1) }
    }
  }

  /// A whole number of `range`.
  static func integer(
    _ name: String, _ range: ClosedRange<Double>, initial: Int, types: [LayerType],
    _ write: @escaping @Sendable (Int, inout LayerDraft) -> Void
  ) -> PropertyDescriptor {
    PropertyDescriptor(
      name, .integer(range), initial: .number(Double(initial)), types: types
    ) {
      if case .number(let number) = $0 { write(Int(number), &$1) }
    }
  }

  static func paint(
    _ name: String, initial: Paint, types: [LayerType] = LayerType.allCases,
    _ write: @escaping @Sendable (Paint, inout LayerDraft) -> Void
  ) -> PropertyDescriptor {
    PropertyDescriptor(name, .paint, initial: .paint(initial), types: types) {
      if case .paint(let paint) = $0 { write(paint, &$1) }
    }
  }
}
