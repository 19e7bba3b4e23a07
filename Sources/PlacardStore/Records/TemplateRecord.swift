package import PlacardCore

/// A template as the store holds it.
package struct TemplateRecord: Sendable, Hashable {
  /// Where this revision came from.
  package enum Source: Sendable, Hashable {
    /// A file of the site, by its path below it, with the digest it then had.
    case file(path: String, digest: Digest)
    case api
    /// None: it was deleted through the API. The record stays, out of every list, so that the file
    /// with this digest does not bring the template back.
    case deleted(path: String, digest: Digest)
  }

  /// How the kinds of sources are stored.
  private enum SourceKind: UInt8, CaseIterable {
    case api = 0
    case file = 1
    case deleted = 2
  }

  package var id: String
  package var name: String
  package var description: String
  package var isPublic: Bool
  package var previewURL: String?
  package var onMiss = MissPolicy.render
  package var fallback = FallbackPicture.none
  /// The text of `jsonData`.
  package var jsonData: [UInt8]
  package var revision: TemplateRevision
  package var source: Source
  /// The digest of the site's file that this revision was edited from; a file that differs from it
  /// now is a conflict.
  package var baseFileDigest: Digest?
  /// Unix seconds.
  package var createdAt: Int64
  package var updatedAt: Int64
  /// 1 for the first of its id; the writer counts.
  package var version: UInt64 = 0

  package init(
    id: String, name: String, jsonData: [UInt8], revision: TemplateRevision, source: Source,
    updatedAt: Int64
  ) {
    self.id = id
    self.name = name
    self.jsonData = jsonData
    self.revision = revision
    self.source = source
    self.createdAt = updatedAt
    self.updatedAt = updatedAt
    description = ""
    isPublic = false
  }

  /// Whether it stands for a template that was deleted.
  package var isTombstone: Bool {
    if case .deleted = source { true } else { false }
  }

  /// What the template is called and who may see it.
  package var head: TemplateHead {
    get {
      var head = TemplateHead(
        id: id, name: name, description: description, isPublic: isPublic, previewURL: previewURL)
      head.onMiss = onMiss
      head.fallback = fallback
      return head
    }
    set {
      id = newValue.id
      name = newValue.name
      description = newValue.description
      isPublic = newValue.isPublic
      previewURL = newValue.previewURL
      onMiss = newValue.onMiss
      fallback = newValue.fallback
    }
  }

  /// Whether both say the same, whenever they were written.
  func saysTheSame(as other: TemplateRecord) -> Bool {
    var other = other
    other.createdAt = createdAt
    other.updatedAt = updatedAt
    other.version = version
    return self == other
  }

  /// Whether both are the same template to everybody but the importer: what they are called, and
  /// the text of their definition.
  package func reads(as other: TemplateRecord) -> Bool {
    head == other.head && jsonData == other.jsonData
  }
}

extension TemplateRecord: Record {
  init(from reader: inout RecordReader) {
    id = reader.text()
    name = reader.text()
    description = reader.text()
    isPublic = reader.flag()
    previewURL = reader.optionalText()
    jsonData = reader.blob()
    revision = TemplateRevision(reader.digest())
    source =
      switch reader.choice(SourceKind.self) {
      case .api: .api
      case .file: .file(path: reader.text(), digest: reader.digest())
      case .deleted: .deleted(path: reader.text(), digest: reader.digest())
      }
    baseFileDigest = reader.optionalDigest()
    createdAt = reader.number()
    updatedAt = reader.number()
    version = reader.number()
    // Records end here that were written before there was more, or that say nothing unusual.
    guard reader.hasMore else { return }
    onMiss = reader.choice()
    fallback = reader.choice()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(id)
    writer.put(name)
    writer.put(description)
    writer.put(isPublic)
    writer.put(previewURL)
    writer.put(jsonData)
    writer.put(revision.digest)
    switch source {
    case .file(let path, let digest):
      writer.put(SourceKind.file.rawValue)
      writer.put(path)
      writer.put(digest)
    case .api: writer.put(SourceKind.api.rawValue)
    case .deleted(let path, let digest):
      writer.put(SourceKind.deleted.rawValue)
      writer.put(path)
      writer.put(digest)
    }
    writer.put(baseFileDigest)
    writer.put(createdAt)
    writer.put(updatedAt)
    writer.put(version)
    guard onMiss != .render || fallback != .none else { return }
    writer.put(onMiss.rawValue)
    writer.put(fallback.rawValue)
  }
}
