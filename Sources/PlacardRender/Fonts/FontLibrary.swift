package import PlacardCore

/// A family that the site's fonts offer.
package struct FontFamily: Sendable, Hashable {
  /// As the fonts spell it.
  package var name: String
  /// Indices into `FontLibrary.files`, ascending.
  package var files: [Int]
  /// Every weight or range of weights, ascending.
  package var weights: [ClosedRange<Double>]
  package var hasItalic: Bool
  /// The variation axes of its faces, each tag once.
  package var axes: [FontAxis]
  package var isFallback: Bool
  /// In the order of the files, then of a collection's faces.
  package var styles: [FontStyle]
}

/// One face of a family, as CSS would select it.
package struct FontStyle: Sendable, Hashable {
  /// Into `FontLibrary.files`.
  package var file: Int
  /// Whether the file is a collection, of however many faces.
  package var isInCollection: Bool
  /// One weight, or the range of an axis.
  package var weights: ClosedRange<Double>
  /// As in `font-style`.
  package var slant: TextStyle.Slant
  /// As in `font-stretch`, in percent.
  package var stretch: Double
  package var axes: [FontAxis]
  /// Whether its glyphs bring their own colours.
  package var isColor: Bool
}

/// The fonts of a site: what its text may be drawn with, and nothing else of the machine.
///
/// Immutable and shared by every worker. Faces are found by the names in the files; the bytes of
/// a file are read when a text first reaches it.
package final class FontLibrary: Sendable {
  package let files: [FontFile]
  /// In the order of the files.
  package let families: [FontFamily]
  let faces: [FontFace]
  let bytes: [FontBytes]
  /// Faces of a lower-cased family name, in the order of the files.
  private let facesByName: [String: [Int]]
  /// Fallback families in their fixed order: that of the files, then of a collection's faces.
  let fallbackFamilies: [String]

  /// Reads the names, styles and character maps of `files`.
  ///
  /// Throws `badFont` that names the file when one cannot be read, is broken or has only colour
  /// glyphs that cannot be drawn.
  package static func load(_ files: [FontFile]) throws(RenderError) -> FontLibrary {
    var faces: [FontFace] = []
    for (place, file) in files.enumerated() {
      faces += try FaceReader.faces(of: file, at: place)
    }
    return FontLibrary(files: files, faces: faces)
  }

  private init(files: [FontFile], faces: [FontFace]) {
    self.files = files
    self.faces = faces
    bytes = files.map(FontBytes.init)
    var facesByName: [String: [Int]] = [:]
    var order: [String] = []
    var fallback: [String] = []
    for (place, face) in faces.enumerated() {
      let key = face.family.lowercased()
      if !order.contains(key) { order.append(key) }
      if files[face.file].isFallback && !fallback.contains(key) { fallback.append(key) }
      for name in Set(face.names).union([key]) { facesByName[name, default: []].append(place) }
    }
    self.facesByName = facesByName
    fallbackFamilies = fallback
    families = order.map { key in
      Self.family(of: faces.filter { $0.family.lowercased() == key }, files: files)
    }
  }

  private static func family(of faces: [FontFace], files: [FontFile]) -> FontFamily {
    var axes: [FontAxis] = []
    for axis in faces.flatMap(\.axes) where !axes.contains(where: { $0.tag == axis.tag }) {
      axes.append(axis)
    }
    let weights = Set(faces.map(\.weights)).sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    return FontFamily(
      name: faces[0].family, files: Set(faces.map(\.file)).sorted(), weights: weights,
      hasItalic: faces.contains { $0.slant != .normal || $0.slants }, axes: axes,
      isFallback: faces.contains { files[$0.file].isFallback },
      styles: faces.map {
        FontStyle(
          file: $0.file, isInCollection: $0.isInCollection, weights: $0.weights, slant: $0.slant,
          stretch: $0.width, axes: $0.axes, isColor: $0.isColor)
      })
  }

  /// The faces that answer to `family`, a name in any case or a generic family; empty when none
  /// does.
  func faces(ofFamily family: String) -> [Int] {
    let key = family.lowercased()
    if let named = facesByName[key] { return named }
    guard let generic = GenericFamily(name: key), let name = generic.family(in: self) else {
      return []
    }
    return facesByName[name] ?? []
  }

  /// The faces of a family of the fallback list that fallback files hold.
  func fallbackFaces(ofFamily name: String) -> [Int] {
    (facesByName[name] ?? []).filter { files[faces[$0].file].isFallback }
  }

  /// Indices into `files` of every file that a text with this family list can reach: the files of
  /// these families, then all fallback files, in the order in which they are tried; each once.
  package func reach(_ families: [String]) -> [Int] {
    var reached: [Int] = []
    let named = families.flatMap { family in
      Set(faces(ofFamily: family).map { faces[$0].file }).sorted()
    }
    for file in named + files.indices.filter({ files[$0].isFallback })
    where !reached.contains(file) {
      reached.append(file)
    }
    return reached
  }

  /// Those of `families` that no font of the site answers to and that are not generic.
  package func unknownFamilies(_ families: [String]) -> [String] {
    families.filter { family in
      faces(ofFamily: family).isEmpty && GenericFamily(name: family.lowercased()) == nil
    }
  }

  /// The family whose name is most like `name`; nil when none is near.
  package func nearestFamily(to name: String) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    let nearest = families.map { family in
      (family.name, editDistance(wanted, Array(family.name.lowercased().unicodeScalars)))
    }.min { $0.1 < $1.1 }
    guard let nearest, nearest.1 <= max(2, wanted.count / 3) else { return nil }
    return nearest.0
  }
}

/// The least number of insertions, deletions and replacements that make `left` into `right`.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var row = Array(0...right.count)
  for (place, scalar) in left.enumerated() {
    var diagonal = row[0]
    row[0] = place + 1
    for (other, candidate) in right.enumerated() {
      let replaced = diagonal + (scalar == candidate ? 0 : 1)
      diagonal = row[other + 1]
      row[other + 1] = min(replaced, row[other] + 1, row[other + 1] + 1)
    }
  }
  return row[right.count]
}
