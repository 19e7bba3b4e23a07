import PlacardContent
import PlacardCore

/// Front matter as the tests write it.
enum Front {
  /// The object in `text`, a whole file called `name`, as compact JSON; or what is wrong with it, as
  /// a user sees it; "none" for a file without.
  static func read(_ text: String, _ name: String = "page.md", limits: Limits = Limits()) -> String
  {
    read(Array(text.utf8), name, limits: limits)
  }

  static func read(_ bytes: [UInt8], _ name: String = "page.md", limits: Limits = Limits())
    -> String
  {
    do throws(InputError) {
      switch try FrontMatter.find(in: bytes, isWhole: true, name: name) {
      case .none: return "none"
      case .needsMore: return "needs more of a whole file"
      case .frontMatter(let front):
        return JSONWriter.text(of: try front.parse(bytes, limits: limits), sortsKeys: false)
      }
    } catch {
      return bytes.withUnsafeBytes { error.located(in: $0, named: name).description }
    }
  }

  /// The value of YAML between marks.
  static func yaml(_ text: String, limits: Limits = Limits()) -> String {
    read("---\n" + text + "\n---\n", limits: limits)
  }

  /// The value of TOML between marks.
  static func toml(_ text: String, limits: Limits = Limits()) -> String {
    read("+++\n" + text + "\n+++\n", limits: limits)
  }
}
