internal import CCairo
internal import PlacardCore

/// The fonts one painter has open: its own FreeType, its own faces.
///
/// Bounded: past `instanceCountMax` everything is closed and opened again as it is needed, which
/// costs time and never changes a pixel.
final class FontStore {
  let library: FontLibrary
  private let freeType: FT_Library
  private(set) var instances: [FontInstance] = []
  private var instancePlaces: [InstanceKey: Int] = [:]
  private var stacks: [StackKey: FaceStack] = [:]

  static let instanceCountMax = 256
  private static let stackCountMax = 128

  private struct InstanceKey: Hashable {
    var face: Int
    var variations: [FontInstance.Variation]
  }

  private struct StackKey: Hashable {
    var families: [String]
    var weight: Int
    var slant: TextStyle.Slant
    var language: Language
  }

  init(_ library: FontLibrary) {
    self.library = library
    var opened: FT_Library?
    guard FT_Init_FreeType(&opened) == 0, let freeType = opened else {
      preconditionFailure("FreeType does not start: no memory")
    }
    self.freeType = freeType
  }

  deinit {
    instances.removeAll()
    FT_Done_FreeType(freeType)
  }

  /// Closes every font when there are too many. Only between texts: places in `instances` end here.
  /// Returns whether it did.
  func trim() -> Bool {
    if stacks.count > Self.stackCountMax { stacks.removeAll() }
    guard instances.count > Self.instanceCountMax else { return false }
    instances.removeAll()
    instancePlaces.removeAll()
    return true
  }

  /// The faces that `style` reaches. Throws `missingFont` when there is none.
  func stack(for style: TextStyle, in language: Language) throws(RenderError) -> FaceStack {
    let key = StackKey(
      families: style.families, weight: style.weight, slant: style.slant, language: language)
    if let stack = stacks[key] { return stack }
    guard let stack = FaceStack(style: style, language: language, library: library) else {
      let wanted = style.families.joined(separator: ", ")
      throw RenderError(
        .missingFont,
        "no font for the families \"\(wanted)\" and no fallback font; add one to the site's fonts")
    }
    stacks[key] = stack
    return stack
  }

  /// The place in `instances` of `face` as `style` sets its axes.
  func instance(of face: Int, for style: TextStyle) throws(RenderError) -> Int {
    let description = library.faces[face]
    let key = InstanceKey(face: face, variations: Self.variations(of: description, for: style))
    if let place = instancePlaces[key] { return place }
    let bytes = library.bytes[description.file]
    let blob = try bytes.load()
    guard
      let instance = FontInstance(
        face: face, index: description.index, isColor: description.isColor, of: blob,
        freeType: freeType, variations: key.variations)
    else {
      throw RenderError(.badFont, "font file \(bytes.file.path) cannot be opened by FreeType")
    }
    instances.append(instance)
    instancePlaces[key] = instances.count - 1
    return instances.count - 1
  }

  /// `font-variation-settings` over what weight, slant and optical size ask of the axes (CSS Fonts
  /// 4 §7.2).
  private static func variations(
    of face: FontFace, for style: TextStyle
  ) -> [FontInstance.Variation] {
    guard !face.axes.isEmpty else { return [] }
    var wanted: [String: Double] = ["wght": Double(style.weight), "opsz": style.size]
    if style.slant != .normal && face.slant == .normal {
      wanted["ital"] = 1
      // A negative `slnt` leans to the right.
      wanted["slnt"] = -14
    }
    for variation in style.variations { wanted[variation.tag] = variation.value }
    return face.axes.compactMap { axis in
      guard let value = wanted[axis.tag], let tag = tagValue(axis.tag) else { return nil }
      return FontInstance.Variation(tag: tag, value: min(max(value, axis.minimum), axis.maximum))
    }
  }
}
