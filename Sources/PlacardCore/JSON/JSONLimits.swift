/// How much JSON text the parser takes before it refuses.
package struct JSONLimits: Sendable, Hashable {
  /// Levels of arrays and objects; the parser recurses once a level.
  package var depthMax: Int
  package var objectKeysMax: Int
  /// UTF-8 bytes of one string after its escapes are read.
  package var stringBytesMax: Int
  /// Whether a value that is a `data:` address may be as long as the text.
  package var admitsLongData: Bool

  package init(
    depthMax: Int = 64, objectKeysMax: Int = 1_000, stringBytesMax: Int = 64 * 1_024,
    admitsLongData: Bool = false
  ) {
    self.depthMax = depthMax
    self.objectKeysMax = objectKeysMax
    self.stringBytesMax = stringBytesMax
    self.admitsLongData = admitsLongData
  }
}

extension Limits {
  /// The limits that concern the JSON parser.
  package var json: JSONLimits {
    JSONLimits(
      depthMax: jsonDepthMax, objectKeysMax: jsonObjectKeysMax,
      stringBytesMax: jsonStringBytesMax)
  }

  /// The limits of texts that are bounded as a whole, the bodies of requests and templates: a
  /// picture in a `data:` address may fill one.
  package var jsonBodies: JSONLimits {
    var limits = json
    limits.admitsLongData = true
    return limits
  }
}
