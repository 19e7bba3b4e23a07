internal import PlacardCore

extension FlexLine {
  /// Resolves flexible lengths (Flexible Box Layout 1 §9.7), dividing free space as Chromium does:
  /// the last item takes its share of all of it, the one before its share of what is left, so that
  /// no 64th of a px remains.
  ///
  /// - Parameters:
  ///   - room: the stack's inner main size.
  ///   - gap: between items.
  ///   - minimum: an item's automatic minimum size; asked for only where an item shrinks.
  mutating func flex(
    into room: Double, gap: Double,
    minimum: (FlexItemBox) throws(RenderError) -> Double
  ) throws(RenderError) {
    let gaps = gap * Double(max(0, items.count - 1))
    let wanted = items.reduce(gaps) { $0 + $1.base }
    let grows = wanted < room
    for index in items.indices {
      items[index].main = items[index].base
      items[index].isFrozen = items[index].factor(grows) == 0
    }
    let initial = freeSpace(room, gaps)
    // Every round but the last freezes an item.
    for _ in 0...items.count {
      var free = freeSpace(room, gaps)
      let factors = share(grows: grows)
      if factors > 0, factors < 1 {
        let part = LayoutUnit.truncate(initial * factors)
        if abs(part) < abs(free) { free = part }
      }
      guard grows ? free > 0 : free < 0 else { return }
      guard try distribute(free, grows: grows, minimum: minimum) else { return }
    }
  }

  /// What the frozen items' sizes and the others' base sizes leave.
  private func freeSpace(_ room: Double, _ gaps: Double) -> Double {
    items.reduce(room - gaps) { $0 - ($1.isFrozen ? $1.main : $1.base) }
  }

  /// Gives each item that is not frozen its share of what is left at its turn; answers with the sum of
  /// their flex factors.
  private mutating func share(grows: Bool) -> Double {
    var factors = 0.0
    var weights = 0.0
    for index in items.indices where !items[index].isFrozen {
      let factor = items[index].factor(grows)
      let weight = grows ? factor : factor * (items[index].base - items[index].mainInsets)
      factors += factor
      weights += weight
      items[index].share = weights > 0 ? weight / weights : 0
    }
    return factors
  }

  /// Sets the sizes of items not frozen; where one is held back by its minimum, freezes those that
  /// are and answers that another round is due.
  private mutating func distribute(
    _ space: Double, grows: Bool, minimum: (FlexItemBox) throws(RenderError) -> Double
  ) throws(RenderError) -> Bool {
    var free = space
    var held: [Int] = []
    for index in items.indices.reversed() where !items[index].isFrozen {
      let share = items[index].share
      let extra = share == 1 ? free : LayoutUnit.round(free * share)
      free -= extra
      items[index].main = items[index].base + extra
      guard !grows else { continue }
      let least: Double
      if let known = items[index].minimum {
        least = known
      } else {
        least = try minimum(items[index])
        items[index].minimum = least
      }
      if items[index].main < least {
        items[index].main = least
        held.append(index)
      }
    }
    for index in held { items[index].isFrozen = true }
    return !held.isEmpty
  }
}

extension FlexItemBox {
  fileprivate func factor(_ grows: Bool) -> Double { grows ? node.grow : node.shrink }
}
