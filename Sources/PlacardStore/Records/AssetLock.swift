package import PlacardCore
package import PlacardSystem

/// What a remote address held when it was last asked: the asset lock.
package struct AssetLock: Sendable, Hashable {
  package var url: String
  /// As the origin sent them, for the next conditional request.
  package var etag: String?
  package var lastModified: String?
  /// Names the bytes, which `assetBytes` holds.
  package var digest: Digest
  package var byteCount: UInt64
  /// Unix seconds.
  package var checkedAt: Int64

  package init(
    url: String, etag: String? = nil, lastModified: String? = nil, digest: Digest,
    byteCount: UInt64, checkedAt: Int64
  ) {
    self.url = url
    self.etag = etag
    self.lastModified = lastModified
    self.digest = digest
    self.byteCount = byteCount
    self.checkedAt = checkedAt
  }
}

extension AssetLock: Record {
  init(from reader: inout RecordReader) {
    url = reader.text()
    etag = reader.optionalText()
    lastModified = reader.optionalText()
    digest = reader.digest()
    byteCount = reader.number()
    checkedAt = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(url)
    writer.put(etag)
    writer.put(lastModified)
    writer.put(digest)
    writer.put(byteCount)
    writer.put(checkedAt)
  }
}

/// The digest a local file had, and by what to tell that it is still the same file: fonts and the
/// site's own pictures.
package struct FileEntry: Sendable, Hashable {
  package var path: String
  package var digest: Digest
  private var size: Int64
  private var mtimeNanoseconds: Int64
  private var inode: UInt64
  private var device: UInt64

  package init(path: String, status: FileStatus, digest: Digest) {
    self.path = path
    self.digest = digest
    size = Int64(status.size)
    mtimeNanoseconds = status.mtimeNanoseconds
    inode = status.inode
    device = status.device
  }

  /// Whether a file of this status is taken to have the digest still.
  package func matches(_ status: FileStatus) -> Bool {
    size == Int64(status.size) && mtimeNanoseconds == status.mtimeNanoseconds
      && inode == status.inode && device == status.device
  }
}

extension FileEntry: Record {
  init(from reader: inout RecordReader) {
    path = reader.text()
    digest = reader.digest()
    size = reader.number()
    mtimeNanoseconds = reader.number()
    inode = reader.number()
    device = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(path)
    writer.put(digest)
    writer.put(size)
    writer.put(mtimeNanoseconds)
    writer.put(inode)
    writer.put(device)
  }
}
