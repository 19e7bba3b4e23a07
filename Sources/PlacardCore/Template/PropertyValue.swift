/// A property's value with its type checked: what a row of the property table reads and writes.
enum PropertyValue: Sendable {
  case number(Double)
  /// nil: `auto`.
  case extent(Double?)
  case bool(Bool)
  case text(String)
  /// An index into the kind's keywords.
  case keyword(Int)
  /// nil is `currentcolor`.
  case color(Color?)
  case paint(Paint)
  case shadows([ShadowValue])
  case corners(Corners)
  case insets(Insets)
  /// Empty: the site's.
  case families([String])
  case position(Position)
  case features([FontFeature])
  case variations([FontVariation])
  case decoration(TextStyle.Decoration)
  /// nil: `none`.
  case count(Int?)
  /// Empty: the site's.
  case lang(String)
  /// nil: no picture named.
  case address(AssetAddress?)
  case spans([SpanValue])
  /// nil: none given.
  case constraints(Constraints?)
  case filters([FilterFunction])
  case path(PathData)
  /// Of an even count; empty for a solid line.
  case dashes([Double])
}
