internal import PlacardCore

/// Texts in stacks that are set smaller where they do not fit (`fit: shrink`).
///
/// Their boxes are laid out at the full size first, but may be made as small as the text is at its
/// least size; one that is too large for its box or has too many lines is then set smaller, and the
/// stack laid out anew around it.
struct ShrinkingTexts {
  let text: TextPainter
  let scale: Double

  /// Sets the texts of `stack` to the sizes at which they fit where `placed`, the same stack laid
  /// out, has them; false where all fit as they are.
  func settle(_ stack: inout SceneLayer, in placed: SceneLayer) throws(RenderError) -> Bool {
    guard case .stack(var content) = stack.content else { return false }
    var isChanged = false
    for (index, box) in placed.children.enumerated() {
      if case .text(let words) = content.layers[index].content, words.fit == .shrink {
        let size = try size(of: words, in: box)
        guard size < words.style.size else { continue }
        content.layers[index].content = .text(words.set(at: size))
        isChanged = true
      } else if try settle(&content.layers[index], in: box) {
        isChanged = true
      }
    }
    if isChanged { stack.content = .stack(content) }
    return isChanged
  }

  private func size(of words: TextContent, in box: SceneLayer) throws(RenderError) -> Double {
    let geometry = BoxGeometry(box, scale: scale)
    do throws(RenderError) {
      return try text.largestSize(
        of: words, from: words.sizeMin, width: geometry.textWidth,
        height: geometry.contentBox.height / scale)
    } catch {
      var located = error
      located.layer = located.layer ?? box.name
      throw located
    }
  }
}
