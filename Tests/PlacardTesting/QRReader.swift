import Foundation

/// Debian's `zbarimg`: a reader of QR codes that is not ours.
package enum QRReader {
  /// What the code in a PNG file says; nil where none was found.
  package static func read(png: [UInt8]) throws -> [UInt8]? {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("placard-qr-\(UUID().uuidString).png")
    try Data(png).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
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

  /// What the code in a picture says; nil where none was found.
  package static func read(_ image: TestImage) throws -> [UInt8]? {
    try read(png: TestPNG.encode(image))
  }
}
