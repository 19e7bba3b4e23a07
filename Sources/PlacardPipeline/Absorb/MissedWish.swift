internal import PlacardCore
internal import PlacardStore

/// What strangers asked a template for, in one size, and the pictures that they got.
struct MissedWish {
  struct Name: Hashable {
    var templateID: String
    /// As canonical JSON.
    var canonical: [UInt8]
    var size: PixelSize
  }

  struct Picture: Hashable {
    var scale: Double
    var format: PictureFormat
    var key: RenderKey
  }

  var name: Name
  var pictures: [Picture]

  /// The same in parts whose pictures are all their scales in all their formats, as a card's are.
  var cards: [MissedWish] {
    var byScale: [Double: [Picture]] = [:]
    for picture in pictures { byScale[picture.scale, default: []].append(picture) }
    var byFormats: [[PictureFormat]: [Picture]] = [:]
    for pictures in byScale.values {
      let formats = Set(pictures.map(\.format)).sorted { $0.rawValue < $1.rawValue }
      byFormats[formats, default: []] += pictures
    }
    return byFormats.keys.sorted { left, right in
      left.map(\.rawValue).lexicographicallyPrecedes(right.map(\.rawValue))
    }.map { MissedWish(name: name, pictures: byFormats[$0] ?? []) }
  }

  var scales: [Double] { Set(pictures.map(\.scale)).sorted() }

  var formats: [PictureFormat] {
    Set(pictures.map(\.format)).sorted { $0.rawValue < $1.rawValue }
  }

  /// The size as a manifest names it.
  var sizeName: String {
    (SizePreset.all.first { $0.size == name.size }.map { SizeName($0) } ?? SizeName(name.size)).text
  }

  /// The line of a manifest that says so by `wish`. Its id is made of all else, so that what stands
  /// in a manifest once is never added again under another.
  func line(_ wish: Template.Wish) -> String {
    var rest = JSONWriter()
    rest.write(raw: ",\"templateId\":")
    rest.write(name.templateID)
    for (member, value) in [("layers", wish.layers), ("variables", wish.variables)] {
      if case .object(let members) = value.value, members.isEmpty { continue }
      rest.write(raw: ",\"\(member)\":")
      rest.write(value)
    }
    rest.write(raw: ",\"sizes\":[\"\(sizeName)\"],\"scales\":[")
    rest.write(raw: scales.map { JSONWriter.text(of: $0) }.joined(separator: ","))
    rest.write(raw: "],\"formats\":[")
    rest.write(raw: formats.map { "\"\($0.name)\"" }.joined(separator: ","))
    rest.write(raw: "]}")
    let mark = Digest(of: rest.bytes).hex.prefix(12)
    let id = "absorbed/\(name.templateID)/\(mark)"
    return "{\"id\":\"" + (CardID.isValid(id) ? id : "absorbed/\(mark)") + "\""
      + String(decoding: rest.bytes, as: UTF8.self)
  }
}
