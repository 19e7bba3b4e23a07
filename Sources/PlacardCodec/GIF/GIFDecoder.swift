internal import CGIF
import PlacardCore

/// The first frame of a GIF by giflib, on a transparent screen.
enum GIFDecoder {
  private static let operation = "reading a GIF"

  static func decode(_ file: UnsafeRawBufferPointer, _ walk: GIFWalk) throws(CodecError) -> Pixels {
    var source = GIFSource(rest: UnsafeRawBufferPointer(rebasing: file[..<walk.firstFrameEnd]))
    var bitmap = Bitmap(width: walk.header.width, height: walk.header.height)
    let opened = withUnsafeMutablePointer(to: &source) { source -> Result<Void, CodecError> in
      var status: Int32 = 0
      guard let gif = DGifOpen(source, GIFSource.read, &status) else {
        return .failure(error(status))
      }
      defer { _ = DGifCloseFile(gif, nil) }
      return Result { () throws(CodecError) in try draw(gif, walk, on: &bitmap) }
    }
    try opened.get()
    let count = walk.header.width * walk.header.height
    let isOpaque = bitmap.withBytes { pixels in
      guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
      return PlacardCodec.isOpaque(base, count: count)
    }
    return Pixels(bitmap, isOpaque: isOpaque)
  }

  private static func draw(
    _ gif: UnsafeMutablePointer<GifFileType>, _ walk: GIFWalk, on bitmap: inout Bitmap
  ) throws(CodecError) {
    try findFrame(gif)
    let image = gif.pointee.Image
    let frame = walk.frame
    guard Int(image.Left) == frame.left, Int(image.Top) == frame.top,
      Int(image.Width) == frame.width, Int(image.Height) == frame.height
    else { throw CodecError(.damaged, operation, "the file contradicts itself about its size") }
    let colors = palette(image.ColorMap ?? gif.pointee.SColorMap, walk.transparentIndex)
    var indices = [UInt8](repeating: 0, count: frame.width)
    let width = bitmap.width
    let isInterlaced = image.Interlace
    bitmap.withMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0) }
    for row in 0..<frame.height {
      guard DGifGetLine(gif, &indices, Int32(frame.width)) == GIF_OK else {
        throw error(gif.pointee.Error)
      }
      let y = frame.top + (isInterlaced ? interlaced(row, height: frame.height) : row)
      bitmap.withMutableBytes { pixels in
        let line = pixels.assumingMemoryBound(to: UInt32.self)
        let start = y * width + frame.left
        for x in 0..<frame.width { line[start + x] = colors[Int(indices[x])] }
      }
    }
  }

  /// Goes on to the first image descriptor, past extensions.
  private static func findFrame(_ gif: UnsafeMutablePointer<GifFileType>) throws(CodecError) {
    while true {
      var kind = UNDEFINED_RECORD_TYPE
      guard DGifGetRecordType(gif, &kind) == GIF_OK else { throw error(gif.pointee.Error) }
      if kind == IMAGE_DESC_RECORD_TYPE {
        guard DGifGetImageDesc(gif) == GIF_OK else { throw error(gif.pointee.Error) }
        return
      }
      guard kind == EXTENSION_RECORD_TYPE else {
        throw CodecError(.damaged, operation, "the file has no picture before its end")
      }
      var code: Int32 = 0
      var block: UnsafeMutablePointer<GifByteType>?
      var status = DGifGetExtension(gif, &code, &block)
      while status == GIF_OK, block != nil { status = DGifGetExtensionNext(gif, &block) }
      guard status == GIF_OK else { throw error(gif.pointee.Error) }
    }
  }

  /// 256 premultiplied colours: black past the table's end, as browsers have it.
  private static func palette(
    _ map: UnsafeMutablePointer<ColorMapObject>?, _ transparentIndex: UInt8?
  ) -> [UInt32] {
    var words = [UInt32](repeating: 0xFF00_0000, count: 256)
    if let map, let colors = map.pointee.Colors {
      for index in 0..<min(256, Int(map.pointee.ColorCount)) {
        let color = colors[index]
        words[index] |= UInt32(color.Red) << 16 | UInt32(color.Green) << 8 | UInt32(color.Blue)
      }
    }
    if let transparentIndex { words[Int(transparentIndex)] = 0 }
    return words
  }

  /// Where the row that comes at `index` stands: every eighth from 0, from 4, every fourth from 2,
  /// every second from 1 (appendix E).
  private static func interlaced(_ index: Int, height: Int) -> Int {
    var rest = index
    for (start, step) in [(0, 8), (4, 8), (2, 4), (1, 2)] {
      let count = max(0, (height - start + step - 1) / step)
      if rest < count { return start + rest * step }
      rest -= count
    }
    preconditionFailure("four passes hold every row")
  }

  private static func error(_ status: Int32) -> CodecError {
    let words = GifErrorString(status).map { String(cString: $0) } ?? "error \(status)"
    return status == D_GIF_ERR_NOT_ENOUGH_MEM
      ? CodecError(.memory, operation, "giflib found no memory")
      : CodecError(.damaged, operation, "giflib: " + words)
  }
}

/// Where giflib's reader callback takes a file from.
private struct GIFSource {
  var rest: UnsafeRawBufferPointer

  static let read: InputFunc = { gif, target, count in
    guard let gif, let target, count > 0,
      let source = gif.pointee.UserData?.assumingMemoryBound(to: GIFSource.self)
    else { return 0 }
    let piece = source.pointee.rest.prefix(Int(count))
    UnsafeMutableRawPointer(target).copyMemory(
      from: UnsafeRawPointer(source.pointee.rest.baseAddress ?? UnsafeRawPointer(target)),
      byteCount: piece.count)
    source.pointee.rest = UnsafeRawBufferPointer(
      rebasing: source.pointee.rest.dropFirst(piece.count))
    return Int32(piece.count)
  }
}
