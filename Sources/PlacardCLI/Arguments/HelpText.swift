/// The texts of `--help`, made from the commands' tables.
enum HelpText {
  static func overview(_ commands: [CommandSpec]) -> String {
    let width = commands.map(\.name.count).max() ?? 0
    var text = """
      Placard makes a site's social cards at build time and serves them by look-up.

      usage: placard COMMAND …

      """
    for command in commands {
      text += "  " + pad(command.name, to: width) + "  " + command.summary + "\n"
    }
    text += """

      placard COMMAND --help tells what a command takes.
      Exit status: 0 done, 1 some cards failed or a check found something, 2 wrong usage,
      3 bad input file, 4 store missing, damaged or in use, 5 no space or I/O, 130 interrupted.

      """
    return text
  }

  static func command(_ spec: CommandSpec) -> String {
    var usage = "usage: placard \(spec.name)"
    if !spec.operands.isEmpty { usage += " " + spec.operands }
    for option in spec.options where option.isRequired { usage += " " + shown(option) }
    if spec.options.contains(where: { !$0.isRequired }) { usage += " [option …]" }
    var text = spec.summary.prefix(1).uppercased() + spec.summary.dropFirst() + ".\n\n"
    text += usage + "\n\n"
    let width = spec.options.map { shown($0).count }.max() ?? 0
    for option in spec.options {
      text += "  " + pad(shown(option), to: width) + "  " + option.help + "\n"
    }
    if !spec.details.isEmpty { text += "\n" + spec.details + "\n" }
    text += "\nexample:\n  " + spec.example + "\n"
    return text
  }

  private static func shown(_ option: OptionSpec) -> String {
    option.name + (option.value.map { " " + $0 } ?? "")
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
