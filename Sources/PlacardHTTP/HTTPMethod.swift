/// The methods that are served; all others are answered 501.
package enum HTTPMethod: UInt8, Sendable, Hashable, CaseIterable {
  case get
  case head
  case post
  case put
  case delete
  case options
}
