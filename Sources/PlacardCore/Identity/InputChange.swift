/// One part of a card's key that is not what it was.
package struct InputChange: Sendable, Hashable {
  /// What it is: `template`, `layers.title.text`, `size`, `scale`, `format`, `effort`, `quality`,
  /// `picture`, `fonts`, `site defaults`, `renderer`.
  package var part: String
  /// Excerpts for readers; nil where there was or is nothing, or nothing worth showing.
  package var before: String?
  package var after: String?

  package init(_ part: String, before: String? = nil, after: String? = nil) {
    self.part = part
    self.before = before
    self.after = after
  }

  /// `layers.title.text: "Hello" → "Hallo"`.
  package var sentence: String {
    switch (before, after) {
    case (let before?, let after?): "\(part): \(before) → \(after)"
    case (nil, let after?): "\(part): now \(after)"
    case (let before?, nil): "\(part): no longer \(before)"
    case (nil, nil): "\(part) changed"
    }
  }
}

extension CardInputs {
  /// What differs in these inputs from `old`, in the order of the key's parts; nothing for equal
  /// ones.
  ///
  /// - Parameter pictures: names of the scene's pictures, in the order of its layers.
  package func changes(since old: CardInputs, pictures: [String]) -> [InputChange] {
    var changes: [InputChange] = []
    func note(_ part: String, _ before: String, _ after: String) {
      if before != after { changes.append(InputChange(part, before: before, after: after)) }
    }
    note("templateId", "“\(old.templateID)”", "“\(templateID)”")
    if revision != old.revision, templateID == old.templateID {
      changes.append(InputChange("template"))
    }
    changes += canonicalChanges(since: old)
    note("size", "\(old.size.width)×\(old.size.height)", "\(size.width)×\(size.height)")
    note("scale", Self.text(old.scaleHundredths), Self.text(scaleHundredths))
    note("format", old.encode.format.name, encode.format.name)
    note("effort", old.encode.effort.name, encode.effort.name)
    if encode.format == old.encode.format {
      note("quality", "\(old.encode.quality)", "\(encode.quality)")
    }
    guard let now = surroundings, let before = old.surroundings else { return changes }
    return changes + Self.changes(since: before, to: now, pictures)
  }

  private func canonicalChanges(since old: CardInputs) -> [InputChange] {
    guard canonical != old.canonical, let new = try? JSONParser.parse(canonical),
      let before = try? JSONParser.parse(old.canonical)
    else { return canonical == old.canonical ? [] : [InputChange("overrides")] }
    return before.differences(to: new).map {
      InputChange($0.path, before: $0.before, after: $0.after)
    }
  }

  private static func changes(
    since old: Surroundings, to new: Surroundings, _ pictures: [String]
  ) -> [InputChange] {
    var changes: [InputChange] = []
    if old.assets.count == new.assets.count {
      for (index, pair) in zip(old.assets, new.assets).enumerated() where pair.0 != pair.1 {
        let name = pictures.indices.contains(index) ? " " + pictures[index] : ""
        changes.append(InputChange("picture" + name))
      }
    } else {
      changes.append(
        InputChange(
          "pictures", before: "\(old.assets.count) of them", after: "\(new.assets.count)"))
    }
    if old.fonts != new.fonts { changes.append(InputChange("fonts")) }
    if old.defaults != new.defaults { changes.append(InputChange("site defaults")) }
    if old.renderer != new.renderer { changes.append(InputChange("renderer")) }
    return changes
  }

  private static func text(_ hundredths: Int) -> String {
    JSONWriter.text(of: Double(hundredths) / 100)
  }
}
