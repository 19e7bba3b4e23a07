internal import PlacardCore

extension TextContent {
  /// The same text in another font size, its spans in proportion.
  func set(at size: Double) -> TextContent {
    guard size != style.size, style.size > 0 else { return self }
    let factor = size / style.size
    var resized = self
    resized.style.size = size
    for index in resized.spans.indices { resized.spans[index].style.size *= factor }
    return resized
  }
}
