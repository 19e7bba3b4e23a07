/// The methods that are known; all others are answered 501. Whether an address takes one is its
/// handler's to say.
package enum HTTPMethod: UInt8, Sendable, Hashable, CaseIterable {
  case get
  case head
  case post
  case put
  case delete
  case options
  case patch
  case trace
  case query
}
