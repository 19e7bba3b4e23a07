internal import PlacardContent
internal import PlacardCore

/// A picture that an address asks for, as a card of the build.
struct WantedPicture: Hashable {
  /// Says all of the picture: two addresses of one spelling more or less have one.
  let key: String
  let json: JSON

  static func == (left: Self, right: Self) -> Bool { left.key == right.key }
  func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Why an address is left to the server.
  enum Refusal: Error {
    case input(InputError)
    /// It can be asked for and not be built; a clause.
    case serverOnly(String)
  }

  /// What the `query` of an address asks for, read as the server reads it.
  init(
    query: String, limits: Limits, profile: EncodeProfile
  ) throws(Refusal) {
    let request: PictureRequest
    do throws(InputError) {
      request = try PictureRequest.parse(query: Array(query.utf8), limits: limits)
    } catch {
      throw .input(error)
    }
    // What `auto` gives those that take nothing else.
    let format = request.format ?? .png
    if format != .png, let quality = request.quality,
      profile.settings(for: format, quality: quality) != profile.settings(for: format)
    {
      throw .serverOnly("it asks for a quality of its own, which only the server gives")
    }
    let card = request.card
    guard (card.width == nil) == (card.height == nil) else {
      throw .serverOnly("it gives one side of its size; give both")
    }
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) {
      guard let value else { return }
      members.append(JSON.Member(key: name, keyOffset: 0, value: value))
    }
    add("templateId", JSON(.string(request.templateID)))
    add("formats", JSON(.array([JSON(.string(format.name))])))
    add("scales", JSON(.array([JSON(.number(card.scale))])))
    if let width = card.width, let height = card.height {
      add("sizes", JSON(.array([JSON(.string("\(width)x\(height)"))])))
    }
    add("layers", card.layers.map(\.withoutPlaces))
    add("variables", card.variables.map(\.withoutPlaces))
    json = JSON(.object(members))
    key = JSONWriter.text(of: json)
  }

  /// The card of that id.
  func entry(id: String, source: CardSource, limits: Limits) -> ManifestEntry {
    guard case .object(var members) = json.value else { preconditionFailure("made an object") }
    members.append(JSON.Member(key: "id", keyOffset: 0, value: JSON(.string(id))))
    let json = JSON(.object(members))
    return .made(
      json, rawDigest: Digest(of: JSONWriter.text(of: json)), source: source, limits: limits)
  }
}

extension JSON {
  /// The same value, whose parts do not claim to stand anywhere in a page.
  fileprivate var withoutPlaces: JSON {
    switch value {
    case .array(let elements): JSON(.array(elements.map(\.withoutPlaces)))
    case .object(let members):
      JSON(
        .object(
          members.map { JSON.Member(key: $0.key, keyOffset: 0, value: $0.value.withoutPlaces) }))
    default: JSON(value)
    }
  }
}
