package import PlacardCore

/// One picture of a manifest's card, in one format, size, scale and locale.
package struct PageVariant: Sendable, Hashable {
  package var format: PictureFormat
  /// The size as the manifest names it: a preset's id or `WxH`.
  package var sizeName: String
  /// Device pixels.
  package var width: UInt32
  package var height: UInt32
  package var scale: Double
  /// Empty for the card itself.
  package var locale: String
  package var renderKey: RenderKey
  package var contentHash: ContentHash
  /// The newest build could not draw it, and this is the picture of the build before.
  package var isPrevious: Bool

  package init(
    format: PictureFormat, sizeName: String, width: UInt32, height: UInt32, scale: Double,
    locale: String = "", renderKey: RenderKey, contentHash: ContentHash, isPrevious: Bool = false
  ) {
    self.format = format
    self.sizeName = sizeName
    self.width = width
    self.height = height
    self.scale = scale
    self.locale = locale
    self.renderKey = renderKey
    self.contentHash = contentHash
    self.isPrevious = isPrevious
  }
}

/// A manifest's card with its pictures, the first being the one of `/c/<id>.<ext>`.
package struct PageRecord: Sendable, Hashable {
  package var id: String
  package var variants: [PageVariant]

  package init(id: String, variants: [PageVariant]) {
    self.id = id
    self.variants = variants
  }
}

/// A page of the build under way, not to be seen before the build is published.
package struct StagedPage: Sendable, Hashable {
  package var page: PageRecord
  /// By what the next build may pass the card; nil when it must look again.
  package var line: LineRecord?

  package init(page: PageRecord, line: LineRecord?) {
    self.page = page
    self.line = line
  }
}

extension PageVariant: Record {
  init(from reader: inout RecordReader) {
    format = reader.choice()
    sizeName = reader.text()
    width = reader.number()
    height = reader.number()
    scale = reader.double()
    locale = reader.text()
    renderKey = RenderKey(reader.digest())
    contentHash = ContentHash(reader.digest())
    isPrevious = reader.flag()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(format.rawValue)
    writer.put(sizeName)
    writer.put(width)
    writer.put(height)
    writer.put(scale)
    writer.put(locale)
    writer.put(renderKey.digest)
    writer.put(contentHash.digest)
    writer.put(isPrevious)
  }
}

extension PageRecord: Record {
  init(from reader: inout RecordReader) {
    id = reader.text()
    variants = reader.list { PageVariant(from: &$0) }
  }

  func write(to writer: inout RecordWriter) {
    writer.put(id)
    writer.put(UInt32(clamping: variants.count))
    for variant in variants { variant.write(to: &writer) }
  }
}

extension StagedPage: Record {
  init(from reader: inout RecordReader) {
    page = PageRecord(from: &reader)
    line = reader.flag() ? LineRecord(from: &reader) : nil
  }

  func write(to writer: inout RecordWriter) {
    page.write(to: &writer)
    writer.put(line != nil)
    line?.write(to: &writer)
  }
}

/// What a page was before a build changed it; no page when it was not there.
struct FormerPage: Record {
  var id: String
  var page: PageRecord?

  init(id: String, page: PageRecord?) {
    self.id = id
    self.page = page
  }

  init(from reader: inout RecordReader) {
    id = reader.text()
    page = reader.flag() ? PageRecord(from: &reader) : nil
  }

  func write(to writer: inout RecordWriter) {
    writer.put(id)
    writer.put(page != nil)
    page?.write(to: &writer)
  }
}
