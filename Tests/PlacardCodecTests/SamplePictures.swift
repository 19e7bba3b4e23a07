import Foundation
import PlacardCodec
import PlacardCore

/// A generator whose numbers a failure can be repeated from (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// A picture by a rule: premultiplied BGRA words.
func makeBitmap(_ width: Int, _ height: Int, _ pixel: (Int, Int) -> UInt32) -> Bitmap {
  var bitmap = Bitmap(width: width, height: height)
  bitmap.withMutableBytes { bytes in
    for y in 0..<height {
      for x in 0..<width {
        bytes.storeBytes(of: pixel(x, y), toByteOffset: 4 * (y * width + x), as: UInt32.self)
      }
    }
  }
  return bitmap
}

/// The kinds of picture that reach an encoder.
enum SamplePicture: String, CaseIterable, Sendable {
  /// A slope with letter-like bars on it, more than 256 colours.
  case card
  case noise
  /// Alpha from 0 to 255, colours premultiplied.
  case glass
  case oneColour
  case sixteenColours
  case coloursWithAlpha

  func make(_ width: Int, _ height: Int) -> Bitmap {
    switch self {
    case .card:
      return makeBitmap(width, height) { x, y in
        if y % 40 > 20 && x % 11 < 3 && y < height / 2 { return 0xFFFF_FFFF }
        let t = UInt32(255 * (x + y) / (width + height))
        return 0xFF00_0000 | (t / 3) << 16 | (255 - t) << 8 | UInt32(x % 256)
      }
    case .noise:
      var numbers = SeededNumbers(seed: 7)
      return makeBitmap(width, height) { _, _ in
        UInt32.random(in: .min ... .max, using: &numbers) | 0xFF00_0000
      }
    case .glass:
      return makeBitmap(width, height) { x, y in
        let alpha = UInt32((x * 7 + y * 3) % 256)
        func colour(_ value: Int) -> UInt32 { (UInt32(value % 256) * alpha + 127) / 255 }
        return alpha << 24 | colour(x) << 16 | colour(3 * y) << 8 | colour(x * y)
      }
    case .oneColour:
      return makeBitmap(width, height) { _, _ in 0xFF12_3456 }
    case .sixteenColours:
      return makeBitmap(width, height) { x, y in
        0xFF00_0000 | UInt32((x / 3 + y / 2) % 16 * 11) << 8
      }
    case .coloursWithAlpha:
      return makeBitmap(width, height) { x, y in
        let alpha = UInt32((x / 2 + y) % 5 * 60)
        return alpha << 24 | alpha / 2 << 8 | alpha
      }
    }
  }
}

/// A copy of the pixels as words, which `==` compares.
func words(_ bitmap: borrowing Bitmap) -> [UInt32] {
  bitmap.withBytes { Array($0.bindMemory(to: UInt32.self)) }
}

func words(_ picture: Picture) -> [UInt32] {
  picture.withBytes { Array($0.bindMemory(to: UInt32.self)) }
}

/// The peak signal-to-noise ratio over all four channels in decibels.
func psnr(_ first: [UInt32], _ second: [UInt32]) -> Double {
  var sum = 0
  for (left, right) in zip(first, second) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      let difference = Int(left >> shift & 255) - Int(right >> shift & 255)
      sum += difference * difference
    }
  }
  guard sum > 0 else { return .infinity }
  let ratio = 255 * 255 * Double(4 * first.count) / Double(sum)
  return 10 * log10(ratio)
}

func encode(
  _ bitmap: borrowing Bitmap, _ format: PictureFormat, _ effort: Effort = .fast,
  quality: Int = 85, filter: PNGFilter = .none
) throws -> [UInt8] {
  var encoder = Encoder()
  let settings = EncodeSettings(format: format, effort: effort, quality: quality)
  return try encoder.encode(bitmap, as: settings, filter: filter)
}

func decode(_ file: [UInt8], fitting: PixelSize? = nil, limits: Limits = Limits()) throws
  -> Picture
{
  try Decoder.decode(file, limits: limits, fitting: fitting)
}

/// The code of the error that `body` throws; nil when it does not.
func codecError(_ body: () throws -> Void) -> CodecError? {
  do {
    try body()
    return nil
  } catch {
    return error as? CodecError
  }
}
