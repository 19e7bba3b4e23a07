import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting

/// A layer of `Tests/Fixtures/flex.json`: a stack or something in one, and where Chromium puts it.
struct FlexCase: Decodable {
  var type: String
  var frame: [Double]
  var width: Double?
  var height: Double?
  var padding: Padding
  var borderWidth: Double?
  var grow: Double?
  var shrink: Double?
  var alignSelf: String?

  var direction: String?
  var gap: Double?
  var alignItems: String?
  var justifyContent: String?
  var wrap: Bool?
  var overflow: String?
  var layers: [FlexCase]?

  var natural: [Double]?
  var text: String?
  var fontSize: Double?
  var fontFamily: String?
  var lineHeight: Double?
  var letterSpacing: Double?
  var maxLines: Int?

  /// A number or four.
  struct Padding: Decodable {
    var insets: Insets

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(Double.self) {
        insets = Insets(one)
      } else {
        let four = try container.decode([Double].self)
        insets = Insets(top: four[0], right: four[1], bottom: four[2], left: four[3])
      }
    }
  }

  static let all: [FlexCase] = {
    let file = PictureFixture.folder.deletingLastPathComponent()
      .appendingPathComponent("flex.json")
    guard let data = try? Data(contentsOf: file),
      let cases = try? JSONDecoder().decode([FlexCase].self, from: data)
    else { return [] }
    return cases
  }()

  static func library() throws -> FontLibrary {
    try FontLibrary.load(
      ["DejaVuSans", "DejaVuSerif"].map { name in
        let path = "/usr/share/fonts/truetype/dejavu/\(name).ttf"
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return FontFile(path: path, digest: Digest(of: bytes), isFallback: false)
      })
  }

  var layer: SceneLayer {
    let flex = FlexItem(
      width: width, height: height, grow: grow ?? 0, shrink: shrink ?? 1,
      alignSelf: alignSelf.flatMap(Self.align))
    return SceneLayer(
      name: type, frame: Rect(x: 0, y: 0, width: width ?? 0, height: height ?? 0),
      borderWidth: borderWidth ?? 0, padding: padding.insets, flex: flex, content: content)
  }

  private var content: LayerContent {
    switch type {
    case "stack":
      .stack(
        StackContent(
          layers: (layers ?? []).map(\.layer), axis: direction == "row" ? .row : .column,
          gap: gap ?? 0, align: alignItems.flatMap(Self.align) ?? .start, justify: justify,
          wraps: wrap ?? false, clipsContent: overflow == "hidden"))
    case "text":
      .text(
        TextContent(
          text: text ?? "",
          style: TextStyle(
            families: [fontFamily ?? ""], size: fontSize ?? 16, lineHeight: lineHeight ?? 1.2,
            letterSpacing: letterSpacing ?? 0),
          lineCountMax: maxLines))
    case "image":
      .image(
        ImageContent(address: .file((natural ?? []).map { "\(Int($0))" }.joined(separator: "x"))))
    default:
      .shape(ShapeContent(outline: .rect, fill: .color(.black)))
    }
  }

  private static func align(_ word: String) -> StackContent.Align? {
    switch word {
    case "start": .start
    case "center": .center
    case "end": .end
    case "stretch": .stretch
    case "baseline": .baseline
    default: nil
    }
  }

  private var justify: StackContent.Justify {
    switch justifyContent {
    case "center": .center
    case "end": .end
    case "space-between": .spaceBetween
    case "space-around": .spaceAround
    case "space-evenly": .spaceEvenly
    default: .start
    }
  }

  /// A picture of the size that its path says.
  static func picture(_ content: ImageContent) throws(RenderError) -> Picture {
    guard case .file(let path) = content.address else {
      throw RenderError(.missingAsset, "no picture")
    }
    let sides = path.split(separator: "x").compactMap { Int($0) }
    return TestImage(width: sides[0], height: sides[1], pixel: [0, 0, 0, 255]).picture()
  }
}
