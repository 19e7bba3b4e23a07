internal import PlacardCore

/// A file of the studio's pages.
struct StudioFile: Sendable {
  /// Its path, as in `editor/canvas.js`.
  let name: String
  let bytes: [UInt8]

  /// By the name's ending; every file has one of these.
  var mediaType: String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "application/octet-stream"
    }
  }
}
