import Foundation
import PlacardCodec
import PlacardCore
import PlacardRender
import PlacardTesting

/// The pictures that fixtures' image layers show.
enum FixturePictures {
  static func picture(_ content: ImageContent) throws(RenderError) -> Picture {
    do {
      let file: [UInt8]
      switch content.address {
      case .file(let path):
        file = [UInt8](try Data(contentsOf: PictureFixture.folder.appendingPathComponent(path)))
      case .inline(let bytes): file = bytes
      case .remote(let address): throw PictureFixture.Malformed(why: "remote picture \(address)")
      }
      if PictureProbe.isSVG(file) { return try SVGPicture.open(file, limits: Limits()) }
      return try Decoder.decode(file, limits: Limits(), fitting: nil)
    } catch {
      throw RenderError(.missingAsset, "no picture at \(content.address): \(error)")
    }
  }
}
