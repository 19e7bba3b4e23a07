import Foundation

/// A small site in a folder of its own, with one font, a picture and three templates; gone when the
/// value ends.
///
/// `card` is public, `private` the same but not public; `linked` is public and shows a picture of
/// whatever address its variable `logo` gives.
package final class TestSite: Sendable {
  package let path: String

  /// Where the site's store is unless a test says otherwise.
  package var store: String { path + "/.placard" }

  /// - Parameter settings: members of `site.json` besides its fonts.
  package init(_ settings: [String: Any] = [:]) throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("placard-site-\(UUID().uuidString)").path
    var configuration = settings
    configuration["fonts"] = ["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"]
    configuration["defaultFont"] = "DejaVu Sans"
    let json = try JSONSerialization.data(withJSONObject: configuration)
    try write(Array(json), to: "site.json")
    try write(Self.picture([0x20, 0x40, 0xE0, 0xFF]), to: "assets/logo.png")
    try write(Self.template("card"), to: "templates/card.json")
    try write(Self.template("private", isPublic: false), to: "templates/private.json")
    try write(
      Self.template("linked", logo: "{{logo}}", variables: ["logo"]), to: "templates/linked.json")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file of the site; `name` is its path from the site's folder.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Lets a file have been changed last so many seconds ago.
  package func age(_ name: String, seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path + "/" + name)
  }

  /// The bytes of a file of the site.
  package func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// A PNG of one colour; the pixel's bytes are blue, green, red, alpha.
  package static func picture(_ pixel: [UInt8], side: Int = 8) -> [UInt8] {
    TestPNG.encode(TestImage(width: side, height: side, pixel: pixel))
  }

  /// A template of 200×100 px.
  package static func template(
    _ id: String, isPublic: Bool = true, background: String = "#ffffff",
    logo: String = "assets/logo.png", variables: [String] = [], width: Int = 200, height: Int = 100
  ) -> String {
    let more = variables.map { #", {"name": "\#($0)", "type": "text", "required": true}"# }
    return """
      {"id": "\(id)", "name": "Test \(id)", "public": \(isPublic), "jsonData": {
        "canvas": {"width": \(width), "height": \(height), "background": "\(background)"},
        "layers": [
          {"name": "panel", "type": "shape", "x": 0, "y": 0, "width": \(width), "height": 20,
           "fill": "#003366"},
          {"name": "title", "type": "text", "x": 10, "y": 26, "width": 180, "height": 30,
           "text": "{{title}}", "fontSize": 18},
          {"name": "subtitle", "type": "text", "x": 10, "y": 64, "width": 130, "height": 24,
           "text": "Published today", "fontSize": 12},
          {"name": "logo", "type": "image", "x": 150, "y": 50, "width": 40, "height": 40,
           "image_url": "\(logo)"}],
        "variables": [{"name": "title", "type": "text", "default": "Untitled"}\(more.joined())]}}
      """
  }
}
