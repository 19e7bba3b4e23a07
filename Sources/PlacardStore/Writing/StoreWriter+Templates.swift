internal import PlacardCore

/// Templates, assets and the site's files.
extension StoreWriter {
  /// Stores a template in place of the one of its id, which goes to the versions. One that says
  /// the same as what is there changes nothing, and one that differs only in where it came from makes
  /// no version.
  ///
  /// - Returns: the template as it is stored, with its version and the time it was first made.
  @discardableResult
  package func putTemplate(_ template: TemplateRecord) throws(StoreError) -> TemplateRecord {
    try change { (snapshot) throws(StoreError) in
      let old = try snapshot.template(template.id)
      if let old, old.saysTheSame(as: template) { return old }
      var new = template
      if let old, old.reads(as: new), old.revision == new.revision {
        new = old
        new.source = template.source
        new.baseFileDigest = template.baseFileDigest
        try snapshot.put(new, in: .templates, StoreKey.name(new.id))
        return new
      }
      if let old {
        new.createdAt = old.createdAt
        new.version = old.version + 1
        try snapshot.put(old, in: .versions, StoreKey.numbered(old.id, old.version))
      } else {
        new.version = (try snapshot.templateVersions(template.id).last?.version ?? 0) + 1
      }
      try snapshot.put(new, in: .templates, StoreKey.name(new.id))
      try snapshot.moveTemplatesStamp()
      return new
    }
  }

  /// Takes a template away; its versions stay, so that it can be had back. What stands for one that
  /// was deleted before goes too, and then nothing keeps its file from bringing it back.
  @discardableResult
  package func deleteTemplate(_ id: String) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      guard let old = try snapshot.template(id) else {
        try snapshot.delete(from: .templates, StoreKey.name(id))
        return false
      }
      try snapshot.put(old, in: .versions, StoreKey.numbered(id, old.version))
      try snapshot.delete(from: .templates, StoreKey.name(id))
      try snapshot.moveTemplatesStamp()
      return true
    }
  }

  /// Takes a template away for good: where it came from a file of the site, something stays to keep
  /// that file, as it was, from bringing it back. False when there is none.
  ///
  /// - Parameter now: Unix seconds.
  @discardableResult
  package func buryTemplate(_ id: String, now: Int64) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      guard let old = try snapshot.template(id) else { return false }
      try snapshot.put(old, in: .versions, StoreKey.numbered(id, old.version))
      let file =
        switch old.source {
        case .file(let path, let digest), .deleted(let path, let digest):
          Optional((path: path, digest: digest))
        case .api: old.baseFileDigest.map { (path: "", digest: $0) }
        }
      if let file {
        var tombstone = TemplateRecord(
          id: id, name: old.name, jsonData: [], revision: old.revision,
          source: .deleted(path: file.path, digest: file.digest), updatedAt: now)
        tombstone.createdAt = old.createdAt
        tombstone.version = old.version
        try snapshot.put(tombstone, in: .templates, StoreKey.name(id))
      } else {
        try snapshot.delete(from: .templates, StoreKey.name(id))
      }
      try snapshot.moveTemplatesStamp()
      return true
    }
  }

  /// Notes what a remote address held, with its bytes unless the store has them.
  ///
  /// - Returns: false, with nothing stored, when neither has them.
  @discardableResult
  package func putAsset(_ lock: AssetLock, bytes: [UInt8]?) throws(StoreError) -> Bool {
    precondition(bytes.map { Digest(of: $0) == lock.digest } ?? true, "the lock names its bytes")
    return try change(bytes: bytes?.count ?? 0) { (snapshot) throws(StoreError) in
      let key = lock.digest.bytes
      let found = try snapshot.view.find(snapshot.tables[.assetBytes], key)
      let isThere = found.map { Digest(of: $0) == lock.digest } ?? false
      if !isThere {
        guard let bytes else { return false }
        try requireRoom(for: bytes.count)
        try snapshot.view.put(snapshot.tables[.assetBytes], key, bytes)
      }
      try snapshot.put(lock, in: .assets, StoreKey.name(lock.url))
      return true
    }
  }

  /// Forgets a remote address; its bytes go with the next collection.
  @discardableResult
  package func deleteAsset(_ url: String) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      try snapshot.delete(from: .assets, StoreKey.name(url))
    }
  }

  /// Notes the digest of a local file.
  package func putFile(_ file: FileEntry) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      try snapshot.put(file, in: .files, StoreKey.name(file.path))
    }
  }

  /// Forgets the digest of a local file; false when it was not known.
  @discardableResult
  package func deleteFile(_ path: String) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      try snapshot.delete(from: .files, StoreKey.name(path))
    }
  }
}

extension Snapshot {
  fileprivate func moveTemplatesStamp() throws(StoreError) {
    try setMeta(.templatesStamp, (try meta(.templatesStamp) ?? 0) &+ 1)
  }
}
