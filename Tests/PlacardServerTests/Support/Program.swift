import Foundation
import PlacardTesting

/// The program `placard`, as another process beside a server.
enum Program {
  /// It is built beside the tests.
  static var path: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("placard")
      .path
  }

  /// Runs it to its end and gives what it printed; fails unless it ends well.
  @discardableResult
  static func run(_ arguments: String...) throws -> String {
    try run(path, arguments)
  }

  static func run(_ path: String, _ arguments: [String]) throws -> String {
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Client.Failure(what: "there is no program \(path)")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complaints = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Client.Failure(
        what: "\(path) \(arguments.first ?? "") ended with \(process.terminationStatus): "
          + String(decoding: complaints, as: UTF8.self))
    }
    return String(decoding: printed, as: UTF8.self)
  }
}
