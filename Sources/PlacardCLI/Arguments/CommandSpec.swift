/// What a command takes, in one table: the parser, `--help` and the tests read it.
struct CommandSpec: Sendable {
  /// The word after `placard`; two words for a subcommand (`keys create`).
  var name: String
  /// One line for the list of commands.
  var summary: String
  /// The operands' names as the usage line shows them, as in `MANIFEST…`.
  var operands: String
  var operandCount: ClosedRange<Int>
  var options: [OptionSpec]
  /// A command that can be copied as it stands.
  var example: String
  /// A paragraph of what the user should know besides.
  var details: String

  init(
    name: String, summary: String, operands: String = "", operandCount: ClosedRange<Int> = 0...0,
    options: [OptionSpec], example: String, details: String = ""
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.operandCount = operandCount
    self.options = options
    self.example = example
    self.details = details
  }
}

/// One option of a command.
struct OptionSpec: Sendable {
  /// With its dashes, as in `--site` or `-o`.
  var name: String
  /// The value's name as help shows it; nil for a switch.
  var value: String?
  var help: String
  /// Whether it may stand more than once.
  var isRepeatable: Bool
  var isRequired: Bool

  init(
    _ name: String, _ value: String? = nil, _ help: String, repeatable: Bool = false,
    required: Bool = false
  ) {
    self.name = name
    self.value = value
    self.help = help
    isRepeatable = repeatable
    isRequired = required
  }
}

extension OptionSpec {
  static let site = OptionSpec(
    "--site", "DIR", "the site's folder: site.json, templates/, assets/, fonts/", required: true)
  static let store = OptionSpec("--store", "DIR", "the store (default: <site>/.placard)")
  static let storeRequired = OptionSpec("--store", "DIR", "the store", required: true)
  static let json = OptionSpec("--json", nil, "print one JSON object for machines")
  static let offline = OptionSpec(
    "--offline", nil, "open no socket: remote pictures are those that were fetched before")
  static let offlineServer = OptionSpec(
    "--offline", nil, "fetch no remote pictures but show those fetched before")
  static let jobs = OptionSpec("--jobs", "N", "render threads (default: one a processor)")
}
