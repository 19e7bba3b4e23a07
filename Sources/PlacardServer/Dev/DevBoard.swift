package import PlacardCore
internal import PlacardPipeline
internal import Synchronization

/// What a development server shows of the builds beside it. Written by whoever runs them, read by the
/// server's threads; it outlives a server that is started anew.
final class DevBoard: Sendable {
  /// Why the last build published nothing.
  struct Trouble: Sendable, Hashable {
    /// What the build said.
    var text: String
    /// The lines of the file that it points to, where it points to one.
    var excerpt: FileExcerpt?

    init(text: String, excerpt: FileExcerpt?) {
      self.text = text
      self.excerpt = excerpt
    }
  }

  struct State: Sendable {
    /// Moves with every change of what is below.
    var sequence: UInt64 = 0
    var isBuilding = false
    /// What the build that runs, or the last one, was for: files as the user knows them.
    var changed: [String] = []
    var trouble: Trouble?
    /// What the last build that published said of itself.
    var report: BuildWords?
    /// By card: in which build it was drawn in spite of what.
    var notes: [String: (build: Int, texts: [String])] = [:]
  }

  /// Another one for every process, so that a page knows a server that has other code.
  let boot: String
  /// As the user wrote them.
  let manifests: [String]
  /// Whether everybody may read its pages, and not only this machine.
  let isOpen: Bool
  private let content = Mutex(State())

  /// - Parameter boot: a word that no earlier process of this kind had.
  init(boot: String, manifests: [String], isOpen: Bool) {
    self.boot = boot
    self.manifests = manifests
    self.isOpen = isOpen
  }

  var state: State { content.withLock { $0 } }

  private func change(_ body: (inout State) -> Void) {
    content.withLock { state in
      state.sequence += 1
      body(&state)
    }
  }

  /// A build has begun because of `changed`.
  func begin(changed: [String]) {
    change { state in
      state.isBuilding = true
      state.changed = changed
    }
  }

  /// The build was given up for a newer one.
  func abandon() { change { $0.isBuilding = false } }

  /// The build has published.
  func publish(_ words: BuildWords) {
    change { state in
      state.isBuilding = false
      state.trouble = nil
      state.report = words
      for (card, texts) in words.notes { state.notes[card] = (words.build ?? 0, texts) }
    }
  }

  /// The build has published nothing.
  func fail(_ trouble: Trouble) {
    change { state in
      state.isBuilding = false
      state.trouble = trouble
    }
  }
}

/// What `placard build --json` says, as far as others show it.
package struct BuildWords: Sendable {
  package var cards = 0
  package var pictures = 0
  package var rendered = 0
  package var reused = 0
  package var failed = 0
  package var bytes = 0
  package var seconds = 0.0
  package var build: Int?
  /// As the build spells them: card, code, file, line, column, path, message, hint.
  package var failures: [JSON] = []
  package var notes: [String: [String]] = [:]

  /// Reads the report; nil for what is none.
  package init?(_ bytes: [UInt8]) {
    guard let json = try? JSONParser.parse(bytes), case .object = json.value else { return nil }
    func number(_ name: String) -> Double? {
      guard case .number(let number)? = json[name]?.value else { return nil }
      return number
    }
    func count(_ name: String) -> Int { number(name).flatMap { Int(exactly: $0) } ?? 0 }
    cards = count("cards")
    pictures = count("pictures")
    rendered = count("rendered")
    reused = count("reused")
    failed = count("failed")
    self.bytes = count("bytes")
    seconds = number("seconds") ?? 0
    build = number("build").flatMap { Int(exactly: $0) }
    if case .array(let failures)? = json["failures"]?.value { self.failures = failures }
    guard case .array(let notes)? = json["notes"]?.value else { return }
    for note in notes {
      guard case .string(let card)? = note["card"]?.value,
        case .string(let text)? = note["text"]?.value
      else { continue }
      self.notes[card, default: []].append(text)
    }
  }

  /// One sentence for each failure, with its place.
  package var failureLines: [String] {
    failures.map { failure in
      func text(_ name: String) -> String? {
        guard case .string(let text)? = failure[name]?.value, !text.isEmpty else { return nil }
        return text
      }
      func number(_ name: String) -> String? {
        guard case .number(let number)? = failure[name]?.value else { return nil }
        return Int(exactly: number).map { String($0) }
      }
      let place = [text("file"), number("line"), number("column")].compactMap { $0 }
      var words = place.isEmpty ? [] : [place.joined(separator: ":")]
      if let path = text("path") { words.append(path) }
      words.append(
        (text("message") ?? "it failed") + (text("hint").map { " (\($0))" } ?? "")
          + (text("card").map { " [card \($0)]" } ?? ""))
      return words.joined(separator: ": ")
    }
  }
}
