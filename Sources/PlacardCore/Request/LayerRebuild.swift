/// A layer on its way from the template's values to a card's.
struct LayerRebuild {
  /// A property that differs from the template's, its canonical bytes within `bytes`.
  struct Change {
    var row: Int
    var start: Int
    var end: Int
  }

  let layer: TemplateLayer
  var draft: LayerDraft
  var changes: [Change] = []
  var bytes: [UInt8] = []
  /// A bit for every row that the card overrides.
  var given: UInt64 = 0

  init(_ layer: TemplateLayer) {
    self.layer = layer
    draft = layer.draft
  }
}

extension CardResolver {
  /// Puts the overrides and the filled-in variables into the layer.
  func rebuild(_ rebuild: inout LayerRebuild, _ members: [JSON.Member]) throws(InputError) {
    let table = rebuild.layer.table
    for member in members {
      guard let row = table.index(of: member.key) else {
        throw Self.unknown(member, of: rebuild.layer).within(Self.path(member, of: rebuild))
      }
      if case .null = member.value.value { continue }
      guard rebuild.given & 1 << row == 0 else {
        throw LayerCompiler.twice(member, table.rows[row]).within(
          JSONPath.member(rebuild.layer.name, of: "layers"))
      }
      rebuild.given |= 1 << row
      let value: PropertyValue
      do throws(InputError) {
        value = try table.rows[row].kind.parse(member.value, limits: limits)
        try TemplateLayer.check(
          value, table.rows[row], isInStack: rebuild.draft.isInStack, offset: member.value.offset)
      } catch {
        throw error.within(Self.path(member, of: rebuild))
      }
      put(value, in: row, of: &rebuild)
    }
    try replaceText(of: &rebuild, members)
    for slot in rebuild.layer.slots where rebuild.given & 1 << slot.row == 0 && isReached(slot) {
      let row = table.rows[slot.row]
      do throws(InputError) {
        put(
          try filledValue(of: slot, row: row) ?? rebuild.layer.initial(row: slot.row), in: slot.row,
          of: &rebuild)
      } catch {
        var named = error
        named.message = "layer \(JSON(.string(rebuild.layer.name)).excerpt): " + error.message
        throw named
      }
    }
  }

  /// A text that the card gives takes the place of the template's spans, and the other way round.
  private func replaceText(
    of rebuild: inout LayerRebuild, _ members: [JSON.Member]
  ) throws(InputError) {
    let table = rebuild.layer.table
    guard rebuild.layer.type == .text, let text = table.index(of: "text"),
      let spans = table.index(of: "spans")
    else { return }
    switch (rebuild.given & 1 << text != 0, rebuild.given & 1 << spans != 0) {
    case (true, true):
      if !rebuild.draft.text.text.isEmpty, !rebuild.draft.spans.isEmpty,
        let member = members.first(where: { $0.key == "spans" })
      {
        var error = LayerCompiler.textAndSpans.within(Self.path(member, of: rebuild))
        error.offset = member.keyOffset
        throw error
      }
    case (true, false):
      rebuild.given |= 1 << spans
      put(.spans([]), in: spans, of: &rebuild)
    case (false, true):
      rebuild.given |= 1 << text
      put(.text(""), in: text, of: &rebuild)
    case (false, false): break
    }
  }

  private static func path(_ member: JSON.Member, of rebuild: LayerRebuild) -> String {
    JSONPath.member(member.key, of: JSONPath.member(rebuild.layer.name, of: "layers"))
  }

  private static func unknown(_ member: JSON.Member, of layer: TemplateLayer) -> InputError {
    let name = JSON(.string(layer.name)).excerpt
    guard LayerCompiler.isStructure(member.key, of: layer.type) else {
      return layer.table.unknown(member, layer: name)
    }
    if member.key == "layers" {
      return InputError(
        .unknownProperty, message: "the layers of layer \(name) cannot be overridden",
        hint: "override each by its own name", offset: member.keyOffset)
    }
    return InputError(
      .unknownProperty, message: "the \(member.key) of layer \(name) cannot be overridden",
      hint: "\(layer.type.name) layers have " + layer.table.names.joined(separator: ", "),
      offset: member.keyOffset)
  }

  private func put(_ value: PropertyValue, in row: Int, of rebuild: inout LayerRebuild) {
    let property = rebuild.layer.table.rows[row]
    guard property.scope.holds(inStack: rebuild.draft.isInStack) else { return }
    let start = rebuild.bytes.count
    property.kind.append(value, to: &rebuild.bytes)
    let isEqual = isBase(rebuild.bytes[start...], value, row: row, of: rebuild.layer)
    if isEqual {
      rebuild.bytes.removeSubrange(start...)
    } else {
      property.apply(value, &rebuild.draft)
      rebuild.changes.append(
        LayerRebuild.Change(row: row, start: start, end: rebuild.bytes.count))
    }
  }

  /// Whether `bytes` are what the template and the site give.
  private func isBase(
    _ bytes: ArraySlice<UInt8>, _ value: PropertyValue, row: Int, of layer: TemplateLayer
  ) -> Bool {
    if bytes.elementsEqual(layer.base[row]) { return true }
    // Spelling out the site's own default changes nothing.
    switch value {
    case .families(let families):
      return layer.draft.text.style.families.isEmpty && families == site.families
    case .lang(let lang): return layer.draft.text.lang.isEmpty && lang == site.lang
    default: return false
    }
  }

  /// Writes down how the layer differs from the template's; false when nothing is seen of it.
  mutating func appendChanges(of rebuild: LayerRebuild, at index: Int) -> Bool {
    let wasVisible = rebuild.layer.draft.isVisible
    if rebuild.changes.isEmpty || !(wasVisible || rebuild.draft.isVisible) { return false }
    scratch.removeAll(keepingCapacity: true)
    if !rebuild.draft.isVisible {
      CSSText.append("\"visible\":false", to: &scratch)
    } else {
      appendVisible(rebuild)
    }
    if scratch.isEmpty { return false }
    if overriddenLayers.isEmpty {
      if canonical.count > 1 { canonical.append(UInt8(ascii: ",")) }
      CSSText.append("\"layers\":{", to: &canonical)
    } else {
      canonical.append(UInt8(ascii: ","))
    }
    canonical += rebuild.layer.keyBytes
    canonical.append(UInt8(ascii: "{"))
    canonical += scratch
    canonical.append(UInt8(ascii: "}"))
    overriddenLayers.append(index)
    return true
  }

  private mutating func appendVisible(_ rebuild: LayerRebuild) {
    let table = rebuild.layer.table
    let changes = rebuild.changes.sorted { $0.row < $1.row }
    let drafts = [rebuild.draft, rebuild.layer.draft]
    // Spans may have transforms of their own: what is written of them is not what is seen.
    let isTransformed =
      drafts.contains { $0.textTransform != .none } && drafts.allSatisfy(\.spans.isEmpty)
    guard isTransformed, let textRow = table.index(of: "text") else {
      for change in changes {
        appendMember(table.keyBytes[change.row], rebuild.bytes[change.start..<change.end])
      }
      return
    }
    // A transform is seen in the text alone.
    let transformRow = table.index(of: "textTransform")
    var text = transformedText(rebuild)
    for change in changes where change.row != textRow && change.row != transformRow {
      if let pending = text, change.row > textRow {
        appendMember(table.keyBytes[textRow], pending[...])
        text = nil
      }
      appendMember(table.keyBytes[change.row], rebuild.bytes[change.start..<change.end])
    }
    if let text { appendMember(table.keyBytes[textRow], text[...]) }
  }

  private mutating func appendMember(_ key: [UInt8], _ value: ArraySlice<UInt8>) {
    if !scratch.isEmpty { scratch.append(UInt8(ascii: ",")) }
    scratch += key
    scratch += value
  }

  /// The canonical bytes of the text after its transform; nil when they are the template's.
  private func transformedText(_ rebuild: LayerRebuild) -> [UInt8]? {
    let text = bytes(ofTextIn: rebuild.draft)
    return text == bytes(ofTextIn: rebuild.layer.draft) ? nil : text
  }

  private func bytes(ofTextIn draft: LayerDraft) -> [UInt8] {
    let lang = draft.text.lang.isEmpty ? site.lang : draft.text.lang
    var bytes: [UInt8] = []
    PropertyKind.append(
      string: draft.textTransform.applied(to: draft.text.text, lang: lang), to: &bytes)
    return bytes
  }
}
