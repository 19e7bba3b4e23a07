/// What a key of a plan may have drawn for it.
package struct Plan: Sendable, Hashable {
  package let name: String
  /// Fresh renders in a calendar month (UTC); nil when the plan does not limit them.
  package let rendersPerMonth: Int?

  package init(name: String, rendersPerMonth: Int?) {
    self.name = name
    self.rendersPerMonth = rendersPerMonth
  }
}
