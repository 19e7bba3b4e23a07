internal import PlacardCodec
internal import PlacardCore
internal import Synchronization

/// The deflated rows that cards have in common, by what they were made for. Shared by the workers.
///
/// Bands are made from the first card that needs them and hold for every card whose other rows are
/// the same pixels; a card whose rows are not gets bands of its own. So a card's bytes depend on its
/// own pixels and rows alone, whoever made the bands.
final class BandsTable: Sendable {
  private struct Name: Hashable {
    var revision: TemplateRevision
    var size: PixelSize
    var rows: Range<Int>
    var effort: Effort
    var filter: PNGFilter
  }

  private struct State {
    var bands: [Name: PNGBands] = [:]
    /// Oldest first.
    var order: [Name] = []
  }

  private let state = Mutex(State())
  /// Each keeps a bitmap to compare with.
  private let countMax = 8

  /// Bands that hold for `bitmap`, whose own rows are `rows`.
  func bands(
    for bitmap: borrowing Bitmap, rows: Range<Int>, revision: TemplateRevision, effort: Effort,
    filter: PNGFilter
  ) throws(CodecError) -> PNGBands {
    let name = Name(
      revision: revision, size: bitmap.size, rows: rows, effort: effort, filter: filter)
    if let known = state.withLock({ $0.bands[name] }), known.haveRows(of: bitmap) { return known }
    let made = try PNGBands(base: bitmap, rows: rows, effort: effort, filter: filter)
    state.withLock { state in
      if state.bands.updateValue(made, forKey: name) == nil { state.order.append(name) }
      if state.order.count > countMax { state.bands[state.order.removeFirst()] = nil }
    }
    return made
  }
}
