internal import PlacardPipeline
internal import PlacardServer
internal import PlacardStore
internal import PlacardSystem

/// What the program says to the shell. This is the only table from errors to exit statuses.
enum ExitStatus: Int32, Error {
  case done = 0
  /// Some cards failed, or a check found something.
  case someFailed = 1
  case wrongUsage = 2
  case badInput = 3
  /// The store is missing, damaged or in use.
  case storeUnusable = 4
  /// No space, or the file system or network failed.
  case inputOutput = 5
  case interrupted = 130

  init(_ error: PipelineError) {
    switch error {
    case .input: self = .badInput
    case .store(let error): self.init(error)
    case .system(let error): self = error.isNotFound ? .badInput : .inputOutput
    case .notRendered, .notEncoded: self = .badInput
    case .notFetched, .busy, .late, .quotaExceeded, .tooManyMisses: self = .inputOutput
    case .interrupted: self = .interrupted
    }
  }

  init(_ error: StoreError) {
    switch error.code {
    case .mapFull, .diskFull, .readersFull, .denied, .io: self = .inputOutput
    case .missing, .notAStore, .damaged, .newerVersion, .inUse, .remoteFileSystem:
      self = .storeUnusable
    }
  }
}
