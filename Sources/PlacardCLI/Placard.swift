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
    (ServeCommand.spec, ServeCommand.run),
    (RenderCommand.spec, RenderCommand.run),
    (KeysCreateCommand.spec, KeysCreateCommand.run),
    (KeysListCommand.spec, KeysListCommand.run),
    (KeysRevokeCommand.spec, KeysRevokeCommand.run),
    (VerifyCommand.spec, VerifyCommand.run),
    (GarbageCommand.spec, GarbageCommand.run),
  ]

  /// Runs the command that the process was started with, and ends the process.
  package static func main() -> Never {
    // Before any thread: signals are taken by one thread, and the fonts see no environment.
    Signals.block()
    RenderEnvironment.isolate()
    let console = Console()
    exit(run(Array(CommandLine.arguments.dropFirst()), console).rawValue)
  }

  static func run(_ words: [String], _ console: Console) -> ExitStatus {
    do {
      return try dispatch(words, console)
    } catch let error as UsageError {
      console.trouble(error.description)
      console.note("placard \(words.first ?? "") --help tells what it takes")
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
    let specs = commands.map(\.spec)
    guard let first = words.first, !["--help", "-h", "help"].contains(first) else {
      let text = HelpText.overview(specs)
      if words.isEmpty {
        console.note(text)
        return .wrongUsage
      }
      try console.result(text)
      return .done
    }
    if first == "--version" {
      try console.result("placard \(Version.text)\n")
      return .done
    }
    guard let (command, rest) = find(words) else {
      throw UsageError(unknown(words, specs))
    }
    if rest.contains("--help") || rest.contains("-h") {
      try console.result(HelpText.command(command.spec))
      return .done
    }
    return try command.run(try ParsedArguments.parse(rest, by: command.spec), console)
  }

  /// The command that `words` start with (one word or two) and the words after it.
  private static func find(_ words: [String]) -> (Command, [String])? {
    for command in commands {
      let name = command.spec.name.split(separator: " ").map(String.init)
      if words.starts(with: name) { return (command, Array(words.dropFirst(name.count))) }
    }
    return nil
  }

  private static func unknown(_ words: [String], _ specs: [CommandSpec]) -> String {
    let family = specs.filter { $0.name.hasPrefix(words[0] + " ") }
    if !family.isEmpty {
      return "placard \(words[0]) needs one of "
        + family.map { String($0.name.dropFirst(words[0].count + 1)) }.joined(separator: ", ")
    }
    let near = NearestName.of(words[0], among: specs.map(\.name))
    return "there is no command “\(words[0])”" + (near.map { "; did you mean \($0)?" } ?? "")
  }
}
