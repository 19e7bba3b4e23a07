/// The properties of one layer type, in the order of their names.
package final class PropertyTable: Sendable {
  package let type: LayerType
  package let rows: [PropertyDescriptor]
  /// The canonical bytes of every row's initial value.
  private let initialBytes: [[UInt8]]
  /// The same outside stacks, where there is no `auto`.
  private let initialBytesOutsideStacks: [[UInt8]]
  /// `"name":` of every row.
  let keyBytes: [[UInt8]]
  private let indices: [String: Int]

  private init(_ type: LayerType) {
    self.type = type
    rows =
      PropertyTable.all.filter { $0.types.contains(type) }.sorted { $0.name < $1.name }
    // A card's overrides are told apart by the bits of one word.
    precondition(rows.count <= UInt64.bitWidth, "a layer type has at most 64 properties")
    initialBytes = rows.map(\.initialJSON)
    initialBytesOutsideStacks = rows.map { row in
      var bytes: [UInt8] = []
      row.kind.append(TemplateLayer.initial(row, isInStack: false), to: &bytes)
      return bytes
    }
    keyBytes = rows.map { Array("\"\($0.name)\":".utf8) }
    var indices: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      for name in [row.name] + row.aliases {
        precondition(indices.updateValue(index, forKey: name) == nil, "two properties \(name)")
      }
    }
    self.indices = indices
  }

  /// The row of the property that users call `name`; nil when the type has none.
  package func index(of name: String) -> Int? { indices[name] }

  /// The canonical bytes of every row where nothing is said.
  func initialBytes(inStack isInStack: Bool) -> [[UInt8]] {
    isInStack ? initialBytes : initialBytesOutsideStacks
  }

  package var names: [String] { rows.map(\.name) }

  /// The error for a property that layers of this type do not have.
  func unknown(_ member: JSON.Member, layer: String) -> InputError {
    let name = JSON(.string(member.key)).excerpt
    let owners = PropertyTable.all.filter {
      $0.name == member.key || $0.aliases.contains(member.key)
    }
    .flatMap(\.types).map(\.name)
    let nearest = NearestName.of(member.key, among: rows.flatMap { [$0.name] + $0.aliases })
    let hint: String
    if let nearest, owners.isEmpty {
      hint = "did you mean \"\(nearest)\"?"
    } else if !owners.isEmpty {
      hint =
        "layers of type \(owners.joined(separator: ", ")) have it; \(type.name) layers have "
        + names.joined(separator: ", ")
    } else {
      hint = "\(type.name) layers have " + names.joined(separator: ", ")
    }
    return InputError(
      .unknownProperty, message: "\(type.name) layer \(layer) has no property \(name)", hint: hint,
      offset: member.keyOffset)
  }

  /// The one table of `type`, made when it is first asked for.
  package static func of(_ type: LayerType) -> PropertyTable {
    switch type {
    case .text: text
    case .image: image
    case .shape: shape
    case .group: group
    case .stack: stack
    case .qr: qr
    }
  }

  private static let text = PropertyTable(.text)
  private static let image = PropertyTable(.image)
  private static let shape = PropertyTable(.shape)
  private static let group = PropertyTable(.group)
  private static let stack = PropertyTable(.stack)
  private static let qr = PropertyTable(.qr)

  /// Every property there is.
  package static let all =
    common + flexRows + textRows + imageRows + shapeRows + groupRows + qrRows
}
