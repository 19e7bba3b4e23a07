/// The stable address of one picture of a card: `/c/<id>.<ext>` for its first size, scale and
/// locale, `/c/<id>~<size>~<scale>x~<locale>.<ext>` for the others.
///
/// The texts a card has without any locale are its first locale; the part is left out for them.
package struct CardAddress: Sendable, Hashable {
  /// Which of a card's pictures, the format apart: its size, scale and locale.
  package struct Variant: Sendable, Hashable {
    package var size: SizeName
    /// 1 to 3, in hundredths at most.
    package var scale: Double
    /// nil for the card's own texts.
    package var locale: String?

    package init(size: SizeName, scale: Double, locale: String? = nil) {
      self.size = size
      self.scale = scale
      self.locale = locale
    }
  }

  package static let prefix = "/c/"

  package var id: String
  /// nil for the first size, scale and locale.
  package var variant: Variant?
  package var format: PictureFormat

  package init(id: String, variant: Variant? = nil, format: PictureFormat) {
    self.id = id
    self.variant = variant
    self.format = format
  }

  /// The address's path.
  package var path: String { Self.prefix + name + "." + format.fileExtension }

  /// The path between `/c/` and the extension: what tells the variants of all cards apart.
  package var name: String {
    guard let variant else { return id }
    return Self.name(
      id: id, size: variant.size.text, scale: variant.scale, locale: variant.locale)
  }

  /// The name of another than a card's first picture; `size` is a size's spelling, nil as `locale` means
  /// the card's own texts.
  package static func name(id: String, size: String, scale: Double, locale: String?) -> String {
    let locale = locale.map { "~" + $0 } ?? ""
    return id + "~" + size + "~" + JSONWriter.text(of: scale) + "x" + locale
  }

  /// The address that `path` spells, percent-decoded before; nil when it is none: another spelling
  /// of a scale or size, an unknown extension, no valid id.
  package static func parse(_ path: String, limits: Limits = Limits()) -> CardAddress? {
    guard path.hasPrefix(prefix), let dot = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: dot)...]
    guard let format = PictureFormat(name: ending), format.fileExtension == ending else {
      return nil
    }
    let start = path.index(path.startIndex, offsetBy: prefix.count)
    guard start < dot else { return nil }
    let parts = path[start..<dot].split(separator: "~", omittingEmptySubsequences: false)
    guard CardID.isValid(parts[0]) else { return nil }
    if parts.count == 1 { return CardAddress(id: String(parts[0]), format: format) }
    guard let variant = variant(parts.dropFirst(), limits: limits) else { return nil }
    return CardAddress(id: String(parts[0]), variant: variant, format: format)
  }

  private static func variant(_ parts: ArraySlice<Substring>, limits: Limits) -> Variant? {
    let parts = Array(parts)
    guard parts.count == 2 || parts.count == 3, parts[1].last == "x",
      let scale = Double(parts[1].dropLast()), PictureScale.isAllowed(scale),
      JSONWriter.text(of: scale) == parts[1].dropLast(),
      let size = try? SizeName.parse(String(parts[0]), limits: limits)
    else { return nil }
    guard parts.count == 3 else { return Variant(size: size, scale: scale) }
    guard LanguageTag.isWellFormed(parts[2]) else { return nil }
    return Variant(size: size, scale: scale, locale: String(parts[2]))
  }
}

/// The device pixel ratio of a picture.
package enum PictureScale {
  package static let range: ClosedRange<Double> = 1...3

  /// Whether `scale` is from 1 to 3 with no more than two decimals.
  package static func isAllowed(_ scale: Double) -> Bool {
    // A hundredth is not exact in binary: the nearest one to the scale must be the scale itself.
    range.contains(scale) && (scale * 100).rounded() / 100 == scale
  }
}
