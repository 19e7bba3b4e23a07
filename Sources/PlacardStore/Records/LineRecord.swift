package import PlacardCore

/// By what the next build may pass a card without reading it: its text is the same, and so is
/// everything else that the published page was made from.
package struct LineRecord: Sendable, Hashable {
  /// Of the card's raw text and the defaults that it was read with.
  package var digest: Digest
  /// The number of the `DependencyRecord` that holds what else the page depends on.
  package var dependencies: UInt64
  /// Pictures of the page.
  package var pictureCount: UInt32

  package init(digest: Digest, dependencies: UInt64, pictureCount: UInt32) {
    self.digest = digest
    self.dependencies = dependencies
    self.pictureCount = pictureCount
  }
}

/// What cards depend on besides their own text, kept once for all cards with the same: a template
/// and the source pictures, with a stamp of what they and the site's settings were. Never changed:
/// another stamp is another record.
package struct DependencyRecord: Sendable, Hashable {
  /// From 1.
  package var number: UInt64
  package var stamp: Digest
  package var templateID: String
  /// Paths within the site's folder, sorted.
  package var files: [String]
  /// Addresses of remote pictures, sorted.
  package var remotes: [String]

  package init(
    number: UInt64, stamp: Digest, templateID: String, files: [String], remotes: [String]
  ) {
    self.number = number
    self.stamp = stamp
    self.templateID = templateID
    self.files = files
    self.remotes = remotes
  }
}

extension LineRecord: Record {
  init(from reader: inout RecordReader) {
    digest = reader.digest()
    dependencies = reader.number()
    pictureCount = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(digest)
    writer.put(dependencies)
    writer.put(pictureCount)
  }
}

extension DependencyRecord: Record {
  init(from reader: inout RecordReader) {
    number = reader.number()
    stamp = reader.digest()
    templateID = reader.text()
    files = reader.list { $0.text() }
    remotes = reader.list { $0.text() }
  }

  func write(to writer: inout RecordWriter) {
    writer.put(number)
    writer.put(stamp)
    writer.put(templateID)
    writer.put(UInt32(clamping: files.count))
    for file in files { writer.put(file) }
    writer.put(UInt32(clamping: remotes.count))
    for remote in remotes { writer.put(remote) }
  }
}
