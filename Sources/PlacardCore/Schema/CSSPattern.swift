/// Regular expressions (ECMA-262) of the CSS that properties take. They have the spellings that most
/// templates use; the parsers know all that the descriptions name.
enum CSSPattern {
  private static let byte = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
  private static let alpha = "(0|1|0?\\.[0-9]{1,3})"
  private static let px = "-?[0-9]{1,3}px"
  private static let length = "(0|[0-9]{1,2}px)"

  static let color =
    "#[0-9a-fA-F]{3,4}|#([0-9a-fA-F]{2}){3,4}"
    + "|rgba?\\(\(byte), ?\(byte), ?\(byte)(, ?\(alpha))?\\)"
    + "|hsla?\\([0-9]{1,3}, ?(100|[0-9]{1,2})%, ?(100|[0-9]{1,2})%(, ?\(alpha))?\\)"
    + "|transparent|" + NamedColors.names.joined(separator: "|")

  static let ownColor = color + "|currentcolor"

  private static let shortColor = "(#[0-9a-f]{3}|#[0-9a-f]{6}|black|white|transparent)"
  private static let stop = "\(shortColor)( (100|[0-9]{1,2})%)?"

  static let paint =
    color + "|none|(repeating-)?linear-gradient\\(([0-9]{1,3}deg, )?\(stop)(, \(stop)){1,4}\\)"
    + "|(repeating-)?radial-gradient\\((circle, |ellipse, )?\(stop)(, \(stop)){1,4}\\)"
    + "|conic-gradient\\((from [0-9]{1,3}deg, )?\(shortColor)(, \(shortColor)){1,4}\\)"

  static func shadows(isBox: Bool) -> String {
    let spread = isBox ? "( \(px))?" : ""
    let inset = isBox ? "(inset )?" : ""
    let one = "\(inset)\(px) \(px)( \(length)\(spread))? \(shortColor)"
    return "none|\(one)(, \(one)){0,3}"
  }

  static let filters =
    "none|(blur\\(\(length)\\)|(brightness|contrast|grayscale|saturate)\\([0-9](\\.[0-9]{1,2})?\\))"
    + "( (blur\\(\(length)\\)|(brightness|contrast|grayscale|saturate)\\([0-9](\\.[0-9]{1,2})?\\))){0,3}"

  static let position =
    "(left|center|right)( (top|center|bottom))?|(100|[0-9]{1,2})% (100|[0-9]{1,2})%"

  private static let family = "[A-Za-z][A-Za-z0-9-]{0,20}( [A-Za-z][A-Za-z0-9-]{0,20}){0,2}"
  static let families = "\(family)(, ?\(family)){0,3}"

  static let decoration = "none|underline|overline|line-through|underline (overline|line-through)"

  private static let number = "-?[0-9]{1,4}(\\.[0-9]{1,2})?"
  static let path =
    "M ?\(number)[ ,]\(number)( ?([LT] ?\(number)[ ,]\(number)|[HV] ?\(number)"
    + "|[QS] ?\(number) \(number) \(number) \(number)"
    + "|C ?\(number) \(number) \(number) \(number) \(number) \(number)|Z)){0,12}"

  /// BCP 47 tags of the usual kind: language, script, region.
  static let language = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"

  static let tag = "[A-Za-z]{4}"

  /// A string that is one variable.
  static let variable = "\\{\\{ ?[A-Za-z][A-Za-z0-9_-]{0,40} ?\\}\\}"
}
