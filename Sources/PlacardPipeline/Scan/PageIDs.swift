internal import PlacardCore

/// Makes card ids from pages' paths: `posts/hello` for the first picture of `posts/hello.html` or
/// `posts/hello/index.html`, `posts/hello.2` for its second.
struct PageIDs {
  private var taken: Set<String> = []
  private var pages: [String: String] = [:]
  /// The number that a page's last picture got.
  private var numbers: [String: Int] = [:]

  /// Every page's own id is set aside before any second picture gets one.
  init(pages paths: [String]) {
    for path in paths {
      let name = Self.withoutExtension(path)
      var id = Self.cleaned(Self.withoutIndex(name))
      if !taken.insert(id).inserted {
        id = Self.cleaned(name)
        if !taken.insert(id).inserted { id = numbered(id) }
      }
      pages[path] = id
    }
  }

  /// The page's own id.
  func id(of path: String) -> String { pages[path] ?? Self.cleaned(path) }

  /// An id for one more picture of the page.
  mutating func another(for path: String) -> String {
    numbered(id(of: path))
  }

  /// `id` with the next number that makes it one of nobody else's.
  private mutating func numbered(_ id: String) -> String {
    var number = numbers[id] ?? 1
    repeat { number += 1 } while !taken.insert("\(id).\(number)").inserted
    numbers[id] = number
    return "\(id).\(number)"
  }

  static func withoutExtension(_ path: String) -> String {
    for ending in [".html", ".htm"] where path.lowercased().hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }

  private static func withoutIndex(_ name: String) -> String {
    name.hasSuffix("/index") ? String(name.dropLast("/index".count)) : name
  }

  /// With a hyphen for each run of what no id holds, and cut so that a number fits behind.
  private static func cleaned(_ name: String) -> String {
    var id = ""
    for scalar in name.unicodeScalars {
      let isAllowed = scalar.isASCII && CardID.isValid("a\(scalar)a")
      if isAllowed { id.unicodeScalars.append(scalar) } else if id.last != "-" { id.append("-") }
    }
    if id.utf8.count > CardID.bytesMax - 8 {
      // Long names that begin alike stay apart.
      id = String(id.prefix(CardID.bytesMax - 40)) + "-" + Digest(of: name).hex.prefix(24)
    }
    return CardID.isValid(id) ? id : "page-" + Digest(of: name).hex.prefix(16)
  }
}
