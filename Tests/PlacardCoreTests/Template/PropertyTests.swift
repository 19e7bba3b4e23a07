import PlacardCore
import Testing

@Suite("The property table")
struct PropertyTests {
  /// Type, member as written, member in canonical form; empty where it is the initial value.
  static let spellings: [(String, String, String)] = [
    ("text", ##""text":"Hi""##, ##""text":"Hi""##),
    ("text", ##""text":"""##, ""),
    ("text", ##""text":"\u00e9\t\"""##, ##""text":"é\t\"""##),
    ("text", ##""text":"a \\{{b}}""##, ##""text":"a \\{{b}}""##),
    ("text", ##""text":"\\\\{{b}}""##, ##""text":"\\\\{{b}}""##),
    ("text", ##""fontSize":64"##, ##""fontSize":64"##),
    ("text", ##""fontSize":6.4e1"##, ##""fontSize":64"##),
    ("text", ##""fontSize":16.0"##, ""),
    ("text", ##""fontSize":16.5"##, ##""fontSize":16.5"##),
    ("text", ##""fontWeight":"bold""##, ##""fontWeight":700"##),
    ("text", ##""fontWeight":"normal""##, ""),
    ("text", ##""fontWeight":400"##, ""),
    ("text", ##""fontWeight":1000"##, ##""fontWeight":1000"##),
    ("text", ##""fontStyle":"italic""##, ##""fontStyle":"italic""##),
    ("text", ##""fontStyle":"Oblique""##, ##""fontStyle":"oblique""##),
    ("text", ##""color":"#000""##, ""),
    ("text", ##""color":"rgb(255 255 255)""##, ##""color":"#ffffff""##),
    (
      "text", ##""color":"linear-gradient(red,blue)""##,
      ##""color":"linear-gradient(180deg,#ff0000 0%,#0000ff 100%)""##
    ),
    ("text", ##""textAlign":"end""##, ##""textAlign":"end""##),
    ("text", ##""textAlign":" Center ""##, ##""textAlign":"center""##),
    ("text", ##""verticalAlign":"middle""##, ##""verticalAlign":"middle""##),
    ("text", ##""lineHeight":1.20"##, ""),
    ("text", ##""lineHeight":1.5"##, ##""lineHeight":1.5"##),
    ("text", ##""letterSpacing":-1"##, ##""letterSpacing":-1"##),
    ("text", ##""letterSpacing":-0.0"##, ""),
    ("text", ##""textTransform":"uppercase""##, ##""textTransform":"uppercase""##),
    (
      "text", ##""textDecoration":"line-through underline""##,
      ##""textDecoration":"underline line-through""##
    ),
    ("text", ##""textDecoration":"none""##, ""),
    ("text", ##""textShadow":"0 1px 3px""##, ##""textShadow":"0px 1px 3px currentcolor""##),
    ("text", ##""textShadow":"red 1px 2px""##, ##""textShadow":"1px 2px 0px #ff0000""##),
    (
      "text", ##""textShadow":"1px 2px currentColor, 0 0 5px #0008""##,
      ##""textShadow":"1px 2px 0px currentcolor,0px 0px 5px #00000088""##
    ),
    ("text", ##""direction":"rtl""##, ##""direction":"rtl""##),
    ("text", ##""lang":"ZH-hant-tw""##, ##""lang":"zh-Hant-TW""##),
    ("text", ##""maxLines":3"##, ##""maxLines":3"##),
    ("text", ##""maxLines":"none""##, ""),
    ("text", ##""textOverflow":"clip""##, ##""textOverflow":"clip""##),
    ("text", ##""fontFamily":"Inter""##, ##""fontFamily":"'Inter'""##),
    (
      "text", ##""fontFamily":"Noto  Sans ,\"It's\", serif""##,
      ##""fontFamily":"'Noto Sans','It\\'s','serif'""##
    ),
    ("text", ##""fontFamily":"N\\6f to, 日本""##, ##""fontFamily":"'Noto','日本'""##),
    (
      "text", ##""fontFeatures":{"tnum":true,"kern":0}"##, ##""fontFeatures":{"kern":0,"tnum":1}"##
    ),
    (
      "text", ##""fontFeatures":"'tnum' on, \"kern\" off, 'ss01' 2, 'liga'""##,
      ##""fontFeatures":{"kern":0,"liga":1,"ss01":2,"tnum":1}"##
    ),
    ("text", ##""fontFeatures":"normal""##, ""),
    ("text", ##""fontVariations":{"opsz":32.0}"##, ##""fontVariations":{"opsz":32}"##),
    ("text", ##""fontVariations":"'wght' 350.5""##, ##""fontVariations":{"wght":350.5}"##),
    ("text", ##""fit":"none""##, ""),
    ("text", ##""filter":"none""##, ""),
    ("text", ##""blendMode":"normal""##, ""),
    ("text", ##""fit":"shrink""##, ##""fit":"shrink""##),
    ("text", ##""minFontSize":8"##, ""),
    ("text", ##""minFontSize":12.0"##, ##""minFontSize":12"##),
    ("text", ##""textAlign":"justify""##, ##""textAlign":"justify""##),
    ("text", ##""textStrokeWidth":2"##, ##""textStrokeWidth":2"##),
    ("text", ##""textStrokeColor":"currentColor""##, ""),
    ("text", ##""textStrokeColor":"RED""##, ##""textStrokeColor":"#ff0000""##),
    ("text", ##""fontSize":null"##, ""),
    ("image", ##""image_url":"a.png""##, ##""image_url":"a.png""##),
    ("image", ##""imageUrl":"./b/../a.png""##, ##""image_url":"a.png""##),
    ("image", ##""image_url":"a//b.png""##, ##""image_url":"a/b.png""##),
    (
      "image", ##""image_url":"HTTPS://Example.COM:443""##, ##""image_url":"https://example.com/""##
    ),
    (
      "image", ##""image_url":"https://e.org/%7ea%2fb?q=%c3%a9#top""##,
      ##""image_url":"https://e.org/~a%2Fb?q=%C3%A9""##
    ),
    (
      "image", ##""image_url":"https://e.org/a b/é""##,
      ##""image_url":"https://e.org/a%20b/%C3%A9""##
    ),
    ("image", ##""image_url":"http://e.org:8080/x""##, ##""image_url":"http://e.org:8080/x""##),
    (
      "image", ##""image_url":"data:image/png;base64,AAEC""##, ##""image_url":"data:;base64,AAEC""##
    ),
    ("image", ##""image_url":"data:,%41B""##, ##""image_url":"data:;base64,QUI=""##),
    ("image", ##""image_url":"""##, ""),
    ("image", ##""objectFit":"cover""##, ""),
    ("image", ##""objectFit":"scale-down""##, ##""objectFit":"scale-down""##),
    ("image", ##""objectPosition":"center""##, ""),
    (
      "image", ##""objectPosition":"right 10px top""##,
      ##""objectPosition":"calc(100% - 10px) 0%""##
    ),
    ("image", ##""objectPosition":"top""##, ##""objectPosition":"50% 0%""##),
    ("image", ##""objectPosition":"bottom left""##, ##""objectPosition":"0% 100%""##),
    ("image", ##""objectPosition":"20px 30%""##, ##""objectPosition":"20px 30%""##),
    ("image", ##""objectPosition":"10%""##, ##""objectPosition":"10% 50%""##),
    (
      "image", ##""objectPosition":"bottom 10% right 5px""##,
      ##""objectPosition":"calc(100% - 5px) 90%""##
    ),
    ("shape", ##""shape":"ellipse""##, ##""shape":"ellipse""##),
    ("shape", ##""shape":"path""##, ##""shape":"path""##),
    ("shape", ##""d":"""##, ""),
    ("shape", ##""d":"M1 2L3 4z""##, ##""d":"M1 2L3 4Z""##),
    ("shape", ##""d":" m 1,2 3-4\nh5V6 ""##, ##""d":"M1 2L4 -2L9 -2L9 6""##),
    ("shape", ##""strokeDasharray":"none""##, ""),
    ("shape", ##""strokeDasharray":[0,0]"##, ""),
    ("shape", ##""strokeDasharray":[]"##, ""),
    ("shape", ##""strokeDasharray":4"##, ##""strokeDasharray":[4,4]"##),
    ("shape", ##""strokeDasharray":"4""##, ##""strokeDasharray":[4,4]"##),
    ("shape", ##""strokeDasharray":"5px 3, 2""##, ##""strokeDasharray":[5,3,2,5,3,2]"##),
    ("shape", ##""strokeDasharray":[5,3.5]"##, ##""strokeDasharray":[5,3.5]"##),
    ("shape", ##""blendMode":"Color-Dodge""##, ##""blendMode":"color-dodge""##),
    ("shape", ##""blendMode":"luminosity""##, ##""blendMode":"luminosity""##),
    ("shape", ##""filter":"blur(4px)""##, ##""filter":"blur(4px)""##),
    (
      "shape", ##""filter":" Blur( 4.0px )saturate(150%)  grayscale() brightness(.5)""##,
      ##""filter":"blur(4px) saturate(1.5) grayscale(1) brightness(0.5)""##
    ),
    ("shape", ##""filter":"blur() brightness(100%) contrast(1) grayscale(0)""##, ""),
    ("shape", ##""filter":"grayscale(300%)""##, ##""filter":"grayscale(1)""##),
    (
      "shape", ##""boxShadow":"inset 0 1px red""##,
      ##""boxShadow":"0px 1px 0px 0px #ff0000 inset""##
    ),
    (
      "shape", ##""boxShadow":"0 1px 2px INSET, 1px 1px""##,
      ##""boxShadow":"0px 1px 2px 0px currentcolor inset,1px 1px 0px 0px currentcolor""##
    ),
    (
      "shape", ##""background":"conic-gradient(from .25turn, red 90deg, blue)""##,
      ##""background":"conic-gradient(from 90deg at 50% 50%,#ff0000 25%,#0000ff 100%)""##
    ),
    (
      "shape", ##""constraints":{}"##,
      ##""constraints":{"horizontal":"left","vertical":"top"}"##
    ),
    (
      "shape", ##""constraints":{"vertical":"scale"}"##,
      ##""constraints":{"horizontal":"left","vertical":"scale"}"##
    ),
    ("shape", ##""flexGrow":2,"alignSelf":"center""##, ""),
    ("qr", ##""color":"#000""##, ""),
    ("qr", ##""color":"navy""##, ##""color":"#000080""##),
    ("qr", ##""background":"white""##, ""),
    ("qr", ##""background":"none""##, ##""background":"#00000000""##),
    ("qr", ##""errorCorrection":"m""##, ""),
    ("qr", ##""errorCorrection":"Q""##, ##""errorCorrection":"Q""##),
    ("qr", ##""margin":4.0"##, ""),
    ("qr", ##""margin":0"##, ##""margin":0"##),
    ("shape", ##""fill":"BLACK""##, ""),
    ("shape", ##""fill":"none""##, ##""fill":"#00000000""##),
    ("shape", ##""fill":"rgba(1,2,3,0)""##, ##""fill":"#00000000""##),
    ("shape", ##""stroke":"none""##, ""),
    ("shape", ##""stroke":"red""##, ##""stroke":"#ff0000""##),
    ("shape", ##""strokeWidth":2"##, ##""strokeWidth":2"##),
    ("shape", ##""rotation":-45"##, ##""rotation":-45"##),
    ("shape", ##""opacity":0.5"##, ##""opacity":0.5"##),
    ("shape", ##""opacity":1"##, ""),
    ("shape", ##""visible":false"##, ##""visible":false"##),
    ("shape", ##""visible":true"##, ""),
    ("shape", ##""borderRadius":12"##, ##""borderRadius":12"##),
    ("shape", ##""borderRadius":[12,12,12,12]"##, ##""borderRadius":12"##),
    ("shape", ##""borderRadius":[1,2,3,4]"##, ##""borderRadius":[1,2,3,4]"##),
    ("shape", ##""padding":[0,0,0,0]"##, ""),
    ("shape", ##""padding":[1,2,3.5,4]"##, ##""padding":[1,2,3.5,4]"##),
    ("shape", ##""borderWidth":1"##, ##""borderWidth":1"##),
    ("shape", ##""borderColor":"currentColor""##, ""),
    ("shape", ##""borderColor":"hsl(0 100% 50%)""##, ##""borderColor":"#ff0000""##),
    ("shape", ##""boxShadow":"none""##, ""),
    ("shape", ##""boxShadow":"0 4px 24px""##, ##""boxShadow":"0px 4px 24px 0px currentcolor""##),
    (
      "shape", ##""boxShadow":"#000 1px 2px 3px 4px, 0 0 red""##,
      ##""boxShadow":"1px 2px 3px 4px #000000,0px 0px 0px 0px #ff0000""##
    ),
    ("shape", ##""background":"none""##, ""),
    ("shape", ##""background":"#fff8""##, ##""background":"#ffffff88""##),
  ]

  @Test("Every spelling of a value has one canonical form, which reads back", arguments: spellings)
  func hasOneForm(type: String, written: String, canonical: String) throws {
    let template = try Sample.template(layers: Sample.layer(type, written))
    let text = Sample.text(template.canonicalJSON)
    let members =
      [#""name":"a""#, #""type":"\#(type)""#, #""x":1"#, #""y":2"#]
      + [#""width":300"#, #""height":100"#] + (type == "qr" ? [#""data":"hi""#] : [])
      + (canonical.isEmpty ? [] : [canonical])
    // The order of members is by their names.
    let layer = members.sorted { key($0) < key($1) }.joined(separator: ",")
    #expect(
      text == #"{"canvas":{"height":630,"width":1200},"layers":[{"# + layer + "}]}")
    let again = try Sample.template(text)
    #expect(again.canonicalJSON == template.canonicalJSON)
    #expect(again.revision == template.revision)
  }

  private func key(_ member: String) -> Substring { member.split(separator: "\"")[0] }

  /// Type, member, what the path ends in, code, a part of the message or hint.
  static let refused: [(String, String, String, InputError.Code, String)] = [
    ("text", ##""text":5"##, "text", .wrongType, "expected a string, found 5"),
    ("text", ##""fontSize":"48""##, "fontSize", .wrongType, "expected a number from 1 to 2000"),
    ("text", ##""fontSize":0.5"##, "fontSize", .outOfRange, "1 to 2000"),
    ("text", ##""fontSize":2001"##, "fontSize", .outOfRange, "1 to 2000"),
    ("text", ##""fontWeight":0"##, "fontWeight", .outOfRange, "1 to 1000"),
    ("text", ##""fontWeight":450.5"##, "fontWeight", .outOfRange, "1 to 1000"),
    ("text", ##""fontWeight":"bolder""##, "fontWeight", .wrongType, "\"bold\""),
    ("text", ##""fontStyle":"italics""##, "fontStyle", .wrongType, "did you mean \"italic\"?"),
    (
      "text", ##""textAlign":"middle""##, "textAlign", .wrongType,
      "left, right, center, start, end, justify"
    ),
    ("text", ##""color":"#12""##, "color", .wrongType, "hexadecimal"),
    ("text", ##""color":[1]"##, "color", .wrongType, "an array"),
    ("text", ##""letterSpacing":1001"##, "letterSpacing", .outOfRange, "-1000 to 1000"),
    ("text", ##""lineHeight":-1"##, "lineHeight", .outOfRange, "0 to 100"),
    ("text", ##""textDecoration":"blink""##, "textDecoration", .wrongType, "line-through"),
    (
      "text", ##""textDecoration":"underline underline""##, "textDecoration", .wrongType, "none, or"
    ),
    ("text", ##""textShadow":"1px""##, "textShadow", .wrongType, "text shadows"),
    ("text", ##""textShadow":"1px 2px 3px 4px""##, "textShadow", .wrongType, "text shadows"),
    ("text", ##""textShadow":"1 2px""##, "textShadow", .wrongType, "px"),
    ("text", ##""lang":"e""##, "lang", .wrongType, "BCP 47"),
    ("text", ##""maxLines":0"##, "maxLines", .outOfRange, "1 to 1000"),
    ("text", ##""maxLines":1.5"##, "maxLines", .outOfRange, "1 to 1000"),
    ("text", ##""maxLines":"some""##, "maxLines", .wrongType, "\"none\""),
    ("text", ##""fontFamily":"""##, "fontFamily", .wrongType, "family names"),
    ("text", ##""fontFamily":"a,,b""##, "fontFamily", .wrongType, "family names"),
    ("text", ##""fontFamily":"'a""##, "fontFamily", .wrongType, "family names"),
    ("text", ##""fontFamily":"1a""##, "fontFamily", .wrongType, "family names"),
    ("text", ##""fontFeatures":{"tnumx":1}"##, "fontFeatures", .unknownMember, "four-letter"),
    ("text", ##""fontFeatures":{"tnum":1.5}"##, "fontFeatures.tnum", .outOfRange, "whole number"),
    ("text", ##""fontFeatures":{"tnum":"x"}"##, "fontFeatures.tnum", .wrongType, "a number"),
    ("text", ##""fontVariations":{"opsz":1e9}"##, "fontVariations.opsz", .outOfRange, "100000"),
    ("text", ##""fontVariations":"opsz 3""##, "fontVariations", .wrongType, "opsz"),
    ("text", ##""fit":"grow""##, "fit", .wrongType, "none, shrink"),
    ("text", ##""minFontSize":0.5"##, "minFontSize", .outOfRange, "1 to 2000"),
    ("text", ##""textStrokeWidth":-1"##, "textStrokeWidth", .outOfRange, "0 to 1000"),
    ("text", ##""textStrokeColor":"none""##, "textStrokeColor", .wrongType, "a colour name"),
    (
      "text", ##""blendMode":"multiple""##, "blendMode", .wrongType, "did you mean \"multiply\"?"
    ),
    ("text", ##""filter":"blurr(4px)""##, "filter", .wrongType, "did you mean blur()?"),
    ("text", ##""filter":"blur(4)""##, "filter", .wrongType, "one length in px"),
    ("text", ##""filter":"blur(201px)""##, "filter", .outOfRange, "0 to 200px"),
    ("text", ##""filter":"brightness(-1)""##, "filter", .outOfRange, "0 to 100"),
    ("text", ##""filter":"contrast(1px)""##, "filter", .wrongType, "number or percentage"),
    ("text", ##""filter":"blur(1px), blur(2px)""##, "filter", .wrongType, "one after another"),
    ("text", ##""filter":"""##, "filter", .wrongType, "none, or blur()"),
    ("text", ##""filter":"invert(1)""##, "filter", .wrongType, "invert() is not a filter"),
    ("shape", ##""d":"L1 2""##, "d", .wrongType, "a path begins with M or m"),
    ("shape", ##""d":"M1 2 X""##, "d", .wrongType, "at byte 5, \"X\""),
    (
      "shape", ##""d":"M1 2 L3""##, "d", .wrongType, "expected a number in the path data at its end"
    ),
    ("shape", ##""d":"M1 2 A1 1 0 2 0 3 3""##, "d", .wrongType, "expected a flag, 0 or 1"),
    ("shape", ##""d":"M1e9 2""##, "d", .outOfRange, "-100000 to 100000"),
    ("shape", ##""d":"M0 0L1,""##, "d", .wrongType, "expected a number"),
    ("shape", ##""strokeDasharray":-1"##, "strokeDasharray", .outOfRange, "0 to 32768"),
    ("shape", ##""strokeDasharray":[1,"2"]"##, "strokeDasharray[1]", .wrongType, "a number"),
    ("shape", ##""strokeDasharray":"1em""##, "strokeDasharray", .wrongType, "12 4"),
    ("shape", ##""strokeDasharray":true"##, "strokeDasharray", .wrongType, "an array of numbers"),
    ("qr", ##""margin":17"##, "margin", .outOfRange, "0 to 16"),
    ("qr", ##""margin":1.5"##, "margin", .outOfRange, "a whole number"),
    ("qr", ##""errorCorrection":"X""##, "errorCorrection", .wrongType, "L, M, Q, H"),
    ("text", ##""fontSise":5"##, "fontSise", .unknownProperty, "did you mean \"fontSize\"?"),
    (
      "text", ##""font-size":5"##, "font-size", .unknownProperty,
      "did you mean \"fontSize\"?"
    ),
    (
      "text", ##""objectFit":"cover""##, "objectFit", .unknownProperty,
      "layers of type image have it"
    ),
    ("image", ##""spans":[]"##, "spans", .unknownProperty, "layers of type text have it"),
    ("image", ##""image_url":"../a.png""##, "image_url", .refusedAsset, "leads out of the site"),
    ("image", ##""image_url":"a/../../b""##, "image_url", .refusedAsset, "leads out of the site"),
    ("image", ##""image_url":".placard/data.mdb""##, "image_url", .refusedAsset, "hidden"),
    ("image", ##""image_url":"a/../.git/x.png""##, "image_url", .refusedAsset, "hidden"),
    ("image", ##""image_url":"a/...png""##, "image_url", .refusedAsset, "hidden"),
    ("image", ##""image_url":"/etc/passwd""##, "image_url", .refusedAsset, "within the site"),
    ("image", ##""image_url":"//e.org/a""##, "image_url", .refusedAsset, "within the site"),
    ("image", ##""image_url":"file:///a""##, "image_url", .refusedAsset, "file: addresses"),
    (
      "image", ##""image_url":"JavaScript:x""##, "image_url", .refusedAsset, "javascript: addresses"
    ),
    ("image", ##""image_url":"a\\b.png""##, "image_url", .refusedAsset, "backslashes"),
    ("image", ##""image_url":"a/""##, "image_url", .refusedAsset, "names no file"),
    ("image", ##""image_url":".""##, "image_url", .refusedAsset, "names no file"),
    ("image", ##""image_url":"https:///a""##, "image_url", .wrongType, "names no host"),
    ("image", ##""image_url":"https:a""##, "image_url", .wrongType, "names no host"),
    (
      "image", ##""image_url":"https://u:p@e.org/""##, "image_url", .refusedAsset,
      "name and password"
    ),
    ("image", ##""image_url":"https://e.org\n""##, "image_url", .wrongType, "control characters"),
    ("image", ##""image_url":"data:image/png""##, "image_url", .syntax, "data:"),
    ("image", ##""image_url":"a","imageUrl":"b""##, "imageUrl", .conflictingValues, "given twice"),
    ("image", ##""objectFit":"zoom""##, "objectFit", .wrongType, "scale-down"),
    ("image", ##""objectPosition":"up""##, "objectPosition", .wrongType, "left, center, right"),
    ("shape", ##""shape":"star""##, "shape", .wrongType, "rect, ellipse, line, path"),
    ("shape", ##""strokeWidth":-1"##, "strokeWidth", .outOfRange, "0 to 1000"),
    ("shape", ##""opacity":1.01"##, "opacity", .outOfRange, "0 to 1"),
    ("shape", ##""visible":"yes""##, "visible", .wrongType, "true or false"),
    ("shape", ##""borderRadius":[1,2,3]"##, "borderRadius", .wrongType, "four"),
    ("shape", ##""borderRadius":[1,2,3,-4]"##, "borderRadius[3]", .outOfRange, "0 to 10000"),
    ("shape", ##""padding":[1,2,"3",4]"##, "padding[2]", .wrongType, "a number"),
    ("shape", ##""boxShadow":"inset 0 0 inset""##, "boxShadow", .wrongType, "box shadows"),
    ("text", ##""textShadow":"inset 0 0 5px red""##, "textShadow", .wrongType, "text shadows"),
    ("shape", ##""boxShadow":"0 0 -5px red""##, "boxShadow", .outOfRange, "blur"),
    ("shape", ##""boxShadow":"0 0 201px red""##, "boxShadow", .outOfRange, "0px to 200px"),
    ("shape", ##""boxShadow":"0 0 1em red""##, "boxShadow", .wrongType, "px"),
    (
      "shape", ##""background":"conic-gradient(red 5px,blue)""##, "background", .wrongType,
      "neither an angle nor %"
    ),
    ("shape", ##""borderColor":"none""##, "borderColor", .wrongType, "a colour name"),
    ("shape", ##""x":1e6"##, "x", .outOfRange, "-32768 to 32768"),
    ("shape", ##""constraints":"left""##, "constraints", .wrongType, "\"vertical\": \"bottom\""),
    (
      "shape", ##""constraints":{"horizontal":"top"}"##, "constraints.horizontal", .wrongType,
      "expected one of left, right, center, stretch, scale, found \"top\""
    ),
    (
      "shape", ##""constraints":{"vertical":"botom"}"##, "constraints.vertical", .wrongType,
      "did you mean \"bottom\"?"
    ),
    (
      "shape", ##""constraints":{"horisontal":"left"}"##, "constraints.horisontal",
      .unknownMember, "did you mean \"horizontal\"?"
    ),
  ]

  @Test("A wrong value is an error with its path and what is allowed", arguments: refused)
  func refusesValues(
    type: String, member: String, path: String, code: InputError.Code, part: String
  ) throws {
    let layer =
      member.hasPrefix(#""x":"#)
      ? #"{"name":"a","type":"\#(type)","width":1,"height":1,\#(member)}"#
      : Sample.layer(type, member)
    let error = try #require(throws: InputError.self) { try Sample.template(layers: layer) }
    let separator = path.hasPrefix("[") ? "" : "."
    #expect(error.path == "jsonData.layers[0]" + separator + path)
    #expect(error.code == code)
    #expect(error.description.contains(part), "\(error)")
    #expect(error.message.contains(#"layer "a""#))
    #expect(error.offset ?? 0 > 0)
  }

  @Test("Ranges hold at their ends")
  func holdsAtEnds() throws {
    for type in LayerType.allCases {
      for row in PropertyTable.of(type).rows {
        let range: ClosedRange<Double>
        switch row.kind {
        case .number(let numbers), .extent(let numbers), .integer(let numbers): range = numbers
        default: continue
        }
        for end in [range.lowerBound, range.upperBound] {
          let member = "\"\(row.name)\":\(end)"
          let required = type == .qr ? #""data":"x","# : type.holdsLayers ? #""layers":[],"# : ""
          let layer =
            #"{"name":"a","type":"\#(type.name)",\#(required)"width":1,"height":1,\#(member)}"#
            .replacing(
              row.name == "width" || row.name == "height" ? "\"\(row.name)\":1," : "none", with: "")
          _ = try Sample.template(layers: layer)
          let past = end == range.lowerBound ? end - 0.5 : end + 0.5
          let wrong = layer.replacing(member, with: "\"\(row.name)\":\(past)")
          let error = try #require(throws: InputError.self) { try Sample.template(layers: wrong) }
          #expect(error.code == .outOfRange)
        }
      }
    }
  }
}
