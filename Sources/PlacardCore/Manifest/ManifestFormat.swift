/// The spellings of a manifest.
package enum ManifestFormat: Sendable, Hashable {
  /// One object with `defaults` and `cards`.
  case json
  /// One card a line, `{"defaults": …}` on the first line if at all.
  case jsonLines
  /// A header of columns, then a card a record (RFC 4180).
  case csv

  /// The format of the file called `fileName`, by its extension; throws for any other.
  package init(fileName: String) throws(InputError) {
    let name = fileName.lowercased()
    if name.hasSuffix(".json") {
      self = .json
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonLines
    } else if name.hasSuffix(".csv") {
      self = .csv
    } else {
      var error = InputError(
        .syntax, message: "not the name of a manifest",
        hint: "manifests are .json files, .jsonl files with a card a line, or .csv files")
      error.source = fileName
      throw error
    }
  }
}
