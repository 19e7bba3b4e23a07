internal import CCurl
internal import PlacardCore

/// An http or https address, taken apart by libcurl's own parser: the parser that decides and the
/// one that connects must be one, or they can be made to disagree.
struct RemoteAddress {
  var text: String
  /// Lower case; an IPv6 literal keeps its brackets.
  var host: String
  var port: Int

  /// Parses and checks `text` by the rules that hold for every hop.
  static func parse(_ text: String, policy: FetchPolicy) throws(FetchError) -> RemoteAddress {
    guard text.utf8.count <= policy.limits.fetchAddressBytesMax else {
      throw FetchError(
        .badAddress, address: String(text.prefix(80)) + "…",
        "the address is longer than \(policy.limits.fetchAddressBytesMax) bytes")
    }
    guard let handle = curl_url() else {
      throw FetchError(.library, address: text, "out of memory")
    }
    defer { curl_url_cleanup(handle) }
    let bad = { (message: String) in FetchError(.badAddress, address: text, message) }
    guard curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK
    else { throw bad("it is not an absolute http or https address") }
    guard let scheme = part(handle, CURLUPART_SCHEME), scheme == "http" || scheme == "https" else {
      throw bad("only http and https addresses are fetched")
    }
    guard part(handle, CURLUPART_USER) == nil, part(handle, CURLUPART_PASSWORD) == nil else {
      throw bad("an address with a user name or password is not fetched")
    }
    guard let host = part(handle, CURLUPART_HOST)?.lowercased(), !host.isEmpty,
      let port = part(handle, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
    else { throw bad("it names no host") }
    let isException = policy.isPrivateException(host: host, port: port)
    guard port == 80 || port == 443 || isException else {
      throw bad("only ports 80 and 443 are fetched from, not \(port)")
    }
    guard policy.allows(host: host) || isException else {
      throw FetchError(
        .hostNotAllowed, address: text, "the host \(host) is not one of the allowed hosts")
    }
    return RemoteAddress(text: text, host: host, port: port)
  }

  private static func part(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0)
    -> String?
  {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
