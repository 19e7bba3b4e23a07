/// What numbers the properties take. They keep every coordinate far from where the text and drawing
/// libraries overflow (Pango draws nothing past 2,097,151 px) and every blur affordable.
enum PropertyRanges {
  static let position = -32_768.0...32_768.0
  static let length = 0.0...32_768.0
  static let rotation = -3_600.0...3_600.0
  static let opacity = 0.0...1.0
  static let radius = 0.0...10_000.0
  static let borderWidth = 0.0...1_000.0
  static let padding = 0.0...10_000.0
  static let strokeWidth = 0.0...1_000.0
  static let fontSize = 1.0...2_000.0
  static let fontWeight = 1.0...1_000.0
  static let lineHeight = 0.0...100.0
  static let letterSpacing = -1_000.0...1_000.0
  static let lineCount = 1...1_000
  static let blur = 0.0...200.0
  static let shadowOffset = -10_000.0...10_000.0
  static let stop = -100_000.0...100_000.0
  static let featureValue = 0...65_535
  static let variationValue = -100_000.0...100_000.0

  static let filterAmount = 0.0...100.0
  static let pathCoordinate = -100_000.0...100_000.0
  static let dash = 0.0...32_768.0
  static let flexFactor = 0.0...10_000.0
  static let qrMargin = 0.0...16.0

  static let spansMax = 200
  static let shadowsMax = 16
  static let filtersMax = 16
  static let dashesMax = 64
  static let pathSegmentsMax = 10_000
  static let stopsMax = 64
  static let familiesMax = 32
  static let tagsMax = 64
  static let variablesMax = 500
}
