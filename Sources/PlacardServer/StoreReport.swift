internal import PlacardStore

/// What a store holds, and for whom: the answer to `GET /api/store`.
struct StoreReport: Sendable {
  let statistics: StoreStatistics
  let build: BuildRecord?
  let cards: CardTally
}
