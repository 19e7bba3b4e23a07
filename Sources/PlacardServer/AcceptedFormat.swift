internal import PlacardCore
internal import PlacardHTTP

/// What Accept (RFC 9110 §12.5.1) comes to for `format=auto`: requests of one case get equal bytes
/// from one address.
enum AcceptedFormat: UInt8 {
  case avif = 1
  case webp
  /// PNG or JPEG, as the card's content has it.
  case plain
  /// PNG rather than JPEG.
  case png
  /// JPEG rather than PNG.
  case jpeg

  /// What the Accept fields of `request` come to.
  init(_ request: borrowing HTTPRequest) {
    guard request.isRepeated(.accept) else {
      self.init(request.field(.accept))
      return
    }
    self = request.joinedField("accept").withUnsafeBytes { AcceptedFormat($0) }
  }

  /// AVIF and WebP must be named: ranges such as `image/*` are sent by clients that know neither.
  /// Among formats of equal quality AVIF comes first, then WebP. A client that takes none of them
  /// gets a picture nevertheless, as §12.5.1 allows.
  init(_ field: UnsafeRawBufferPointer?) {
    guard let field else {
      self = .plain
      return
    }
    let weights = Weights(field)
    let png = weights.png ?? weights.images ?? weights.everything ?? 0
    let jpeg = weights.jpeg ?? weights.images ?? weights.everything ?? 0
    let (avif, webp, plain) = (weights.avif ?? 0, weights.webp ?? 0, max(png, jpeg))
    if avif > 0, avif >= webp, avif >= plain {
      self = .avif
    } else if webp > 0, webp >= plain {
      self = .webp
    } else if png != jpeg {
      self = png > jpeg ? .png : .jpeg
    } else {
      self = .plain
    }
  }

  /// The format of a card; `scene` is asked for where that depends on its content. A card that
  /// something shows through is a PNG for who would rather have JPEG.
  func format<E: Error>(of scene: () throws(E) -> Scene) throws(E) -> PictureFormat {
    switch self {
    case .avif: .avif
    case .webp: .webp
    case .png: .png
    case .plain: try scene().plainFormat
    case .jpeg: try scene().background.isOpaque ? .jpeg : .png
    }
  }

  /// Qualities in thousandths; nil for what is not named. Of two of the same name the last counts.
  private struct Weights {
    var avif: Int?
    var webp: Int?
    var png: Int?
    var jpeg: Int?
    var images: Int?
    var everything: Int?

    init(_ field: UnsafeRawBufferPointer) {
      var start = 0
      while start < field.count {
        var end = start
        // A comma inside quotes belongs to a parameter.
        var isQuoted = false
        while end < field.count, isQuoted || field[end] != UInt8(ascii: ",") {
          if field[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
          end += 1
        }
        note(field[start..<end])
        start = end + 1
      }
    }

    private mutating func note(_ element: Slice<UnsafeRawBufferPointer>) {
      let parts = element.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      guard let quality = Self.quality(parts.dropFirst()) else { return }
      switch Self.word(parts[0]) {
      case "image/avif": avif = quality
      case "image/webp": webp = quality
      case "image/png": png = quality
      case "image/jpeg": jpeg = quality
      case "image/*": images = quality
      case "*/*": everything = quality
      default: break
      }
    }

    /// The quality among a range's parameters, 1 without one; nil for one that is none.
    private static func quality(_ parameters: ArraySlice<Slice<UnsafeRawBufferPointer>>) -> Int? {
      for parameter in parameters {
        let text = word(parameter)
        guard text.hasPrefix("q=") else { continue }
        let digits = Array(text.utf8.dropFirst(2))
        guard (1...5).contains(digits.count), digits[0] &- 0x30 < 2,
          digits.count == 1 || digits[1] == UInt8(ascii: ".")
        else { return nil }
        var thousandths = Int(digits[0] - 0x30)
        for place in 0..<3 {
          let digit = place + 2 < digits.count ? digits[place + 2] : 0x30
          guard digit &- 0x30 < 10 else { return nil }
          thousandths = thousandths * 10 + Int(digit - 0x30)
        }
        return thousandths <= 1_000 ? thousandths : nil
      }
      return 1_000
    }

    /// In small letters, without blanks round it.
    private static func word(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
      let text = bytes.drop { $0 == 0x20 || $0 == 0x09 }
      let end = text.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? text.startIndex
      return String(decoding: text[text.startIndex..<end], as: UTF8.self).lowercased()
    }
  }
}
