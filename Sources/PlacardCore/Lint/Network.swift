/// What a network does with the picture of a link, or a place with a picture made for it. The one
/// table of such figures; each row says where they are from. Networks change them without notice.
package struct Network: Sendable, Hashable {
  /// What of a picture is shown.
  package enum Crop: Sendable, Hashable {
    /// The whole.
    case none
    /// The middle, of so many times its height in width.
    case middle(aspect: Double)
    /// All but margins, as shares of width and height.
    case margins(horizontal: Double, top: Double, bottom: Double)
  }

  /// What users write.
  package let id: String
  /// The name for people.
  package let title: String
  /// Ids of the presets that are for it.
  package let presets: [String]
  package let crop: Crop
  /// Whether it shows most pictures so, and not only some thumbnails: else the crop is looked at
  /// where a user names the network.
  package let isCropUsual: Bool
  package let bytesMax: Int?
  /// Device pixels.
  package let least: PixelSize?
  package let most: PixelSize?

  private init(
    _ id: String, _ title: String, for presets: [String], crop: Crop = .none,
    isCropUsual: Bool = true, bytesMax: Int? = nil, least: (Int, Int)? = nil,
    most: (Int, Int)? = nil
  ) {
    self.id = id
    self.title = title
    self.presets = presets
    self.crop = crop
    self.isCropUsual = isCropUsual
    self.bytesMax = bytesMax
    self.least = least.map { PixelSize(width: $0.0, height: $0.1) }
    self.most = most.map { PixelSize(width: $0.0, height: $0.1) }
  }

  package static let all = [
    // "Images in Link Shares" of developers.facebook.com: 1.91:1 is shown whole, 600×315 for the
    // large form, 8 MB.
    Network("facebook", "Facebook", for: ["og"], bytesMax: 8_000_000, least: (600, 315)),
    // "Summary Card with Large Image" of developer.x.com: 2:1, 300×157 to 4096×4096, under 5 MB.
    Network(
      "x", "X", for: ["og", "x"], crop: .middle(aspect: 2), bytesMax: 5_000_000,
      least: (300, 157), most: (4_096, 4_096)),
    // "Make your website shareable on LinkedIn" of linkedin.com/help: 1.91:1, 5 MB; below 401 px of
    // width the picture is a thumbnail.
    Network(
      "linkedin", "LinkedIn", for: ["og", "linkedin"], bytesMax: 5_000_000, least: (401, 210)),
    // Users' reports (cal.com #5613, next.js #78607, the-seo-framework #700): above 300 kB the
    // picture may stay away. In chats without room for the large form it is a square.
    Network(
      "whatsapp", "WhatsApp", for: ["og"], crop: .middle(aspect: 1), isCropUsual: false,
      bytesMax: 300_000, least: (300, 157)),
    // Apple gives no figures: the large form shows 1.91:1 whole, a reply the middle square.
    Network("imessage", "iMessage", for: ["og"], crop: .middle(aspect: 1), isCropUsual: false),
    // Both show a picture whole in its own proportions; Discord's limit as size guides give it.
    Network("slack", "Slack", for: ["og"]),
    Network("discord", "Discord", for: ["og"], bytesMax: 8_000_000),
    // "Content publishing" of Instagram's API: JPEG up to 8 MB, 320 px of width at least.
    Network("instagram", "Instagram", for: ["instagram"], bytesMax: 8_000_000, least: (320, 320)),
    // Meta's ads guide: 14 % (250 of 1920 px) at top and bottom free of text and logos.
    Network(
      "story", "Stories", for: ["story"],
      crop: .margins(horizontal: 0, top: 250.0 / 1_920, bottom: 250.0 / 1_920)),
    // "Product specs" of help.pinterest.com: 2:3 is shown whole, 20 MB.
    Network("pinterest", "Pinterest", for: ["pinterest"], bytesMax: 20_000_000),
    // "Add video thumbnails" of support.google.com/youtube: 16:9, 640 px of width at least, 2 MB.
    Network("youtube", "YouTube", for: ["youtube"], bytesMax: 2_000_000, least: (640, 360)),
    // "Customizing your repository's social media preview" of docs.github.com: under 1 MB, 640×320
    // at least; the template offered there keeps 40 of 1280 px free on each side.
    Network(
      "github", "GitHub", for: ["github"],
      crop: .margins(horizontal: 40.0 / 1_280, top: 40.0 / 640, bottom: 40.0 / 640),
      bytesMax: 1_000_000, least: (640, 320)),
  ]

  /// The network with that id; nil for an unknown one.
  package static func named(_ id: some StringProtocol) -> Network? { all.first { $0.id == id } }

  /// Those that a picture of `size` is made for: by the preset of that size, else by the first
  /// preset of those proportions, within a fiftieth.
  package static func audience(of size: PixelSize) -> [Network] {
    let aspect = Double(size.width) / Double(size.height)
    func isAlike(_ preset: SizePreset) -> Bool {
      let other = Double(preset.size.width) / Double(preset.size.height)
      return abs(aspect / other - 1) <= 0.02
    }
    let preset =
      SizePreset.all.first { $0.size == size } ?? SizePreset.all.first(where: isAlike)
    guard let preset else { return [] }
    return all.filter { $0.presets.contains(preset.id) }
  }

  /// What of a picture of `size` CSS px is shown.
  package func safeArea(of size: PixelSize) -> Rect {
    let width = Double(size.width)
    let height = Double(size.height)
    switch crop {
    case .none: return Rect(x: 0, y: 0, width: width, height: height)
    case .middle(let aspect):
      let shown = (width: min(width, height * aspect), height: min(height, width / aspect))
      return Rect(
        x: (width - shown.width) / 2, y: (height - shown.height) / 2, width: shown.width,
        height: shown.height)
    case .margins(let horizontal, let top, let bottom):
      return Rect(
        x: width * horizontal, y: height * top, width: width * (1 - 2 * horizontal),
        height: height * (1 - top - bottom))
    }
  }
}
