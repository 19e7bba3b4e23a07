/// A size known by name: what the places that show cards ask for.
///
/// Users write the ids `og`, `x`, `linkedin`, `instagram`, `story`, `pinterest`, `youtube`,
/// `github` and `email` in `sizes` and find them in addresses.
package struct SizePreset: Sendable, Hashable {
  package let id: String
  /// The name for people.
  package let title: String
  package let size: PixelSize

  private init(_ id: String, _ title: String, _ width: Int, _ height: Int) {
    self.id = id
    self.title = title
    self.size = PixelSize(width: width, height: height)
  }

  package static let all = [
    SizePreset("og", "Open Graph", 1200, 630),
    SizePreset("x", "X card", 1200, 675),
    SizePreset("linkedin", "LinkedIn", 1200, 627),
    SizePreset("instagram", "Instagram square", 1080, 1080),
    SizePreset("story", "Story", 1080, 1920),
    SizePreset("pinterest", "Pinterest", 1000, 1500),
    SizePreset("youtube", "YouTube thumbnail", 1280, 720),
    SizePreset("github", "GitHub social preview", 1280, 640),
    SizePreset("email", "Email header", 1200, 400),
  ]

  /// The preset with that id; nil for an unknown one.
  package static func named(_ id: some StringProtocol) -> SizePreset? {
    all.first { $0.id == id }
  }
}
