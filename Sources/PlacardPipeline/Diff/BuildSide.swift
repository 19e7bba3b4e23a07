internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// One of two builds that are compared.
struct BuildSide: Sendable {
  let store: Store
  let number: UInt64
  /// For people.
  let name: String

  /// - Throws: when there is no such store or build.
  init(_ build: BuildName, store path: String?, known: BuildSide?) throws(PipelineError) {
    let store: Store
    var (path, name) = (path ?? "", "")
    if case .store(let other) = build {
      path = other
      name = " of " + other
    }
    do throws(StoreError) {
      // A process has a store open once: a second map of it would break the locks of the first.
      if let known, Directory.resolved(known.store.path) == Directory.resolved(path) {
        store = known.store
      } else {
        store = try Store.open(at: path, create: false)
      }
      self.store = store
      let reader = try store.reader()
      let builds = try reader.withSnapshot { snapshot throws(StoreError) in
        try snapshot.reachableBuilds().map(\.number)
      }
      guard let number = Self.number(of: build, among: builds) else {
        throw Self.missing(build, store.path, builds)
      }
      self.number = number
      self.name = "build \(number)" + name
    } catch {
      throw .store(error)
    }
  }

  private static func number(of build: BuildName, among known: [UInt64]) -> UInt64? {
    switch build {
    case .number(let number): known.contains(number) ? number : nil
    case .current, .store: known.last
    case .previous: known.dropLast().last
    }
  }

  private static func missing(
    _ build: BuildName, _ path: String, _ known: [UInt64]
  ) -> StoreError {
    let detail =
      switch build {
      case .number(let number): "there is no build \(number), or `placard gc` has forgotten it"
      case .current, .store: "no build is published"
      case .previous: "there is no build before the current one"
      }
    let next =
      known.isEmpty
      ? "run `placard build` first"
      : "name one of " + known.suffix(12).map(String.init).joined(separator: ", ")
    return StoreError(.missing, operation: "look into \(path)", detail: detail, next: next)
  }

  /// Lends the build's pages for the time of `body`.
  func withPages<R>(_ body: (PastPages) throws(StoreError) -> R) throws(StoreError) -> R {
    let reader = try store.reader()
    return try reader.withSnapshot { snapshot throws(StoreError) in
      guard let pages = try PastPages(of: number, in: snapshot) else {
        throw Self.missing(.number(number), store.path, [])
      }
      return try body(pages)
    }
  }
}
