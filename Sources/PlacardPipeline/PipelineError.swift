package import PlacardCodec
package import PlacardCore
package import PlacardFetch
package import PlacardRender
package import PlacardStore
package import PlacardSystem

/// Trouble on the line, as the part that met it says it. The edges alone turn it into an exit
/// status or an HTTP status.
package enum PipelineError: Error, Sendable {
  case input(InputError)
  case store(StoreError)
  case system(SystemError)
  case render(RenderError)
  case codec(CodecError)
  case fetch(FetchError)
  /// More work is queued than will be done in time.
  case busy
  /// The render took longer than its deadline.
  case late
  /// The user asked to stop.
  case interrupted
}

extension PipelineError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .input(let error): error.description
    case .store(let error): error.description
    case .system(let error): error.description
    case .render(let error): error.description
    case .codec(let error): error.description
    case .fetch(let error): error.description
    case .busy: "too much work is queued"
    case .late: "the picture took too long to render"
    case .interrupted: "interrupted"
    }
  }
}
