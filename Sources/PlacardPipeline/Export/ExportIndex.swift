internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// The text of an export's `placard.json`: a head, a line for every card, an end.
///
///     {"placard":1,"build":3,"finishedAt":"…","root":"…","baseUrl":null,"aliasFiles":true,"cards":{
///     "posts/hello":{"variants":[{"url":…,"alias":…,"size":…,"scale":…,"locale":…,"format":…,
///       "type":…,"width":…,"height":…,"bytes":…,"hash":…}]},
///     }}
///
/// (each card on one line). `isPrevious` stands, as true, where the newest build could not draw the
/// picture and this is an earlier one. `alias` is null in an export without aliases.
struct ExportIndex {
  static let name = "placard.json"
  static let version = 1

  private let baseURL: String?
  private let aliases: ExportOptions.Aliases

  init(_ options: ExportOptions) {
    baseURL = options.baseURL
    aliases = options.aliases
  }

  /// What comes before the first card.
  func head(_ build: BuildRecord) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: "{\"placard\":\(Self.version),\"build\":\(build.number),\"finishedAt\":")
    writer.write(CivilTime(unixSeconds: build.finishedAt).description)
    writer.write(raw: ",\"root\":")
    writer.write(optional: build.root?.hex)
    writer.write(raw: ",\"baseUrl\":")
    writer.write(optional: baseURL)
    writer.write(raw: ",\"aliasFiles\":\(aliases.hasFiles),\"cards\":{")
    return writer.bytes
  }

  /// The lines of the cards, each of which ends the line before it.
  func line(_ card: ExportedCard, isFirst: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: isFirst ? "\n" : ",\n")
    writer.write(card.id)
    writer.write(raw: ":{\"variants\":[")
    for (index, picture) in card.pictures.enumerated() {
      if index > 0 { writer.write(raw: ",") }
      write(picture, to: &writer)
    }
    writer.write(raw: "]}")
    return writer.bytes
  }

  /// What comes behind the last card.
  static let end = Array("\n}}\n".utf8)

  private func write(_ picture: ExportedPicture, to writer: inout JSONWriter) {
    let variant = picture.variant
    writer.write(raw: "{\"url\":")
    writer.write(address(picture.path))
    writer.write(raw: ",\"alias\":")
    writer.write(optional: aliases == .none ? nil : address(picture.alias))
    writer.write(raw: ",\"size\":")
    writer.write(variant.sizeName)
    writer.write(raw: ",\"scale\":")
    writer.write(variant.scale)
    writer.write(raw: ",\"locale\":")
    writer.write(optional: variant.locale.isEmpty ? nil : variant.locale)
    writer.write(raw: ",\"format\":\"\(variant.format.name)\",")
    writer.write(raw: "\"type\":\"\(variant.format.mediaType)\",")
    writer.write(raw: "\"width\":\(variant.width),\"height\":\(variant.height),")
    writer.write(raw: "\"bytes\":\(picture.byteCount),")
    writer.write(raw: "\"hash\":\"\(variant.contentHash.hex)\"")
    if variant.isPrevious { writer.write(raw: ",\"isPrevious\":true") }
    writer.write(raw: "}")
  }

  private func address(_ path: String) -> String { (baseURL ?? "") + "/" + path }
}

extension JSONWriter {
  /// Writes `text` in quotes, or null.
  fileprivate mutating func write(optional text: String?) {
    if let text { write(text) } else { write(raw: "null") }
  }
}
