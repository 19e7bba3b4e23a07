import Foundation
import PlacardTesting

extension RunningServer {
  /// The answer to a keyed call on templates; `path` follows `/api/templates`.
  func templates(
    _ method: String, _ path: String = "", _ fields: [String: String] = [:],
    body: String? = nil
  ) throws -> Client.Answer {
    try send(
      method, "/api/templates" + path, keyed(fields), body: body.map { Array($0.utf8) })
  }

  /// The id of a template that has just been made with that `jsonData`.
  func makeTemplate(_ jsonData: String, isPublic: Bool = true) throws -> String {
    let answer = try templates(
      "POST", body: #"{"name": "Made", "public": \#(isPublic), "jsonData": \#(jsonData)}"#)
    guard answer.status == 201, let id = try answer.json()["id"] as? String else {
      throw Client.Failure(what: "\(answer.status) \(answer.text)")
    }
    return id
  }
}

/// Definitions of templates.
enum Definition {
  /// A canvas of one colour with a title on it.
  static func plain(_ color: String, width: Int = 40, height: Int = 20) -> String {
    """
    {"canvas": {"width": \(width), "height": \(height), "background": "\(color)"},
     "layers": [{"name": "title", "type": "text", "x": 2, "y": 2, "width": 30, "height": 16,
       "text": "{{title}}", "fontSize": 8}],
     "variables": [{"name": "title", "type": "text", "default": "a"}]}
    """
  }

  static func of(_ layers: String, variables: String = "") -> String {
    #"{"canvas": {"width": 40, "height": 20}, "layers": [\#(layers)], "variables": [\#(variables)]}"#
  }
}
