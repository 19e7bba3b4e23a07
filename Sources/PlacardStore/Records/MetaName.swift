/// Numbers about the store itself, in `meta`.
enum MetaName: String, CaseIterable {
  case schema
  /// The number of the published build; absent before the first.
  case currentBuild
  /// The last number given to a build.
  case lastBuild
  /// The build whose pages are staged; 0 for none.
  case stagingBuild
  /// The oldest build whose pages can still be told.
  case historyStart
  /// Moves with every change of a template.
  case templatesStamp
  /// Bytes of all missed cards.
  case missedBytes

  var key: [UInt8] { Array(rawValue.utf8) }
}
