import Foundation
import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting
import Testing

@Suite("Digests of files") struct FileDigestsTests {
  private let max = 1_000

  @Test("A file is digested once, and again when its status changes")
  func statuses() throws {
    let site = try TestSite()
    let files = FileDigests(known: [], believedSeconds: 0)
    try site.write("one", to: "a")
    try site.age("a", seconds: 60)
    #expect(try files.digest(of: site.path + "/a", bytesMax: max) == Digest(of: "one"))
    #expect(try files.digest(of: site.path + "/a", bytesMax: max) == Digest(of: "one"))
    #expect(files.takeFresh().map(\.digest) == [Digest(of: "one")])
    #expect(files.takeFresh().isEmpty)
    try site.write("two!", to: "a")
    try site.age("a", seconds: 30)
    #expect(try files.digest(of: site.path + "/a", bytesMax: max) == Digest(of: "two!"))
    #expect(files.takeFresh().map(\.digest) == [Digest(of: "two!")])
  }

  @Test("What an earlier run knew is believed while the status is the same, and no longer")
  func known() throws {
    let site = try TestSite()
    try site.write("one", to: "a")
    try site.age("a", seconds: 60)
    let first = FileDigests(known: [], believedSeconds: 0)
    _ = try first.digest(of: site.path + "/a", bytesMax: max)
    var entry = try #require(first.takeFresh().first)
    // A digest that cannot be read from the file tells that the file was not read.
    entry.digest = Digest(of: "remembered")
    let second = FileDigests(known: [entry], believedSeconds: 0)
    #expect(try second.digest(of: site.path + "/a", bytesMax: max) == Digest(of: "remembered"))
    #expect(second.takeFresh().isEmpty)
    try site.write("longer", to: "a")
    #expect(try second.digest(of: site.path + "/a", bytesMax: max) == Digest(of: "longer"))
  }

  @Test("A file that was only just written is read again: a change may leave no mark in its status")
  func unsettled() throws {
    let site = try TestSite()
    let path = site.path + "/a"
    let time = Date(timeIntervalSinceNow: 0)
    func write(_ text: String) throws {
      try site.write(text, to: "a")
      try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    }
    let files = FileDigests(known: [], believedSeconds: 0)
    try write("one")
    #expect(try files.digest(of: path, bytesMax: max) == Digest(of: "one"))
    // Of equal length and within one tick of the file system's clock.
    try write("two")
    #expect(try files.digest(of: path, bytesMax: max) == Digest(of: "two"))
    // Nor is it told to later runs.
    #expect(files.takeFresh().isEmpty)
  }

  @Test("A status is believed for a time without asking, where that is wished")
  func believed() throws {
    let site = try TestSite()
    try site.write("one", to: "a")
    let files = FileDigests(known: [], believedSeconds: 3_600)
    _ = try files.digest(of: site.path + "/a", bytesMax: max)
    try site.write("longer", to: "a")
    #expect(try files.digest(of: site.path + "/a", bytesMax: max) == Digest(of: "one"))
  }

  @Test("Nothing, a folder and a file that is gone have no digest; one too large is an error")
  func absent() throws {
    let site = try TestSite()
    let files = FileDigests(known: [], believedSeconds: 0)
    #expect(try files.digest(of: site.path + "/none", bytesMax: max) == nil)
    #expect(try files.digest(of: site.path + "/assets", bytesMax: max) == nil)
    try site.write("one", to: "a")
    #expect(try files.digest(of: site.path + "/a", bytesMax: max) != nil)
    try site.remove("a")
    #expect(try files.digest(of: site.path + "/a", bytesMax: max) == nil)
    try site.write([UInt8](repeating: 1, count: max), to: "full")
    #expect(try files.digest(of: site.path + "/full", bytesMax: max) != nil)
    try site.write([UInt8](repeating: 1, count: max + 1), to: "over")
    let error = #expect(throws: SystemError.self) {
      _ = try files.digest(of: site.path + "/over", bytesMax: max)
    }
    #expect(error?.isTooLarge == true)
  }

  @Test("Who must not wait for a disk is told so, until somebody else has read the file")
  func unread() throws {
    let site = try TestSite()
    let files = FileDigests(known: [], believedSeconds: 0)
    try site.write("twelve bytes", to: "a")
    try site.age("a", seconds: 60)
    let path = site.path + "/a"
    #expect(try files.find(path, bytesMax: max, readMax: 11) == .unread)
    #expect(try files.find(path, bytesMax: max, readMax: 12) == .digest(Digest(of: "twelve bytes")))
    #expect(try files.find(path, bytesMax: max, readMax: 0) == .digest(Digest(of: "twelve bytes")))
    #expect(try files.find(site.path + "/none", bytesMax: max, readMax: 0) == .nothing)
  }
}
