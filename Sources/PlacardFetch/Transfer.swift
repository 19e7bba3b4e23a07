internal import CCurl
internal import Glibc
internal import PlacardCore

/// One request and its answer.
struct Transfer {
  var status: Int
  var body: [UInt8]
  var etag: String?
  var lastModified: String?
  /// The absolute address of a `Location`, for a redirect.
  var redirect: String?

  /// What libcurl's callbacks write to while a transfer runs.
  private final class State {
    var body: [UInt8] = []
    var bodyBytesMax = 0
    var headBytes = 0
    var etag: String?
    var lastModified: String?
    var isTooLarge = false
    var isPrivateAllowed = false
    var isRefused = false
  }

  private static let headBytesMax = 65_536

  static func run(
    _ address: RemoteAddress, on handle: UnsafeMutableRawPointer, policy: FetchPolicy,
    millisecondsLeft: Int, knownETag: String?, knownLastModified: String?
  ) throws(FetchError) -> Transfer {
    let state = State()
    state.bodyBytesMax = policy.limits.sourceBytesMax
    state.isPrivateAllowed = policy.isPrivateException(host: address.host, port: address.port)
    curl_easy_reset(handle)
    var headers: UnsafeMutablePointer<curl_slist>?
    headers = curl_slist_append(headers, "Accept: image/*")
    if let knownETag { headers = curl_slist_append(headers, "If-None-Match: \(knownETag)") }
    if let knownLastModified {
      headers = curl_slist_append(headers, "If-Modified-Since: \(knownLastModified)")
    }
    defer { curl_slist_free_all(headers) }
    configure(handle, address, state, policy.limits, millisecondsLeft)
    placard_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
    let status = withExtendedLifetime(state) { curl_easy_perform(handle) }
    // The handle must not keep pointers into `state` past this function.
    defer { curl_easy_reset(handle) }
    guard status == CURLE_OK else { throw error(status, state, address, policy.limits) }
    return answer(handle, state)
  }

  private static func configure(
    _ handle: UnsafeMutableRawPointer, _ address: RemoteAddress, _ state: State, _ limits: Limits,
    _ millisecondsLeft: Int
  ) {
    // SAFETY: `run` keeps `state` alive round curl_easy_perform and resets the handle after.
    let context = Unmanaged.passUnretained(state).toOpaque()
    placard_curl_set_text(handle, CURLOPT_URL, address.text)
    placard_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    placard_curl_set_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    placard_curl_set_text(handle, CURLOPT_PROXY, "")
    placard_curl_set_text(handle, CURLOPT_USERAGENT, "placard")
    placard_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    placard_curl_set_long(handle, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    placard_curl_set_long(handle, CURLOPT_UNRESTRICTED_AUTH, 0)
    placard_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1)
    // Without it libcurl uses SIGALRM for name resolution, which threads cannot share.
    placard_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
    // A connection of an earlier hop has passed an earlier hop's check, not this one's.
    placard_curl_set_long(handle, CURLOPT_FRESH_CONNECT, 1)
    placard_curl_set_long(handle, CURLOPT_FORBID_REUSE, 1)
    placard_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.fetchConnectMilliseconds)
    placard_curl_set_long(handle, CURLOPT_TIMEOUT_MS, millisecondsLeft)
    placard_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1_000)
    placard_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, 2)
    placard_curl_set_offset(
      handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.sourceBytesMax))
    placard_curl_set_opener(handle, openSocket)
    placard_curl_set_data(handle, CURLOPT_OPENSOCKETDATA, context)
    placard_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION, receiveBody)
    placard_curl_set_data(handle, CURLOPT_WRITEDATA, context)
    placard_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION, receiveHead)
    placard_curl_set_data(handle, CURLOPT_HEADERDATA, context)
  }

  private static func answer(_ handle: UnsafeMutableRawPointer, _ state: State) -> Transfer {
    var status = 0
    placard_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    var redirect: UnsafeMutablePointer<CChar>?
    placard_curl_get_text(handle, CURLINFO_REDIRECT_URL, &redirect)
    return Transfer(
      status: status, body: state.body, etag: state.etag, lastModified: state.lastModified,
      redirect: redirect.map { String(cString: $0) })
  }

  private static func error(
    _ status: CURLcode, _ state: State, _ address: RemoteAddress, _ limits: Limits
  ) -> FetchError {
    let words = String(cString: curl_easy_strerror(status))
    if state.isTooLarge || status == CURLE_FILESIZE_EXCEEDED {
      return FetchError(
        .tooLarge, address: address.text, "it is larger than \(limits.sourceBytesMax) bytes")
    }
    if status == CURLE_OPERATION_TIMEDOUT {
      return FetchError(
        .timedOut, address: address.text, "it took too long to answer", detail: words)
    }
    return FetchError(
      .unreachable, address: address.text, "the host cannot be reached",
      detail: state.isRefused ? "its address is not a public one" : words)
  }

  // MARK: Callbacks. They run inside curl_easy_perform, on its thread.

  private static func state(_ context: UnsafeMutableRawPointer?) -> State {
    guard let context else {
      preconditionFailure("libcurl calls back with the context it was given")
    }
    // SAFETY: the context is the `State` that `configure` lent to libcurl for this transfer.
    return Unmanaged<State>.fromOpaque(context).takeUnretainedValue()
  }

  private static let openSocket:
    @convention(c) (
      UnsafeMutableRawPointer?, curlsocktype, UnsafeMutablePointer<curl_sockaddr>?
    ) -> curl_socket_t = { context, _, target in
      guard let target else { return -1 }
      let state = Transfer.state(context)
      // `addr` is declared as a sockaddr; libcurl keeps `addrlen` bytes of any family there.
      guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
      let address = UnsafeRawPointer(target).advanced(by: offset)
      let isPublic = PublicAddress.isPublic(
        address.assumingMemoryBound(to: sockaddr.self), length: Int(target.pointee.addrlen))
      guard isPublic || state.isPrivateAllowed else {
        state.isRefused = true
        return -1
      }
      return socket(
        target.pointee.family, target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
        target.pointee.protocol)
    }

  private static let receiveBody:
    @convention(c) (
      UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?
    ) -> Int = { bytes, size, count, context in
      let state = Transfer.state(context)
      // The length a server announces is a claim: the bytes are counted.
      guard let bytes, size * count <= state.bodyBytesMax - state.body.count else {
        state.isTooLarge = true
        return 0
      }
      state.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }

  private static let receiveHead:
    @convention(c) (
      UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?
    ) -> Int = { bytes, size, count, context in
      let state = Transfer.state(context)
      guard let bytes else { return 0 }
      state.headBytes += size * count
      guard state.headBytes <= headBytesMax else {
        state.isTooLarge = true
        return 0
      }
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      if let value = fieldValue(of: line, named: "etag:") { state.etag = value }
      if let value = fieldValue(of: line, named: "last-modified:", isSpaced: true) {
        state.lastModified = value
      }
      return size * count
    }

  /// The value of a head line that starts with `name` (lower case, with its colon); nil for another
  /// field's line and for a value that could not be sent back as it came.
  ///
  /// - Parameter isSpaced: spaces belong to the value, as in a date, but for those at its end.
  private static func fieldValue(
    of line: UnsafeRawBufferPointer, named name: StaticString, isSpaced: Bool = false
  ) -> String? {
    guard line.count > name.utf8CodeUnitCount else { return nil }
    for index in 0..<name.utf8CodeUnitCount
    where line[index] | 0x20 != name.utf8Start[index] | 0x20 {
      return nil
    }
    var value = line.dropFirst(name.utf8CodeUnitCount)
      .drop { $0 == 0x20 || $0 == 0x09 }
      .prefix { $0 > (isSpaced ? 0x1F : 0x20) && $0 < 0x7F }
    while value.last == 0x20 { value.removeLast() }
    return value.isEmpty || value.count > 256 ? nil : String(decoding: value, as: UTF8.self)
  }
}
