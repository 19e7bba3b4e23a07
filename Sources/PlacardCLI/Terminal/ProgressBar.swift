internal import PlacardPipeline
internal import PlacardSystem

/// A build's progress on standard error: a bar that redraws itself on a terminal, a quiet line
/// every ten seconds elsewhere.
struct ProgressBar {
  private let isTerminal = Terminal.isTerminal(StandardError.descriptor)
  private let start = MonotonicInstant.now()
  private var lastQuietLine = MonotonicInstant.now()
  private var isDrawn = false
  private let quietLineSeconds = 10.0
  /// Whether pictures are made, so that it matters how many were there; else cards are looked at.
  private let isMaking: Bool

  init(isMaking: Bool = true) { self.isMaking = isMaking }

  /// Shows `snapshot`; call it a few times a second.
  mutating func show(_ snapshot: BuildProgress.Snapshot) {
    let line = Self.line(
      snapshot, seconds: MonotonicInstant.now().seconds(since: start),
      width: isTerminal ? Terminal.width(StandardError.descriptor) ?? 80 : 100, isMaking: isMaking)
    draw(line)
  }

  /// Shows how much of a work of `total` steps is done, and what else is to be said of it.
  mutating func show(_ done: Int, of total: Int, _ text: String) {
    let seconds = MonotonicInstant.now().seconds(since: start)
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    var line = " \(Int(share * 100)) %  \(Amount.count(done)) of \(Amount.count(total))  \(text)"
    if share > 0.01, share < 1 { line += "  " + Self.time(seconds / share * (1 - share)) + " left" }
    let width = isTerminal ? Terminal.width(StandardError.descriptor) ?? 80 : 100
    draw(Self.barred(line, share: share, width: width))
  }

  private mutating func draw(_ line: String) {
    if isTerminal {
      StandardError.write("\r\u{1B}[K" + line)
      isDrawn = true
    } else if MonotonicInstant.now().seconds(since: lastQuietLine) >= quietLineSeconds {
      StandardError.write(line + "\n")
      lastQuietLine = MonotonicInstant.now()
    }
  }

  /// Takes the bar away, so that the report stands alone.
  mutating func end() {
    if isDrawn { StandardError.write("\r\u{1B}[K") }
    isDrawn = false
  }

  /// `[#####-----]  52 %  1,117 of 2,148  rendered 1,117  reused 0  failed 0  118/s  8 s left`.
  static func line(
    _ snapshot: BuildProgress.Snapshot, seconds: Double, width: Int, isMaking: Bool = true
  ) -> String {
    let share = min(1, snapshot.share)
    let rate = seconds > 0 ? Double(snapshot.done) / seconds : 0
    var text = " \(Int(share * 100)) %  \(snapshot.done) of \(snapshot.pictures)"
    if !snapshot.isPlanned { text += "+" }
    if isMaking { text += "  rendered \(snapshot.rendered)  reused \(snapshot.reused)" }
    if snapshot.failed > 0 { text += "  failed \(snapshot.failed)" }
    text += "  \(Int(rate.rounded()))/s"
    if share > 0.01, share < 1 {
      text += "  " + time(seconds / share * (1 - share)) + " left"
    }
    return barred(text, share: share, width: width)
  }

  private static func barred(_ text: String, share: Double, width: Int) -> String {
    let cells = min(30, width - text.count - 3)
    guard cells >= 5 else { return String(text.prefix(max(0, width - 1))) }
    let full = Int(share * Double(cells))
    return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
      + "]" + text
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 90 { return "\(whole) s" }
    if whole < 5_400 { return "\((whole + 30) / 60) min" }
    return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
  }
}
