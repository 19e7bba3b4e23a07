import PlacardCore

/// Templates and cards for the tests, from JSON texts.
enum Sample {
  static func json(_ text: String) throws -> JSON { try JSONParser.parse(Array(text.utf8)) }

  static func template(_ jsonData: String) throws -> Template {
    try Template.parse(
      jsonData: json(jsonData), head: TemplateHead(id: "sample", name: "Sample"))
  }

  /// A template with `layers`, the inner text of the array, and `variables`.
  static func template(layers: String, variables: String = "") throws -> Template {
    try template(
      #"{"canvas":{"width":1200,"height":630},"layers":[\#(layers)],"variables":[\#(variables)]}"#)
  }

  /// A layer called `a` with one more property.
  static func layer(_ type: String, _ member: String = "") -> String {
    let data = type == "qr" && !member.hasPrefix("\"data\"") ? #","data":"hi""# : ""
    let tail = data + (member.isEmpty ? "" : "," + member)
    return #"{"name":"a","type":"\#(type)","x":1,"y":2,"width":300,"height":100\#(tail)}"#
  }

  static func request(layers: String? = nil, variables: String? = nil) throws -> CardRequest {
    CardRequest(layers: try layers.map(json), variables: try variables.map(json))
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  static let blogPost = #"""
    {"canvas":{"width":1200,"height":630,"background":"linear-gradient(135deg,#0f172a,#1e3a8a)"},
     "layers":[
      {"name":"panel","type":"shape","x":40,"y":40,"width":1120,"height":550,"borderRadius":24,
       "fill":"rgb(255 255 255 / 8%)","boxShadow":"0 8px 24px rgb(0 0 0 / 25%)"},
      {"name":"title","type":"text","x":80,"y":120,"width":1040,"height":260,"text":"{{title}}",
       "fontFamily":"Inter, 'Noto Sans'","fontSize":64,"fontWeight":"bold","color":"{{ink}}",
       "maxLines":3,"visible":"{{showTitle}}"},
      {"name":"subtitle","type":"text","x":80,"y":400,"width":1040,"height":80,
       "text":"By {{author}} for \\{{you}}","fontSize":24,"color":"#94a3b8"},
      {"name":"logo","type":"image","x":80,"y":500,"width":64,"height":64,
       "image_url":"assets/logo.png","objectFit":"contain","borderRadius":[8,8,0,0]}],
     "variables":[
      {"name":"title","type":"text","default":"Untitled"},
      {"name":"author","type":"text"},
      {"name":"ink","type":"color","default":"white"},
      {"name":"showTitle","type":"boolean","default":true}]}
    """#
}
