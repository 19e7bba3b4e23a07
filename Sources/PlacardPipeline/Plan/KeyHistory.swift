package import PlacardCore
package import PlacardStore

/// What became another between two keys.
package enum KeyHistory {
  /// What differs in the key of `output` from the stored `former`; nil when nobody knows any more
  /// what that was drawn from.
  package static func changes(
    of card: PlannedCard, _ output: PlannedCard.Output, since former: RenderKey,
    _ reader: StoreReader
  ) throws(PipelineError) -> [InputChange]? {
    let entry: CardEntry?
    do throws(StoreError) { entry = try reader.card(former) } catch { throw .store(error) }
    guard let entry, let old = CardInputs(bytes: entry.inputs) else { return nil }
    return changes(of: card, output, since: old)
  }

  /// What differs in the key of `output` from one with the inputs `old`.
  package static func changes(
    of card: PlannedCard, _ output: PlannedCard.Output, since old: CardInputs
  ) -> [InputChange] {
    card.inputs(output.settings).changes(since: old, pictures: pictures(of: card))
  }

  /// Paths and addresses of the card's source pictures, in the order of its layers.
  static func pictures(of card: PlannedCard) -> [String] {
    var pictures: [String] = []
    card.scene.walk { layer in
      guard case .image(let image) = layer.content else { return }
      switch image.address {
      case .file(let path): pictures.append(path)
      case .remote(let url): pictures.append(url)
      case .inline: pictures.append("of layer “\(layer.name)”")
      }
    }
    return pictures
  }

  /// What of template `id` differs between its revision `old` and `template`, at most `countMax`
  /// places; nil when that revision is not kept.
  static func templateChanges(
    _ id: String, since old: TemplateRevision, to template: Template, _ snapshot: Snapshot,
    countMax: Int
  ) throws(PipelineError) -> [JSONDifference]? {
    do throws(StoreError) {
      let records = try snapshot.templateVersions(id) + [snapshot.template(id)].compactMap { $0 }
      guard let former = records.last(where: { $0.revision == old }),
        let before = try? JSONParser.parse(former.jsonData)
      else { return nil }
      return Array(before.differences(to: template.jsonData).prefix(countMax))
    } catch {
      throw .store(error)
    }
  }
}
