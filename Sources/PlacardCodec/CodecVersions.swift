internal import CAVIF
internal import CDeflate
internal import CGIF
internal import CJPEG
internal import CLCMS
internal import CSpng
internal import CWebP
import PlacardCore

/// What the codecs are, for the fingerprint of the renderer: equal texts mean equal bytes.
package enum CodecVersions {
  /// The libraries' versions (at run time where the library tells, else of its headers) and a
  /// CRC-32 over a sample picture in every format and effort, which sees a library that was
  /// replaced under the program.
  package static let text: String = {
    let webp = WebPGetEncoderVersion()
    let avif = String(cString: avifVersion()) + " (" + avifCodecs + ")"
    let spng = spng_version_string().map { String(cString: $0) } ?? "?"
    let jpeg = placard_jpeg_version().map { String(cString: $0) } ?? "?"
    return "libdeflate \(LIBDEFLATE_VERSION_STRING), libjpeg-turbo \(jpeg), "
      + "libspng \(spng), libwebp \(webp >> 16).\(webp >> 8 & 255).\(webp & 255), "
      + "libavif \(avif), giflib \(GIFLIB_MAJOR).\(GIFLIB_MINOR).\(GIFLIB_RELEASE), "
      + "lcms \(cmsGetEncodedCMMversion()), "
      + "sample \(String(sampleSum(), radix: 16))"
  }()

  /// libavif's coders with their versions: `dav1d [dec]:1.0.0, aom [enc/dec]:3.6.0, …`.
  private static var avifCodecs: String {
    var words = [CChar](repeating: 0, count: 256)
    avifCodecVersions(&words)
    return PlacardCodec.text(of: words)
  }

  private static func sampleSum() -> UInt32 {
    var bitmap = Bitmap(width: 97, height: 61)
    bitmap.withMutableBytes { bytes in
      var noise: UInt32 = 1
      for index in 0..<97 * 61 {
        // Slopes with a little noise on them, so that every coding tool has work to do.
        noise = noise &* 1_664_525 &+ 1_013_904_223
        let slope = UInt32(truncatingIfNeeded: index % 97 &* 2 &+ index / 97)
        let value = slope &* 0x0001_0201 &+ noise &>> 29
        bytes.storeBytes(of: value | 0xFF00_0000, toByteOffset: 4 * index, as: UInt32.self)
      }
    }
    var encoder = Encoder()
    var sum: UInt32 = 0
    for format in PictureFormat.allCases {
      for effort in Effort.allCases {
        let settings = EncodeSettings(format: format, effort: effort, quality: 80)
        // A codec that cannot write the sample has another sum than one that can.
        let file = (try? encoder.encode(bitmap, as: settings, filter: .adaptive)) ?? [0]
        sum = file.withUnsafeBytes { bytes in
          bytes.baseAddress.map { crc32(sum, $0, count: bytes.count) } ?? sum
        }
      }
    }
    return sum
  }
}
