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
        let end = Self.end(before: UInt8(ascii: ","), field, start, field.count)
        note(field, start, end)
        start = end + 1
      }
    }

    private mutating func note(_ field: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
      let typeEnd = Self.end(before: UInt8(ascii: ";"), field, start, end)
      var quality = 1_000
      var from = typeEnd + 1
      while from < end {
        let to = Self.end(before: UInt8(ascii: ";"), field, from, end)
        let parameter = Self.trimmed(field, from, to)
        from = to + 1
        guard parameter.count > 1, parameter[0] | 0x20 == UInt8(ascii: "q"),
          parameter[1] == UInt8(ascii: "=")
        else { continue }
        guard let given = Self.thousandths(parameter) else { return }
        quality = given
      }
      set(Self.trimmed(field, start, typeEnd), quality)
    }

    private mutating func set(_ type: UnsafeRawBufferPointer, _ quality: Int) {
      func spells(_ word: StaticString) -> Bool {
        guard type.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<type.count {
          let byte = type[index]
          let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
          if folded != word.utf8Start[index] { return false }
        }
        return true
      }
      if spells("image/avif") {
        avif = quality
      } else if spells("image/webp") {
        webp = quality
      } else if spells("image/png") {
        png = quality
      } else if spells("image/jpeg") {
        jpeg = quality
      } else if spells("image/*") {
        images = quality
      } else if spells("*/*") {
        everything = quality
      }
    }

    /// The value of `q=0.5` (RFC 9110 §12.4.2); nil for one that is not well formed.
    private static func thousandths(_ parameter: UnsafeRawBufferPointer) -> Int? {
      guard (3...7).contains(parameter.count), parameter[2] &- 0x30 < 2,
        parameter.count == 3 || parameter[3] == UInt8(ascii: ".")
      else { return nil }
      var thousandths = Int(parameter[2] - 0x30)
      for index in 4..<7 {
        let digit = index < parameter.count ? parameter[index] : 0x30
        guard digit &- 0x30 < 10 else { return nil }
        thousandths = thousandths * 10 + Int(digit - 0x30)
      }
      return thousandths <= 1_000 ? thousandths : nil
    }

    /// Where the part from `start` ends: at the first `mark` that is not within quotes, or at `end`.
    private static func end(
      before mark: UInt8, _ field: UnsafeRawBufferPointer, _ start: Int, _ end: Int
    ) -> Int {
      var isQuoted = false
      var index = start
      while index < end, isQuoted || field[index] != mark {
        if field[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
        index += 1
      }
      return index
    }

    /// Without blanks round it.
    private static func trimmed(
      _ field: UnsafeRawBufferPointer, _ start: Int, _ end: Int
    ) -> UnsafeRawBufferPointer {
      var (from, to) = (start, max(start, end))
      while from < to, field[from] == 0x20 || field[from] == 0x09 { from += 1 }
      while to > from, field[to - 1] == 0x20 || field[to - 1] == 0x09 { to -= 1 }
      return UnsafeRawBufferPointer(rebasing: field[from..<to])
    }
  }
}
