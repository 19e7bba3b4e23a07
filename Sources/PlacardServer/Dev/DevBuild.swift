internal import PlacardSystem

/// A build that runs as a child of a development server.
final class DevBuild {
  /// What became of it.
  enum End {
    /// It ended with that exit status.
    case exited(Int32)
    case killed(signal: Int32)
    /// It was given up for a newer one, or by the user.
    case interrupted
  }

  private var child: RunningChild
  private var readBytes = 0
  /// The line that is not whole yet.
  private var openLine: [UInt8] = []
  /// What it said besides how far it is.
  private var words: [String] = []
  private(set) var isAbandoned = false

  private init(_ child: consuming RunningChild) { self.child = child }

  /// Starts a build of `manifests` by this process's own program.
  static func start(
    _ manifests: [String], _ edge: EdgeOptions, jobs: Int?
  ) throws(SystemError) -> DevBuild {
    var arguments = ["build", "--json", "--site", edge.site]
    if let store = edge.store { arguments += ["--store", store] }
    if let jobs { arguments += ["--jobs", String(jobs)] }
    if edge.isOffline { arguments.append("--offline") }
    // Its end is told in one sentence, not by the runtime's account of its threads.
    let child = try RunningChild.start(
      ChildProcess.ownPath, arguments + ["--"] + manifests,
      environment: ["SWIFT_BACKTRACE": "enable=no"])
    return DevBuild(child)
  }

  /// Has it end; what it has committed stays for the next one.
  func abandon() {
    isAbandoned = true
    child.interrupt()
  }

  /// The lines about how far it is that have come since the last call.
  func progress() throws(SystemError) -> [String] {
    let bytes = try child.errors(from: readBytes)
    readBytes += bytes.count
    var lines: [String] = []
    for byte in bytes {
      guard byte == UInt8(ascii: "\n") else {
        openLine.append(byte)
        continue
      }
      let line = String(decoding: openLine, as: UTF8.self)
      openLine = []
      if line.hasPrefix("[") { lines.append(line) } else { words.append(line) }
    }
    return lines
  }

  /// What became of it; nil while it runs.
  func end() throws(SystemError) -> End? {
    guard let end = try child.end() else { return nil }
    _ = try progress()
    switch end {
    case .exited(130): return .interrupted
    case .killed where isAbandoned: return .interrupted
    case .exited(let status): return .exited(status)
    case .killed(let signal): return .killed(signal: signal)
    }
  }

  /// What it has reported; nil for nothing that can be read.
  func report() throws(SystemError) -> BuildWords? { BuildWords(try child.output()) }

  /// Why it has published nothing, as it said itself.
  var complaint: String {
    let name = "placard: "
    return words.map { $0.hasPrefix(name) ? String($0.dropFirst(name.count)) : $0 }
      .joined(separator: "\n")
  }
}
