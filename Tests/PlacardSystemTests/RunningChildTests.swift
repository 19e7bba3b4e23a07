import Foundation
import PlacardSystem
import Testing

@Suite("Children that run beside")
struct RunningChildTests {
  @Test("A child's words are kept, and how it ended is told without waiting")
  func child() throws {
    var child = try RunningChild.start(
      "/bin/sh", ["-c", "echo out; echo $WORD >&2; sleep 0.1; exit 3"],
      environment: ["WORD": "err"])
    var end = try child.end()
    while end == nil {
      usleep(2_000)
      end = try child.end()
    }
    #expect(end == .exited(3))
    #expect(try child.output() == Array("out\n".utf8))
    #expect(try child.errors() == Array("err\n".utf8))
    #expect(try child.errors(from: 1) == Array("rr\n".utf8))
  }

  @Test("A child can be interrupted, and ends with its owner")
  func interrupted() throws {
    var child = try RunningChild.start("/bin/sleep", ["600"])
    #expect(try child.end() == nil)
    child.interrupt()
    var end = try child.end()
    while end == nil {
      usleep(2_000)
      end = try child.end()
    }
    #expect(end == .killed(signal: SIGINT))
  }
}
