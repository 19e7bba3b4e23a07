import Foundation
import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardTesting
import Testing

@Suite("The writer's thread") struct StoreWriterThreadTests {
  private func artifact(_ text: String) -> Artifact {
    Artifact(format: .png, size: PixelSize(width: 1, height: 1), body: Array(text.utf8))
  }

  private func changes(_ text: String) -> [StoreChange] {
    let artifact = artifact(text)
    let entry = CardEntry(
      contentHash: artifact.hash, origin: .built, lastUseHour: 1,
      byteCount: UInt32(artifact.body.count))
    return [.object(artifact), .card(RenderKey(Digest(of: text)), entry)]
  }

  private func has(_ store: Store, _ text: String) throws -> Bool {
    let hash = artifact(text).hash
    return try store.reader().withSnapshot { snapshot throws(StoreError) in
      guard try snapshot.object(hash) != nil else { return false }
      return try snapshot.card(RenderKey(Digest(of: text))) != nil
    }
  }

  @Test("A thread that cannot begin to write says that it does not live")
  func givesUp() throws {
    let bench = try Bench()
    let other = try bench.store.writer()
    let writer = try StoreWriterThread.start(bench.store, pace: .prompt)
    #expect(throws: PipelineError.self) { try writer.putAndWait(changes("lost")) }
    #expect(!writer.isAlive && writer.failure != nil)
    writer.stop()
    withExtendedLifetime(other) {}
    let next = try StoreWriterThread.start(try Bench().store, pace: .prompt)
    try next.putAndWait(changes("kept"))
    #expect(next.isAlive && next.waitingCount == 0)
    next.stop()
  }

  @Test(
    "What was handed over is there when its word comes, at either pace", arguments: [true, false])
  func words(isPrompt: Bool) throws {
    let bench = try Bench()
    let writer = try StoreWriterThread.start(bench.store, pace: isPrompt ? .prompt : .batched)
    defer { writer.stop() }
    let words = Reports<Bool>()
    for index in 0..<200 {
      writer.put(changes("\(index)")) { [store = bench.store] error in
        let isThere = try? has(store, "\(index)")
        words.add(error == nil && isThere == true)
      }
    }
    #expect(try words.wait(for: 200).allSatisfy { $0 })
    try writer.putAndWait(changes("last"))
    #expect(try has(bench.store, "last"))
    #expect(writer.failure == nil)
  }

  @Test("Whoever waits does not wait for the batch's second; nothing is in a transaction meanwhile")
  func gathering() throws {
    let bench = try Bench()
    let writer = try StoreWriterThread.start(bench.store, pace: .batched)
    let words = Reports<String>()
    writer.put(changes("early")) { _ in words.add("early") }
    try writer.putAndWait(changes("urgent"))
    // The batch went with what was urgent.
    #expect(words.all == ["early"])
    #expect(try has(bench.store, "early"))
    writer.put(changes("kept")) { _ in words.add("kept") }
    writer.stop()
    #expect(words.all == ["early", "kept"])
    #expect(try has(bench.store, "kept"))
  }

  @Test("A change that cannot be stored takes none of its batch with it")
  func oneBad() throws {
    let bench = try Bench(["limits": ["storeMapBytes": 2_097_152]])
    // Another store, too small for what comes.
    let store = try Store.open(
      at: bench.site.path + "/small", create: true, options: StoreOptions(mapBytes: 2 << 20))
    let writer = try StoreWriterThread.start(store, pace: .batched)
    defer { writer.stop() }
    let words = Reports<String>()
    func put(_ name: String, _ changes: [StoreChange]) {
      writer.put(changes) { error in
        words.add(name + (error.map { " \($0.code)" } ?? ""))
      }
    }
    let huge = Artifact(
      format: .png, size: PixelSize(width: 1, height: 1),
      body: [UInt8](repeating: 1, count: 3 << 20))
    put("a", changes("a"))
    put("huge", [.object(huge)])
    put("b", changes("b"))
    #expect(try words.wait(for: 3).sorted() == ["a", "b", "huge mapFull"])
    #expect(try has(store, "a"))
    #expect(try has(store, "b"))
    #expect(writer.failure?.code == .mapFull)
  }

  @Test("A full queue is refused at once to those who may not wait, and waits for the others")
  func fullQueue() throws {
    let bench = try Bench()
    let writer = try StoreWriterThread.start(bench.store, pace: .prompt, queueMax: 2)
    let gate = Gate()
    let words = Reports<String>()
    // The writer's thread stands in the first parcel's word.
    writer.put(changes("first")) { _ in
      words.add("first")
      gate.wait()
    }
    _ = try words.wait(for: 1)
    #expect(writer.tryPut(changes("a")) { _ in words.add("a") })
    #expect(writer.tryPut(changes("b")) { _ in words.add("b") })
    #expect(!writer.tryPut(changes("c")) { _ in words.add("c") })
    gate.open()
    #expect(try words.wait(for: 3) == ["first", "a", "b"])
    writer.stop()
    #expect(try !has(bench.store, "c"))
    // Nor after the end.
    #expect(!writer.tryPut(changes("d")))
    #expect(throws: PipelineError.self) { try writer.putAndWait(changes("d")) }
  }

  @Test("Work runs between transactions, after everything handed over before")
  func work() throws {
    let bench = try Bench()
    let writer = try StoreWriterThread.start(bench.store, pace: .batched)
    defer { writer.stop() }
    writer.put(changes("before"))
    let seen = Reports<Int>()
    try writer.perform { writer throws(StoreError) in
      seen.add(writer.pendingOperations)
      seen.add(try writer.pendingSnapshot().card(RenderKey(Digest(of: "before"))) == nil ? 0 : 1)
      writer.abort()
    }
    #expect(seen.all == [0, 1])
    #expect(throws: PipelineError.self) {
      try writer.perform { _ throws(StoreError) in
        throw StoreError(.io, operation: "test", detail: "", next: "")
      }
    }
    try writer.putAndWait(changes("after"))
    #expect(try has(bench.store, "after"))
  }
}
