extension CardResolver {
  /// The canvas that the card wants. Throws where it, or the picture at the card's scale, is past
  /// what is drawn.
  func checkedSize() throws(InputError) -> PixelSize {
    let sides = 1...limits.outputSidePixelsMax
    for (name, side) in [("width", request.width), ("height", request.height)] {
      guard let side, !sides.contains(side) else { continue }
      throw InputError(
        .outOfRange, path: name,
        message: "expected a whole number from 1 to \(sides.upperBound), found \(side)",
        hint: "limits.outputSidePixelsMax")
    }
    let size = PixelSize(
      width: request.width ?? definition.size.width,
      height: request.height ?? definition.size.height)
    guard size.width * size.height <= limits.outputPixelsMax else {
      throw InputError(
        .limit, path: request.width == nil ? "height" : "width",
        message: "a canvas of \(size.width * size.height) pixels",
        hint: "at most \(limits.outputPixelsMax), limits.outputPixelsMax")
    }
    try checkScale(of: size)
    return size
  }

  private func checkScale(of size: PixelSize) throws(InputError) {
    guard PictureScale.isAllowed(request.scale) else {
      throw InputError(
        .outOfRange, path: "scale", message: "a scale of \(request.scale)",
        hint: "1 to 3, with two decimals at most")
    }
    let width = Double(size.width) * request.scale
    let height = Double(size.height) * request.scale
    let side = Double(limits.outputSidePixelsMax)
    guard width <= side, height <= side, width * height <= Double(limits.outputPixelsMax) else {
      throw InputError(
        .limit, path: "scale",
        message: "a picture of \(JSONWriter.text(of: width))×\(JSONWriter.text(of: height)) pixels",
        hint: "at most \(limits.outputSidePixelsMax) a side and \(limits.outputPixelsMax) in all, "
          + "limits.outputSidePixelsMax and limits.outputPixelsMax")
    }
  }
}
