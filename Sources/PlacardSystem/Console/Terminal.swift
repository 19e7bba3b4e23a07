internal import CLinux
internal import Glibc

/// What is known of the terminal behind a descriptor.
package enum Terminal {
  /// Whether somebody may be looking (isatty(3)): false for files, pipes and closed descriptors.
  package static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// Columns, or nil when it is no terminal or does not say.
  package static func width(_ descriptor: Int32) -> Int? {
    let columns = placard_terminal_columns(descriptor)
    return columns > 0 ? Int(columns) : nil
  }
}
