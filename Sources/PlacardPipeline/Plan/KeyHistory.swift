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
    var pictures: [String] = []
    card.scene.walk { layer in
      guard case .image(let image) = layer.content else { return }
      switch image.address {
      case .file(let path): pictures.append(path)
      case .remote(let url): pictures.append(url)
      case .inline: pictures.append("of layer “\(layer.name)”")
      }
    }
    return card.inputs(output.settings).changes(since: old, pictures: pictures)
  }

  /// What of template `id` differs between the revision `old` and the one that `snapshot` has now, at
  /// most `countMax` places; nil when that revision is not kept.
  package static func templateChanges(
    _ id: String, since old: TemplateRevision, _ snapshot: Snapshot, countMax: Int
  ) throws(PipelineError) -> [JSONDifference]? {
    do throws(StoreError) {
      let versions = try snapshot.templateVersions(id)
      guard let now = try snapshot.template(id),
        let former = versions.last(where: { $0.revision == old }),
        let before = try? JSONParser.parse(former.jsonData),
        let after = try? JSONParser.parse(now.jsonData)
      else { return nil }
      return Array(before.differences(to: after).prefix(countMax))
    } catch {
      throw .store(error)
    }
  }
}
