internal import PlacardContent
internal import PlacardCore
internal import PlacardSystem

/// The built pages of a folder.
struct PageFolder {
  /// As the user wrote it, for messages.
  let name: String
  /// Paths from the folder, sorted.
  let pages: [String]
  private let limits: Limits

  /// Finds every `.html` and `.htm` below `path`; names that start with a dot are left out.
  static func open(_ path: String, limits: Limits) throws(PipelineError) -> PageFolder {
    guard FileStatus.of(path)?.kind == .directory else {
      throw .input(
        InputError(
          .missing, message: "there is no folder of pages \(path)",
          hint: "the folder that the site generator writes, as in public or _site"))
    }
    do throws(SystemError) {
      let pages = try Directory.files(below: path).filter {
        ["html", "htm"].contains((FilePath.suffix($0) ?? "").lowercased())
      }
      return PageFolder(
        name: path,
        pages: pages.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, limits: limits)
    } catch {
      throw .system(error)
    }
  }

  /// The page as errors show it.
  func place(of page: String) -> String { FilePath.join(name, page) }

  /// The page's bytes, and what they say or why they are left alone.
  func read(
    _ page: String
  ) throws(PipelineError) -> (bytes: [UInt8], page: Result<HTMLPage, InputError>) {
    let path = place(of: page)
    if let size = FileStatus.of(path)?.size, size > limits.htmlBytesMax {
      // Not even read.
      return (
        [],
        .failure(
          InputError(
            .limit, message: "the page has \(size) bytes",
            hint: "at most \(limits.htmlBytesMax), limits.htmlBytesMax"))
      )
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, bytesMax: limits.htmlBytesMax)
    } catch {
      throw .system(error)
    }
    return (
      bytes, Result { () throws(InputError) in try HTMLPage.parse(bytes, limits: limits) }
    )
  }

  /// Puts `bytes` in place of the page's, all or nothing; a link stays a link. The site's generator
  /// can make pages again, so no disk is waited for.
  func replace(_ page: String, with bytes: [UInt8]) throws(PipelineError) {
    let path = place(of: page)
    do throws(SystemError) {
      try FileBytes.replace(
        Directory.resolved(path) ?? path, with: bytes, keepsMode: true, syncs: false)
    } catch {
      throw .system(error)
    }
  }
}
