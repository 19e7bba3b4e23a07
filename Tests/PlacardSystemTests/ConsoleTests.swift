import PlacardSystem
import Testing

@Suite("Log lines and resources") struct ConsoleTests {
  @Test("A log line quotes what could be taken for another pair or another line")
  func quoting() {
    let line = LogLine(.warning, "slow render", at: 784_111_777)
      .with("card", "posts/hello").with("why", "a=\"b\"\nc\u{1B}[2J").with("n", 3).with("e", "")
    #expect(
      line.description == "time=1994-11-06T08:49:37Z level=warning event=\"slow render\""
        + " card=posts/hello why=\"a=\\\"b\\\"\\nc\\u{1b}[2J\" n=3 e=\"\"")
  }

  @Test("A process that runs has used memory and time")
  func usage() {
    let usage = ResourceUsage.now()
    #expect(usage.peakResidentBytes > 1 << 20)
    #expect(usage.anonymousBytes > 1 << 18 && usage.anonymousBytes <= usage.peakResidentBytes)
    #expect(usage.cpuSeconds > 0)
  }

  @Test("A file is no terminal")
  func terminal() throws {
    let file = try FileDescriptor.open("/dev/null", .reading)
    #expect(!Terminal.isTerminal(file.number))
    #expect(Terminal.width(file.number) == nil)
  }
}
