internal import Glibc
package import PlacardCore
internal import PlacardSystem

/// The file of a site's signing keys.
package struct SigningKeyFile: Sendable, Hashable {
  package let path: String

  private static let bytesMax = 100_000

  /// The file at `path`.
  package init(_ path: String) { self.path = path }

  /// The file of the store at `path`, unless somebody names another.
  package init(store path: String) { self.path = FilePath.join(path, "signing-keys") }

  /// The keys; nil when there is no file.
  ///
  /// - Throws: when it cannot be read, or a line of it is not a key; no message shows a secret.
  package func read() throws(PipelineError) -> SigningKeys? {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, bytesMax: Self.bytesMax)
    } catch {
      if error.isNotFound { return nil }
      throw .system(error)
    }
    do throws(InputError) { return try SigningKeys.parse(bytes, source: path) } catch {
      throw .input(error)
    }
  }

  /// Replaces the keys by what `body` makes of them, with mode 0600, and gives what it gives; other
  /// processes that change the file wait. What `body` leaves as it was is not written.
  package func change<Result>(
    _ body: (inout SigningKeys) throws(PipelineError) -> Result
  ) throws(PipelineError) -> Result {
    do throws(SystemError) { try Directory.create(FilePath.parent(path)) } catch {
      throw .system(error)
    }
    let lock = try lock()
    let old = try read() ?? SigningKeys()
    var keys = old
    let result = try body(&keys)
    do throws(SystemError) {
      if keys != old { try FileBytes.replace(path, with: keys.fileBytes, isPrivate: true) }
    } catch {
      throw .system(error)
    }
    _ = consume lock
    return result
  }

  /// A change takes a moment; whoever holds the lock for seconds has stopped.
  private func lock() throws(PipelineError) -> FileLock {
    do throws(SystemError) {
      for _ in 0..<250 {
        if let lock = try FileLock.acquire(path + ".lock", .exclusive) { return lock }
        usleep(20_000)
      }
      throw SystemError(
        code: EWOULDBLOCK, operation: "lock", path: path,
        hint: "another process has been changing it for five seconds")
    } catch {
      throw .system(error)
    }
  }
}
