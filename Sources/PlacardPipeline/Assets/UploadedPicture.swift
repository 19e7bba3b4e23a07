internal import PlacardCodec
package import PlacardCore
package import PlacardSystem

/// A picture that somebody sent to be kept in the site's folder, from where templates and cards may
/// name it.
package struct UploadedPicture: Sendable, Hashable {
  /// Where it lies, from the site's folder: named by its content, so that a name never changes
  /// meaning.
  package let path: String
  /// As in `png`, `jpeg`, `webp`, `avif`, `gif`.
  package let format: String
  /// As shown.
  package let size: PixelSize
  package let byteCount: Int
  package let hash: Digest

  /// Why one was not kept.
  package enum Failure: Error {
    case pipeline(PipelineError)
    /// The site's folder cannot be written.
    case notWritten(SystemError)
  }

  /// Where uploads lie, from the site's folder.
  package static let folder = "assets/uploads"

  /// Checks that `bytes` are a whole picture of one of the formats that are read, within `limits`, and
  /// says what it is. SVG is refused: it is a program of a kind.
  package init(_ bytes: [UInt8], limits: Limits) throws(PipelineError) {
    if PictureProbe.isSVG(bytes) { throw .input(Self.svg) }
    do throws(CodecError) {
      let header = try PictureProbe.header(of: bytes, limits: limits)
      // A header may stand before damage. What may be decoded smaller is.
      _ = try Decoder.decode(bytes, limits: limits, fitting: PixelSize(width: 1, height: 1))
      format = header.format.rawValue
      size = header.uprightSize
    } catch {
      throw .input(Self.unusable(error))
    }
    byteCount = bytes.count
    hash = Digest(of: bytes)
    path = "\(Self.folder)/\(hash.hex).\(format == "jpeg" ? "jpg" : format)"
  }

  /// The words of the codec as an error of whoever sent the bytes.
  private static func unusable(_ error: CodecError) -> InputError {
    InputError(
      error.code == .limit ? .limit : .badAsset, message: error.operation + ": " + error.message,
      hint: error.hint)
  }

  /// The error for an SVG.
  package static let svg = InputError(
    .badAsset, message: "this is an SVG, and SVGs are not taken",
    hint: "put it into the site's folder by hand, or send a PNG, JPEG, WebP, GIF or AVIF")

  /// Puts `bytes`, those it was made of, into the folder, all or nothing; false when they are there
  /// already.
  package func store(_ bytes: [UInt8], in folder: SiteFolder) throws(Failure) -> Bool {
    let place = FilePath.join(folder.path, path)
    if let status = FileStatus.of(place), status.kind == .file, status.size == byteCount {
      return false
    }
    do throws(SystemError) {
      try Directory.create(FilePath.parent(place))
      try FileBytes.replace(place, with: bytes)
    } catch {
      throw .notWritten(error)
    }
    return true
  }
}
