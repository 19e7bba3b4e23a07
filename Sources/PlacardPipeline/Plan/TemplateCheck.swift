package import PlacardCore
package import PlacardStore

/// Whether a template that parses can be built: its fonts and the files it shows are there, and its
/// sample card resolves. Remote pictures are not asked for.
///
/// What a template leaves to its cards is given stand-ins; where none fits, nothing is said of it.
package struct TemplateCheck {
  private let template: Template
  private let planner: CardPlanner
  private let reader: StoreReader
  /// What the sample card gives, by variable.
  private var variables: [String: JSON] = [:]
  /// How many stand-ins of a variable have been tried.
  private var triedCounts: [String: Int] = [:]
  /// The image layers that are given a stand-in's address.
  private var blankLayers: Set<String> = []

  /// What a required text may be meant for: a text, a picture, a colour, a number.
  private static let standIns = ["", SampleCard.pictureAddress, "#000000", "1"]

  /// Throws for the first thing that keeps `template` from being built, with its path in the
  /// template, as in `jsonData.layers[2].fontFamily`.
  package static func run(
    _ template: Template, _ planner: CardPlanner, _ reader: StoreReader
  ) throws(PipelineError) {
    var check = TemplateCheck(template, planner, reader)
    try check.run()
  }

  private init(_ template: Template, _ planner: CardPlanner, _ reader: StoreReader) {
    self.template = template
    self.planner = planner
    self.reader = reader
    let sample = template.sampleRequest(size: template.definition.size, scale: 1)
    if case .object(let members)? = sample.variables?.value {
      for member in members { variables[member.key] = member.value }
    }
  }

  private mutating func run() throws(PipelineError) {
    let settings = planner.context.profile.settings(for: .png)
    // Each round gives at least one stand-in more.
    let definition = template.definition
    let roundsMax = definition.layers.count + Self.standIns.count * definition.variables.count
    for _ in 0...roundsMax {
      do throws(PipelineError) {
        switch try planner.plan(template, request, [settings], reader) {
        case .ready: return
        case .needs(let addresses): if !blank(Set(addresses)) { return }
        }
      } catch {
        guard case .input(let error) = error else { throw error }
        if isOfCards(error) { return }
        if !substitute(for: error) { throw .input(template.placed(error)) }
      }
    }
  }

  private var request: CardRequest {
    let address = JSON.object([("image_url", JSON(.string(SampleCard.pictureAddress)))])
    let layers = blankLayers.sorted().map { ($0, address) }
    return CardRequest(
      layers: layers.isEmpty ? nil : .object(layers),
      variables: variables.isEmpty
        ? nil : .object(variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
  }

  // MARK: Stand-ins.

  /// Puts stand-ins in place of remote pictures, so that the rest can be looked at; false when there
  /// are none.
  private mutating func blank(_ addresses: Set<AssetAddress>) -> Bool {
    let context = planner.context
    guard
      let card = try? template.resolve(request, site: context.defaults, limits: context.limits)
    else { return false }
    var names: Set<String> = []
    card.scene.walk { layer in
      guard case .image(let image) = layer.content, addresses.contains(image.address) else {
        return
      }
      names.insert(layer.name)
    }
    let isNews = !names.isSubset(of: blankLayers)
    blankLayers.formUnion(names)
    return isNews
  }

  /// Takes the next stand-in for what `error` complains of; false when it is the template's own
  /// doing.
  private mutating func substitute(for error: InputError) -> Bool {
    if let name = standIn(at: error.path) {
      let count = (triedCounts[name] ?? 0) + 1
      triedCounts[name] = count
      variables[name] = JSON(.string(Self.standIns[count]))
      return true
    }
    guard error.code == .missingPicture || error.code == .refusedAsset else { return false }
    let images = template.definition.layers.filter { $0.type == .image }
    let layer = images.first { error.path == Self.path(ofPicture: $0.name) }
    guard let layer, error.code == .missingPicture || !layer.variableNames.isEmpty,
      blankLayers.insert(layer.name).inserted
    else { return false }
    // Others like it would come one by one.
    for other in images where !namesPicture(other) { blankLayers.insert(other.name) }
    return true
  }

  private func namesPicture(_ layer: TemplateLayer) -> Bool {
    guard let place = template.definition.path(ofLayer: layer.name),
      let json = template.stands(at: place)
    else { return false }
    return json["image_url"] != nil || json["imageUrl"] != nil
  }

  private static func path(ofPicture layer: String) -> String {
    JSONPath.member("image_url", of: JSONPath.member(layer, of: "layers"))
  }

  /// The required variable at `path` that has another stand-in.
  private func standIn(at path: String) -> String? {
    required.first { variable in
      path == JSONPath.member(variable.name, of: "variables") && variable.kind == .text
        && (triedCounts[variable.name] ?? 0) + 1 < Self.standIns.count
    }?.name
  }

  /// Whether only the cards can say what is wrong: no stand-in fits.
  private func isOfCards(_ error: InputError) -> Bool {
    standIn(at: error.path) == nil
      && required.contains { error.path == JSONPath.member($0.name, of: "variables") }
  }

  private var required: [TemplateVariable] {
    template.definition.variables.filter { $0.isRequired && $0.fallback == nil }
  }
}

extension JSON {
  fileprivate static func object(_ members: [(String, JSON)]) -> JSON {
    JSON(.object(members.map { Member(key: $0.0, keyOffset: 0, value: $0.1) }))
  }
}
