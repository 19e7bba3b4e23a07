internal import CCairo
internal import PlacardCore

/// A stretch of one paragraph that is shaped as one: one font, size, direction and script.
struct FontRun {
  /// Code points of the text.
  var range: Range<Int>
  /// Into `FontStore.instances`.
  var font: Int
  /// The style that it is shaped in, into `StyleMap.styles`.
  var style: Int
  var level: UInt8
  var script: hb_script_t
  /// A tab stands alone in its run; its width is known when its place in the line is.
  var isTab: Bool
}

/// Cuts paragraphs into runs and chooses each cluster's font.
struct FontRuns {
  let text: AnalyzedText
  let map: StyleMap
  let store: FontStore
  /// Of every style.
  private let stacks: [FaceStack]
  /// Code points that no face has, at their first place.
  private(set) var missing: [(scalar: UInt32, position: Int)] = []
  private var instances: [Instance: Int] = [:]

  private struct Instance: Hashable {
    var face: Int
    var style: Int
  }

  /// Throws `missingFont` where a style reaches no face.
  init(_ text: AnalyzedText, _ map: StyleMap, store: FontStore) throws(RenderError) {
    self.text = text
    self.map = map
    self.store = store
    var stacks: [FaceStack] = []
    stacks.reserveCapacity(map.styles.count)
    for style in map.styles { stacks.append(try store.stack(for: style, in: text.language)) }
    self.stacks = stacks
  }

  /// The place in `FontStore.instances` of a style's primary font.
  mutating func primary(of style: Int = 0) throws(RenderError) -> Int {
    try instance(of: stacks[style].primary, in: style)
  }

  /// The runs of one paragraph, in logical order.
  mutating func runs(of paragraph: Range<Int>) throws(RenderError) -> [FontRun] {
    var runs: [FontRun] = []
    var place = paragraph.lowerBound
    while place < paragraph.upperBound {
      let end = clusterEnd(from: place, within: paragraph)
      let scalar = text.scalars[place]
      let style = map.shaping(at: place)
      let font = try instance(of: face(for: place..<end, in: style), in: style)
      let level = text.level(at: place)
      let script = Self.script(of: scalar)
      let isTab = scalar == 0x09
      if let last = runs.last, last.font == font, last.style == style, last.level == level,
        !isTab, !last.isTab, let merged = Self.merged(last.script, script)
      {
        runs[runs.count - 1].range = last.range.lowerBound..<end
        runs[runs.count - 1].script = merged
      } else {
        runs.append(
          FontRun(
            range: place..<end, font: font, style: style, level: level, script: script,
            isTab: isTab))
      }
      place = end
    }
    Self.inheritScripts(&runs)
    return runs
  }

  private func clusterEnd(from place: Int, within paragraph: Range<Int>) -> Int {
    var end = place + 1
    while end < paragraph.upperBound && !text.flags[end].contains(.graphemeStart) { end += 1 }
    return end
  }

  private mutating func instance(of face: Int, in style: Int) throws(RenderError) -> Int {
    let name = Instance(face: face, style: style)
    if let place = instances[name] { return place }
    let place = try store.instance(of: face, for: map.styles[style])
    instances[name] = place
    return place
  }

  // MARK: Fonts

  private mutating func face(for cluster: Range<Int>, in style: Int) -> Int {
    let stack = stacks[style]
    let scalars = text.scalars[cluster]
    if cluster.count == 1, let scalar = scalars.first, scalar < 0x80 {
      let face = stack.asciiFaces[Int(scalar)]
      if scalar >= 0x20 && scalar != 0x7F && !coverage(of: face, has: scalar) {
        missing.append((scalar, cluster.lowerBound))
      }
      return face
    }
    let order = stack.faces(for: Presentation(of: scalars))
    let needed = scalars.filter { !Self.isIgnorable($0) }
    if needed.isEmpty { return stack.primary }
    for face in order where covers(face, needed) { return face }
    // No face has them all: the base decides, and marks it lacks are missing.
    let partial = order.first { coverage(of: $0, has: needed[0]) }
    let face = partial ?? stack.primary
    for place in cluster {
      let scalar = text.scalars[place]
      if !Self.isIgnorable(scalar) && !coverage(of: face, has: scalar) {
        missing.append((scalar, place))
      }
    }
    return face
  }

  private func covers(_ face: Int, _ scalars: [UInt32]) -> Bool {
    if scalars.allSatisfy({ coverage(of: face, has: $0) }) { return true }
    guard scalars.count == 2 else { return false }
    var composed: hb_codepoint_t = 0
    return hb_unicode_compose(
      hb_unicode_funcs_get_default(), scalars[0], scalars[1], &composed) != 0
      && store.library.faces[face].coverage.contains(composed)
  }

  /// Whether `face` has the character itself or HarfBuzz can make it from what the face has.
  private func coverage(of face: Int, has scalar: UInt32) -> Bool {
    let coverage = store.library.faces[face].coverage
    if coverage.contains(scalar) { return true }
    switch scalar {
    // Spaces of fixed width are made from the plain one (U+1680 has a visible glyph).
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return coverage.contains(0x20)
    case 0x2011: return coverage.contains(0x2010)
    default: break
    }
    var first: hb_codepoint_t = 0
    var second: hb_codepoint_t = 0
    guard scalar >= 0xC0,
      hb_unicode_decompose(hb_unicode_funcs_get_default(), scalar, &first, &second) != 0
    else { return false }
    return coverage.contains(first) && (second == 0 || coverage.contains(second))
  }

  /// Characters that need no glyph: controls and default ignorables (UAX #44 §5.3.5).
  static func isIgnorable(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5,
      0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F,
      0xFEFF, 0xFFA0, 0xFFF0...0xFFF8, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  // MARK: Scripts

  private static func script(of scalar: UInt32) -> hb_script_t {
    if scalar < 0x80 {
      return (0x41...0x5A).contains(scalar & ~0x20) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON
    }
    return hb_unicode_script(hb_unicode_funcs_get_default(), scalar)
  }

  private static func isShared(_ script: hb_script_t) -> Bool {
    script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN
  }

  /// The script of a run that holds both; nil when they may not stand in one run. Kana and Han are
  /// one writing system to every font.
  private static func merged(_ first: hb_script_t, _ second: hb_script_t) -> hb_script_t? {
    if first == second || isShared(second) { return first }
    if isShared(first) { return second }
    let japanese = [HB_SCRIPT_HAN, HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA]
    return japanese.contains(first) && japanese.contains(second) ? first : nil
  }

  /// Runs of shared characters take the script of the run before them, else of the run after.
  private static func inheritScripts(_ runs: inout [FontRun]) {
    for place in runs.indices.dropFirst() where isShared(runs[place].script) {
      runs[place].script = runs[place - 1].script
    }
    for place in runs.indices.dropLast().reversed() where isShared(runs[place].script) {
      runs[place].script = runs[place + 1].script
    }
  }
}
