/// Every numeric limit of Placard, with its default; `limits` in `site.json` sets any by name.
package struct Limits: Sendable, Hashable {
  // JSON and text.
  /// Deeper nesting than any template needs; keeps every recursion off the end of its stack.
  package var jsonDepthMax = 64
  package var jsonObjectKeysMax = 1_000
  package var jsonStringBytesMax = 64 * 1_024
  /// One line of a manifest in JSON Lines; lines are held in memory one at a time.
  package var manifestLineBytesMax = 8_000_000
  /// Of a file that `sources` name: only its front matter is held in memory.
  package var frontMatterBytesMax = 256 * 1_024
  /// Values of one front matter, each as often as its aliases repeat it.
  package var frontMatterValuesMax = 10_000
  /// Pango needs seconds for some texts that are not much longer.
  package var textCodePointsMax = 4_096
  package var combiningMarksMax = 32

  // Built pages.
  package var htmlBytesMax = 8_000_000
  /// Of elements that need an end tag; browsers stop at 512.
  package var htmlDepthMax = 1_000

  // Output and layers.
  package var outputSidePixelsMax = 6_144
  package var outputPixelsMax = 20_000_000
  package var layersMax = 500
  package var groupDepthMax = 16

  // Source pictures.
  package var sourceBytesMax = 10_000_000
  package var sourcePixelsMax = 50_000_000
  package var sourceSidePixelsMax = 16_383
  /// Colour profiles past it are ignored; those of printing presses have 2 MB.
  package var colorProfileBytesMax = 4_000_000
  /// An SVG's text, elements and their nesting: librsvg's own bounds are a thousand times as far.
  package var svgBytesMax = 2_000_000
  package var svgElementsMax = 50_000
  package var svgDepthMax = 100
  /// 81 kB of repeated progressive scans decode for eight seconds.
  package var jpegScansMax = 100

  // Fetching.
  package var fetchHopsMax = 3
  package var fetchConnectMilliseconds = 2_000
  package var fetchMilliseconds = 5_000
  package var fetchAddressBytesMax = 2_048

  // HTTP.
  package var requestLineBytesMax = 8_192
  package var headerCountMax = 100
  package var headerBytesMax = 32_768
  package var headSecondsMax = 10
  package var bodyBytesMax = 1_000_000
  package var bodySecondsMax = 15
  package var idleSecondsMax = 60
  package var writeSecondsMax = 30
  /// From a request's end to an answer that is made elsewhere.
  package var answerSecondsMax = 60
  package var connectionsMax = 2_048

  // Rendering and store.
  package var renderMilliseconds = 5_000
  package var renderQueueMax = 64
  /// Unsigned misses that one address may cause, all at once or one by one; 0 for any number.
  package var missesPerMinuteMax = 120
  package var storedMissBytesMax = 256_000_000
  /// Address space, not disk: the map is sparse.
  package var storeMapBytes = 256 << 30

  package init() {}

  /// Exact `host:port` origins that may be fetched although their addresses are not public.
  package var privateFetchOrigins: [String] = []
}
