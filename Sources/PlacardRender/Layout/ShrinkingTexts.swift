internal import PlacardCore

/// Texts in stacks that are set smaller where they do not fit (`fit: shrink`).
///
/// Their boxes are laid out at the full size first; one that is too large for its box or has too many
/// lines is then set smaller, and the stack laid out anew around it.
struct ShrinkingTexts {
  let text: TextPainter
  let scale: Double

  /// Sets the texts of `stack` to the sizes at which they fit where `placed`, the same stack laid
  /// out, has them; false where all fit as they are.
  func settle(_ stack: inout SceneLayer, in placed: SceneLayer) throws(RenderError) -> Bool {
    guard case .stack(var content) = stack.content else { return false }
    var isChanged = false
    for (index, box) in placed.children.enumerated() {
      if case .text(var words) = content.layers[index].content, words.fit == .shrink {
        let size = try size(of: words, in: box, flex: content.layers[index].flex)
        guard size < words.style.size else { continue }
        words.setSize(size)
        content.layers[index].content = .text(words)
        isChanged = true
      } else if try settle(&content.layers[index], in: box) {
        isChanged = true
      }
    }
    if isChanged { stack.content = .stack(content) }
    return isChanged
  }

  private func size(
    of words: TextContent, in box: SceneLayer, flex: FlexItem?
  ) throws(RenderError) -> Double {
    let geometry = BoxGeometry(box, scale: scale)
    do throws(RenderError) {
      return try text.largestSize(
        of: words, from: words.sizeMin, width: geometry.textWidth,
        height: flex?.height == nil ? .infinity : geometry.contentBox.height / scale)
    } catch {
      var located = error
      located.layer = located.layer ?? box.name
      throw located
    }
  }
}

extension TextContent {
  /// Sets the paragraph in `size` px and its spans in proportion.
  fileprivate mutating func setSize(_ size: Double) {
    let factor = size / style.size
    for index in spans.indices { spans[index].style.size *= factor }
    style.size = size
  }
}
