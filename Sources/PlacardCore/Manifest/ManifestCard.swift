/// A card of a manifest with the manifest's defaults in it; whether its template and layers exist
/// is not known yet.
package struct ManifestCard: Sendable {
  /// The id, valid by `CardID`, and the template's, which is spelled the same way.
  package let id: String
  package let templateID: String
  /// An object of objects: layer, property, value.
  package private(set) var layers: JSON
  /// An object: variable, value.
  package private(set) var variables: JSON
  /// Empty where the build decides.
  package let formats: [PictureFormat]
  /// Empty for the template's own size.
  package let sizes: [SizeName]
  /// At least one.
  package let scales: [Double]
  /// Beside the card's own texts, which are its first locale.
  package private(set) var locales: [CardLocale]
  package let source: CardSource
  /// Of the card's raw text and its defaults': while it stays, so does the card.
  package let rawDigest: Digest

  private let own: JSON
  private let defaults: ManifestDefaults?
  /// Whether its values are cells, strings all of them, which only the template's types make values.
  private let hasCells: Bool

  /// Throws when the card has no id or, with its defaults, no template.
  init(
    _ members: CardMembers, own: JSON, defaults: ManifestDefaults?, source: CardSource,
    rawDigest: Digest, hasCells: Bool = false
  ) throws(InputError) {
    let inherited = defaults?.members
    guard let id = members.id else { throw Self.missing("id", in: own) }
    guard let templateID = members.templateID ?? inherited?.templateID else {
      throw Self.missing("templateId", in: own)
    }
    func merged(_ name: String, _ card: JSON?, _ defaults: JSON?) -> JSON? {
      DefaultsMerge.merge(card, over: defaults, depth: DefaultsMerge.depth(of: name))
    }
    let empty = JSON(.object([]), offset: own.offset)
    self.id = id
    self.templateID = templateID
    layers = merged("layers", members.layers, inherited?.layers) ?? empty
    variables = merged("variables", members.variables, inherited?.variables) ?? empty
    formats = members.formats ?? inherited?.formats ?? []
    sizes = members.sizes ?? inherited?.sizes ?? []
    scales = members.scales ?? inherited?.scales ?? [1]
    locales = CardLocale.all(
      in: merged("locales", members.locales, inherited?.locales), empty: empty)
    self.source = source
    self.rawDigest = rawDigest
    self.own = own
    self.defaults = defaults
    self.hasCells = hasCells
  }

  /// The card with its cells read as `template`, which it names, types what they are for; any other
  /// card as it is. An empty cell is a text, and nothing said where no text is wanted.
  package func typed(by template: Template) -> ManifestCard {
    guard hasCells else { return self }
    var typed = self
    typed.layers = template.typed(layers: layers)
    typed.variables = template.typed(variables: variables)
    typed.locales = locales.map {
      CardLocale(
        name: $0.name, layers: template.typed(layers: $0.layers),
        variables: template.typed(variables: $0.variables))
    }
    return typed
  }

  private static func missing(_ name: String, in json: JSON) -> InputError {
    InputError(
      .missing, message: "the member \"\(name)\" is missing", offset: json.offset)
  }

  /// `error`, whose path is one within the card as in `layers.title.text` and whose offset is the
  /// value's, with file, line, column and the path in the file: those of the defaults for a value
  /// that comes from there. An error that knows no offset, since it came up long after the card was
  /// read, gets that of the value at its path.
  package func located(_ error: InputError) -> InputError {
    var error = error
    if let defaults,
      DefaultsMerge.isInherited(error.path, card: own, defaults: defaults.json)
    {
      error.offset = error.offset ?? Self.offset(of: error.path, in: defaults.json)
      return defaults.source.located(error)
    }
    error.offset = error.offset ?? Self.offset(of: error.path, in: own)
    return source.located(error)
  }

  /// Where the value at `path` stands; nil where nothing does.
  private static func offset(of path: String, in json: JSON) -> Int? {
    if let value = json.value(at: path) { return value.offset }
    // The one property with two names.
    guard path.hasSuffix("image_url") else { return nil }
    return json.value(at: path.dropLast("image_url".utf8.count) + "imageUrl")?.offset
  }

  /// The card's layers as `locale` changes them, property by property.
  package func layers(in locale: CardLocale?) -> JSON {
    DefaultsMerge.merge(locale?.layers, over: layers, depth: 2) ?? layers
  }

  /// The card's variables as `locale` changes them.
  package func variables(in locale: CardLocale?) -> JSON {
    DefaultsMerge.merge(locale?.variables, over: variables, depth: 1) ?? variables
  }

  /// As `located(_:)`, for an error in the layers or variables of the card in `locale`.
  package func located(_ error: InputError, in locale: CardLocale) -> InputError {
    func root(_ layers: JSON, _ variables: JSON) -> JSON {
      JSON(
        .object([
          JSON.Member(key: "layers", keyOffset: 0, value: layers),
          JSON.Member(key: "variables", keyOffset: 0, value: variables),
        ]))
    }
    let isOwn =
      DefaultsMerge.isInherited(
        error.path, card: JSON(.object([])),
        defaults: root(layers(in: locale), variables(in: locale)))
      && !DefaultsMerge.isInherited(
        error.path, card: root(locale.layers, locale.variables), defaults: root(layers, variables))
    return located(isOwn ? error.within(JSONPath.member(locale.name, of: "locales")) : error)
  }

  /// Byte offset of the id in the source's text.
  var idOffset: Int { own["id"]?.offset ?? own.offset }
}

/// What a card says in another language: overrides on top of the card's own.
package struct CardLocale: Sendable {
  /// A language tag (BCP 47).
  package let name: String
  /// As in `ManifestCard`.
  package let layers: JSON
  package let variables: JSON

  static func all(in json: JSON?, empty: JSON) -> [CardLocale] {
    guard case .object(let members)? = json?.value else { return [] }
    return members.map { member in
      func part(_ name: String) -> JSON {
        guard let part = member.value[name], !part.isNull else { return empty }
        return part
      }
      return CardLocale(name: member.key, layers: part("layers"), variables: part("variables"))
    }
  }
}
