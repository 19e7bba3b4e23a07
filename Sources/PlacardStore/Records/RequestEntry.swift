package import PlacardCore

/// Where a raw request target leads, spelled exactly as the generator printed it.
///
/// Of fixed size, so that reading one allocates nothing.
package struct RequestEntry: Sendable, Hashable {
  package var renderKey: RenderKey
  package var contentHash: ContentHash
  /// The digest of the template's id, and the revision the picture was drawn from: the target is
  /// a hit only while that is the template's current one.
  package var templateID: Digest
  package var revision: TemplateRevision

  package init(
    renderKey: RenderKey, contentHash: ContentHash, templateID: Digest, revision: TemplateRevision
  ) {
    self.renderKey = renderKey
    self.contentHash = contentHash
    self.templateID = templateID
    self.revision = revision
  }
}

extension RequestEntry: Record {
  init(from reader: inout RecordReader) {
    renderKey = RenderKey(reader.digest())
    contentHash = ContentHash(reader.digest())
    templateID = reader.digest()
    revision = TemplateRevision(reader.digest())
  }

  func write(to writer: inout RecordWriter) {
    writer.put(renderKey.digest)
    writer.put(contentHash.digest)
    writer.put(templateID)
    writer.put(revision.digest)
  }
}
