internal import PlacardCodec
package import PlacardCore
internal import PlacardFetch
internal import PlacardRender
package import PlacardStore
package import PlacardSystem

/// Trouble on the line, as the part that met it says it. The edges alone turn it into an exit
/// status or an HTTP status.
package enum PipelineError: Error, Sendable {
  case input(InputError)
  case store(StoreError)
  case system(SystemError)
  case notFetched(NotFetched)
  case notRendered(NotRendered)
  /// An encoder failed; its words.
  case notEncoded(String)
  /// More work is queued than will be done in time.
  case busy
  /// The key has had as many fresh renders this month as its plan has.
  case quotaExceeded
  /// The client has caused as many renders as it may, for so many seconds.
  case tooManyMisses(seconds: Int)
  /// The render took longer than its deadline.
  case late
  /// The user asked to stop.
  case interrupted

  /// A remote picture that did not come.
  package struct NotFetched: Sendable, Hashable {
    package var address: String
    /// May be shown to anybody.
    package var message: String
    /// For the operator.
    package var detail: String
    /// Whether the site's settings forbid it, rather than the network.
    package var isRefused: Bool
    /// Where the address stands in the card, where that is known.
    package var path = ""
  }

  /// A scene that could not be drawn.
  package struct NotRendered: Sendable, Hashable {
    package var layer: String?
    package var message: String
    /// Whether another request could be drawn: its size or a text was too much.
    package var isOfRequest: Bool
  }
}

extension PipelineError {
  static func render(_ error: RenderError) -> PipelineError {
    .notRendered(
      NotRendered(
        layer: error.layer, message: error.message,
        isOfRequest: error.code == .tooLarge || error.code == .text))
  }

  static func codec(_ error: CodecError) -> PipelineError { .notEncoded(error.description) }

  static func fetch(_ error: FetchError) -> PipelineError {
    .notFetched(
      NotFetched(
        address: error.address, message: error.message, detail: error.detail,
        isRefused: error.code == .hostNotAllowed || error.code == .badAddress))
  }
}

extension PipelineError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .input(let error): error.description
    case .store(let error): error.description
    case .system(let error): error.description
    case .notFetched(let error):
      "cannot fetch \(error.address): \(error.message)"
        + (error.detail.isEmpty ? "" : " (\(error.detail))")
    case .notRendered(let error):
      error.layer.map { "layer \"\($0)\": \(error.message)" } ?? error.message
    case .notEncoded(let words): words
    case .busy: "too much work is queued"
    case .quotaExceeded: "the key's plan has no renders left this month"
    case .tooManyMisses: "too many pictures that are not stored were asked for"
    case .late: "the picture took too long to render"
    case .interrupted: "interrupted"
    }
  }
}
