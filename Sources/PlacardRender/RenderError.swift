/// Why a scene could not be drawn. Bad templates and overrides never come this far: what remains is
/// a font, a picture or memory.
package struct RenderError: Error, Sendable, Hashable {
  /// What kind of trouble; the raw value is the word that reports show.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// A font file that cannot be read or drawn.
    case badFont = "bad_font"
    /// No font at all for a text.
    case missingFont = "missing_font"
    case missingAsset = "missing_asset"
    /// An SVG that is damaged or holds what is not drawn.
    case badPicture = "bad_picture"
    case tooLarge = "too_large"
    case outOfMemory = "out_of_memory"
    /// Text that cannot be laid out.
    case text
  }

  package var code: Code
  /// What was being done, what went wrong and the next step, in one sentence without a full stop.
  package var message: String
  /// The layer that was being drawn, where there was one.
  package var layer: String?

  package init(_ code: Code, _ message: String, layer: String? = nil) {
    self.code = code
    self.message = message
    self.layer = layer
  }
}

extension RenderError: CustomStringConvertible {
  package var description: String {
    guard let layer else { return message }
    return "layer \"\(layer)\": \(message)"
  }
}
