import Foundation
import PlacardTesting

/// Debian's `zbarimg`: a reader of QR codes that is not ours.
enum QRReader {
  /// What the codes in each of `images` say, in order; nil where none was found.
  static func read(_ images: [TestImage]) throws -> [[UInt8]?] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("placard-qr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try images.enumerated().map { index, image in
      let file = folder.appendingPathComponent("\(index).png")
      try Data(TestPNG.encode(image)).write(to: file)
      return try read(file)
    }
  }

  private static func read(_ file: URL) throws -> [UInt8]? {
    let zbar = Process()
    zbar.executableURL = URL(fileURLWithPath: "/usr/bin/zbarimg")
    // Raw, and bytes as they are: zbar guesses encodings otherwise.
    zbar.arguments = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sbinary", "-1", file.path]
    let pipe = Pipe()
    zbar.standardOutput = pipe
    zbar.standardError = FileHandle.nullDevice
    try zbar.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    zbar.waitUntilExit()
    return zbar.terminationStatus == 0 ? [UInt8](data) : nil
  }
}
