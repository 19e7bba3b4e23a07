package import PlacardCore

/// What a build publishes, all in one commit.
package struct BuildPublication: Sendable {
  package var startedAt: Int64
  package var finishedAt: Int64
  /// The encode settings in force, which the server resolves requests with.
  package var settings: [UInt8]
  /// Cards, rendered, reused and failed; the store fills in `removed`.
  package var counts: BuildCounts
  /// Every card of the manifests, changed or not; pages of others are taken away. Nil keeps them
  /// all (`--add`).
  package var seen: SeenCards?
  /// Cards that keep the page they had, since they failed: the next build has to look at them.
  package var failedIDs: [String] = []
  /// The numbers of the dependencies that hold now; with `seen`, all others go.
  package var dependencies: Set<UInt64> = []
  /// Which part of the site's cards this build has; nil for all.
  package var shard: Shard?

  package init(
    startedAt: Int64, finishedAt: Int64, settings: [UInt8], counts: BuildCounts, seen: SeenCards?
  ) {
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.settings = settings
    self.counts = counts
    self.seen = seen
  }
}

/// What became of a publication.
package struct PublishedBuild: Sendable {
  package var number: UInt64
  package var transactionID: UInt64
  package var addedPages = 0
  package var changedPages = 0
  package var removedPages = 0
  /// Cards one of whose pictures has gone since they were staged. They keep the page they had, and
  /// the next build looks at them again.
  package var incompleteCards: [String] = []
  /// The store's root; see `StoreRoot`.
  package var root: Digest

  var changesNothing: Bool { addedPages + changedPages + removedPages == 0 }
}

/// A build: pages staged in batches, then published whole.
extension StoreWriter {
  /// Begins a build, dropping what an interrupted one staged. Hold the `BuildLock` around it.
  ///
  /// - Returns: the build's number, counting from 1.
  @discardableResult
  package func beginBuild() throws(StoreError) -> UInt64 {
    try change { (snapshot) throws(StoreError) in
      try snapshot.view.empty(snapshot.tables[.staged])
      let number = (try snapshot.meta(.lastBuild) ?? 0) + 1
      try snapshot.setMeta(.lastBuild, number)
      try snapshot.setMeta(.stagingBuild, number)
      return number
    }
  }

  /// Puts a new or changed page aside for the publication. Its cards become `built`, so that
  /// nothing takes their pictures away meanwhile.
  package func stage(_ staged: StagedPage) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      let build = try snapshot.stagingBuild()
      precondition(build != nil, "a page is staged within a build")
      for variant in staged.page.variants {
        _ = try snapshot.raiseCard(variant.renderKey, to: .built)
      }
      try snapshot.put(staged, in: .staged, StoreKey.name(staged.page.id))
    }
  }

  /// Notes what lines depend on; to be written before the first line that says so.
  package func putDependencies(_ record: DependencyRecord) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      try snapshot.put(record, in: .dependencies, StoreKey.number(record.number))
    }
  }

  /// Notes that the published page of card `id` is what `line` makes; nil forgets by what it may be
  /// passed. A card without a page is left alone.
  package func putLine(_ id: String, _ line: LineRecord?) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      let key = StoreKey.name(id)
      guard let line else {
        try snapshot.delete(from: .lines, key)
        return
      }
      guard try snapshot.view.find(snapshot.tables[.pages], key) != nil else { return }
      try snapshot.put(line, in: .lines, key)
    }
  }

  /// Publishes the build and commits: before, readers see the whole of the build before it, after,
  /// the whole of this one.
  package func publish(_ publication: BuildPublication) throws(StoreError) -> PublishedBuild {
    var published = try change { (snapshot) throws(StoreError) in
      try Publisher(snapshot).publish(publication)
    }
    guard let id = try commit() else { preconditionFailure("a publication is a change") }
    published.transactionID = id
    return published
  }

  /// Drops what the build under way has staged; its pictures stay for the next.
  package func abandonBuild() throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      try snapshot.view.empty(snapshot.tables[.staged])
      try snapshot.setMeta(.stagingBuild, 0)
    }
  }

  /// Puts the pages of an earlier build back and commits; the builds after it are gone.
  ///
  /// - Returns: the number of the commit; nil when that build is not there, or its history is not.
  package func rollBack(to number: UInt64) throws(StoreError) -> UInt64? {
    let isDone = try change { (snapshot) throws(StoreError) in
      try History(snapshot).rollBack(to: number)
    }
    return isDone ? try commit() : nil
  }
}

extension Snapshot {
  /// The build whose pages are being staged; nil between builds.
  func stagingBuild() throws(StoreError) -> UInt64? {
    let number = try meta(.stagingBuild) ?? 0
    return number == 0 ? nil : number
  }
}
