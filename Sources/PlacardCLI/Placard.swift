internal import Glibc
internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// The program: arguments in, exit status out.
package enum Placard {
  /// A command's table and what it does.
  private typealias Command = (
    spec: CommandSpec, run: @Sendable (ParsedArguments, Console) throws -> ExitStatus
  )

  private static let commands: [Command] = [
    (BuildCommand.spec, BuildCommand.run),
    (PlanCommand.spec, PlanCommand.run),
    (WhyCommand.spec, WhyCommand.run),
    (ScanCommand.spec, ScanCommand.run),
    (ServeCommand.spec, ServeCommand.run),
    (DevCommand.spec, DevCommand.run),
    (RenderCommand.spec, RenderCommand.run),
    (LintCommand.spec, LintCommand.run),
    (DiffCommand.spec, DiffCommand.run),
    (SignCommand.spec, SignCommand.run),
    (KeysCreateCommand.spec, KeysCreateCommand.run),
    (KeysListCommand.spec, KeysListCommand.run),
    (KeysRevokeCommand.spec, KeysRevokeCommand.run),
    (ExportCommand.spec, ExportCommand.run),
    (AbsorbCommand.spec, AbsorbCommand.run),
    (UsageCommand.spec, UsageCommand.run),
    (TemplatesListCommand.spec, TemplatesListCommand.run),
    (TemplatesImportCommand.spec, TemplatesImportCommand.run),
    (TemplatesExportCommand.spec, TemplatesExportCommand.run),
    (TemplatesValidateCommand.spec, TemplatesValidateCommand.run),
    (VerifyCommand.spec, VerifyCommand.run),
    (GarbageCommand.spec, GarbageCommand.run),
    (CompactCommand.spec, CompactCommand.run),
    (MergeCommand.spec, MergeCommand.run),
    (RollbackCommand.spec, RollbackCommand.run),
  ]

  /// Runs the command that the process was started with, and ends the process.
  package static func main() -> Never {
    Signals.ignoreFailedWrites()
    // Before any thread: the fonts see no environment.
    RenderEnvironment.isolate()
    let console = Console()
    exit(run(Array(CommandLine.arguments.dropFirst()), console).rawValue)
  }

  static func run(_ words: [String], _ console: Console) -> ExitStatus {
    do {
      return try dispatch(words, console)
    } catch let error as UsageError {
      console.trouble(error.description)
      console.note(advice(words))
      return .wrongUsage
    } catch let error as PipelineError {
      if case .interrupted = error {
        console.note("placard: interrupted; what was committed is kept for the next build")
      } else {
        console.trouble(error.description)
      }
      return ExitStatus(error)
    } catch let error as StoreError {
      console.trouble(error.description)
      return ExitStatus(error)
    } catch let error as SystemError {
      console.trouble(error.description)
      return .inputOutput
    } catch {
      console.trouble("\(error)")
      return .inputOutput
    }
  }

  private static func dispatch(_ words: [String], _ console: Console) throws -> ExitStatus {
    guard let first = words.first else {
      console.note(HelpText.overview(specs))
      return .wrongUsage
    }
    if first == "--version" {
      try console.result("placard \(Version.text)\n")
      return .done
    }
    if first == "help" { return try help(Array(words.dropFirst()), console) }
    let options = words.prefix { $0 != "--" }
    if options.contains("--help") || options.contains("-h") {
      return try help(words.filter { !$0.hasPrefix("-") }, console)
    }
    guard let (command, rest) = find(words) else { throw UsageError(unknown(words)) }
    return try command.run(try ParsedArguments.parse(rest, by: command.spec), console)
  }

  private static var specs: [CommandSpec] { commands.map(\.spec) }

  /// What the command that `words` begin with takes; without one, which commands there are.
  private static func help(_ words: [String], _ console: Console) throws -> ExitStatus {
    if words.isEmpty {
      try console.result(HelpText.overview(specs))
    } else if let (command, _) = find(words) {
      try console.result(HelpText.command(command.spec))
    } else {
      let family = family(of: words)
      guard !family.isEmpty, words.count == 1 else { throw UsageError(unknown(words)) }
      try console.result(family.map(HelpText.command).joined(separator: "\n"))
    }
    return .done
  }

  /// Where the user of wrong words reads on.
  private static func advice(_ words: [String]) -> String {
    if let (command, _) = find(words) {
      return "placard \(command.spec.name) --help tells what it takes"
    }
    return family(of: words).isEmpty
      ? "placard --help lists the commands" : "placard \(words[0]) --help tells what they take"
  }

  /// The command that `words` start with (one word or two) and the words after it.
  private static func find(_ words: [String]) -> (Command, [String])? {
    for command in commands {
      let name = command.spec.name.split(separator: " ").map(String.init)
      if words.starts(with: name) { return (command, Array(words.dropFirst(name.count))) }
    }
    return nil
  }

  /// The commands of two words whose first is that of `words`.
  private static func family(of words: [String]) -> [CommandSpec] {
    specs.filter { $0.name.hasPrefix(words[0] + " ") }
  }

  private static func unknown(_ words: [String]) -> String {
    let family = family(of: words).map { String($0.name.dropFirst(words[0].count + 1)) }
    guard !family.isEmpty else {
      let near = NearestName.of(words[0], among: specs.map(\.name))
      return "there is no command “\(words[0])”" + (near.map { "; did you mean \($0)?" } ?? "")
    }
    guard words.count > 1, !words[1].hasPrefix("-") else {
      return "placard \(words[0]) needs one of " + family.joined(separator: ", ")
    }
    let near = NearestName.of(words[1], among: family)
    return "placard \(words[0]) has no “\(words[1])”"
      + (near.map { "; did you mean \($0)?" } ?? "; it has " + family.joined(separator: ", "))
  }
}
