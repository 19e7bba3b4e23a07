import Foundation
import PlacardCore
import PlacardFetch
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting
import Synchronization

/// A test site opened the way a server opens it, with its parts in hand.
final class Bench {
  let site: TestSite
  let context: SiteContext
  let shelf: AssetShelf
  let store: Store
  let template: Template

  private static let environment: Void = RenderEnvironment.isolate()

  init(_ settings: [String: Any] = [:]) throws {
    _ = Self.environment
    site = try TestSite(settings)
    let folder = try SiteFolder.open(site.path)
    let files = FileDigests(known: [], believedSeconds: 0)
    context = try SiteContext.load(folder, files: files)
    shelf = AssetShelf(folder: folder, files: files)
    store = try Store.open(at: site.store, create: true)
    template = try Template.parse(file: Array(TestSite.template("card").utf8))
  }

  /// What `title` makes of the template `card`.
  func request(_ title: String) throws -> CardRequest {
    let json = try JSONParser.parse(Array(#"{"title": "\#(title)"}"#.utf8))
    return CardRequest(variables: json)
  }

  func plan(_ title: String, _ format: PictureFormat = .png) throws -> PlannedCard {
    let planner = CardPlanner(context: context, shelf: shelf)
    let settings = context.profile.settings(for: format)
    let plan = try planner.plan(template, request(title), [settings], store.reader())
    guard case .ready(let card) = plan else { throw Client.Failure(what: "it needs a fetch") }
    return card
  }

  func order(
    _ title: String, _ origin: CardOrigin, charge: Order.Charge? = nil
  ) throws -> Order {
    Order(
      template: template, request: try request(title),
      settings: context.profile.settings(for: .png), origin: origin,
      policy: FetchPolicy(hosts: .listed([]), limits: context.limits), charge: charge)
  }
}

/// What several threads report, in the order in which they do.
final class Reports<Element: Sendable>: Sendable {
  private let list = Mutex<[Element]>([])

  var all: [Element] { list.withLock { $0 } }

  func add(_ element: Element) { list.withLock { $0.append(element) } }

  /// Waits until there are `count`; fails after half a minute.
  func wait(for count: Int) throws -> [Element] {
    for _ in 0..<3_000 {
      if all.count >= count { return all }
      usleep(10_000)
    }
    throw Client.Failure(what: "\(all.count) reports came, not \(count)")
  }
}

/// Holds threads back until it is opened, once.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  func wait() {
    semaphore.wait()
    semaphore.signal()
  }
}
