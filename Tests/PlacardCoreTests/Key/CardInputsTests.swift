import PlacardCore
import Testing

@Suite("What cards are drawn from")
struct CardInputsTests {
  private static let inputs = CardInputs(
    templateID: "blog-pöst", revision: TemplateRevision(Digest(of: "r")),
    canonical: Array(#"{"layers":{"title":{"text":"Ä"}}}"#.utf8),
    size: PixelSize(width: 1200, height: 70_000), scale: 1.25,
    encode: EncodeSettings(format: .webp, effort: .small, quality: 77))

  @Test("The bytes lead back to what was drawn")
  func roundTrip() {
    var inputs = Self.inputs
    #expect(CardInputs(bytes: inputs.bytes) == inputs)
    #expect(inputs.scaleHundredths == 125)
    inputs.templateID = ""
    inputs.canonical = []
    inputs.encode = EncodeSettings(format: .png, effort: .fast, quality: 90)
    #expect(CardInputs(bytes: inputs.bytes) == inputs)
    for assets in [[], [Digest(of: "a"), Digest(of: "b")]] {
      inputs.canonical = Self.inputs.canonical
      inputs.surroundings = CardInputs.Surroundings(
        assets: assets, fonts: [Digest(of: "font")],
        defaults: SiteDefaults.Used(families: ["Inter", "Noto Sans"], lang: nil),
        fingerprint: Digest(of: "renderer"))
      #expect(CardInputs(bytes: inputs.bytes) == inputs)
      // Its last marks are read eight bytes at a time.
      let bytes = inputs.bytes
      for count in 1..<8 {
        #expect(CardInputs(bytes: Array(bytes.dropLast(count))) == nil)
      }
    }
  }

  @Test("No bytes, cut bytes and bytes of another version are none")
  func noInputs() {
    let bytes = Self.inputs.bytes
    #expect(CardInputs(bytes: []) == nil)
    // The changes reach to the end, so a cut in them leaves inputs.
    let least = bytes.count - Self.inputs.canonical.count
    for count in 0..<least { #expect(CardInputs(bytes: Array(bytes.prefix(count))) == nil) }
    var other = bytes
    other[0] = 9
    #expect(CardInputs(bytes: other) == nil)
  }
}
