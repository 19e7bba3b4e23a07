extension Snapshot {
  /// Lends the id of every card whose page the published build `number` made, changed or took away,
  /// in the order of the ids' bytes, until `body` says false; none of a build whose changes are
  /// forgotten.
  package func forEachChange(
    in number: UInt64, _ body: (String) throws(StoreError) -> Bool
  ) throws(StoreError) {
    try walk(.history, FormerPage.self, from: StoreKey.number(number)) {
      _, former throws(StoreError) in try body(former.id)
    }
  }
}
