internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem
internal import Synchronization

/// The signing keys that a running server takes. Loops read them, the thread that watches the
/// signals reads their file anew.
final class SigningKeyring: Sendable {
  private let file: SigningKeyFile
  private let keys: Mutex<SigningKeys>
  private let changes = Atomic<UInt64>(0)

  /// Reads the keys of `file`.
  ///
  /// - Parameter isRequired: whether its absence is an error; else it is a file without keys.
  init(_ file: SigningKeyFile, isRequired: Bool) throws(PipelineError) {
    self.file = file
    let found = try file.read()
    if isRequired, found == nil {
      throw .input(
        InputError(
          .missing, message: "there is no file of signing keys \(file.path)",
          hint: "placard sign --new-key --signing-keys \(file.path) makes one"))
    }
    keys = Mutex(found ?? SigningKeys())
  }

  /// The keys of now.
  var current: SigningKeys { keys.withLock { $0 } }

  /// How often they have changed: what was verified before the last change is to be verified again.
  var changeCount: UInt64 { changes.load(ordering: .acquiring) }

  /// Reads the file again. One that cannot be read is logged, and the keys stay; one that is gone
  /// holds no keys.
  func reload() {
    do throws(PipelineError) {
      let found = try file.read() ?? SigningKeys()
      let isNew = keys.withLock { keys in
        defer { keys = found }
        return keys != found
      }
      guard isNew else { return }
      changes.wrappingAdd(1, ordering: .releasing)
      LogLine(.info, "signing keys read").with("count", "\(found.keys.count)").write()
    } catch {
      LogLine(.error, "signing keys not read").with("error", error.description).write()
    }
  }
}
