internal import PlacardCore
internal import PlacardHTTP

/// The calls of the API; the raw value is the operation's id in its description.
enum OperationName: String, CaseIterable {
  case picture = "getPicture"
  case card = "getCard"
  case render = "renderPicture"
  case generate = "generatePicture"
  case listTemplates
  case createTemplate
  case template = "getTemplate"
  case updateTemplate
  case deleteTemplate
  case templateVersions = "listTemplateVersions"
  case templateVersion = "getTemplateVersion"
  case restoreTemplate = "restoreTemplateVersion"
  case templateThumbnail = "getTemplateThumbnail"
  case previewTemplate
  case previewDraft
  case inspectTemplate
  case inspectDraft
  case health = "getHealth"
  case readiness = "getReadiness"
  case metrics = "getMetrics"
  case fonts = "listFonts"
  case fontFile = "getFontFile"
  case listAssets
  case uploadAsset
  case store = "getStore"
  case docs = "getDocs"
  case description = "getOpenAPI"
  case listKeys
  case createKey
  case revokeKey
  case usage = "getUsage"
  case openSession
  case closeSession
}

extension OperationName {
  /// What its requests are counted as; 0 is for those of no operation.
  var label: UInt8 { UInt8((Self.allCases.firstIndex(of: self) ?? -1) + 1) }

  static var labelCount: Int { allCases.count + 1 }
}

/// Who may make a call.
enum Access: Sendable, Hashable {
  case everybody
  /// Whoever has a key, whatever it is for.
  case anyKey
  /// Whoever has a key with that scope, or with `admin`.
  case scope(KeyScope)
}

/// What the body of a request is.
struct RequestBody: Sendable {
  /// What it may be declared as; a pattern as in `image/*` for several.
  var mediaTypes: [String]
  /// Its members, when it is JSON.
  var table: MemberTable?
  /// Whether there must be one.
  var isRequired = true
  /// Decoded; nil for the site's `bodyBytesMax`.
  var bytesMax: Int?

  static func json(_ table: MemberTable) -> RequestBody {
    RequestBody(mediaTypes: ["application/json"], table: table)
  }
}

/// One of the answers that a call gives when all is well.
struct Answer: Sendable {
  enum Content: Sendable, Hashable {
    case nothing
    /// A picture in any of the formats.
    case picture
    /// A picture in that one.
    case pictureOf(PictureFormat)
    /// A font's file.
    case font
    /// JSON of that shape.
    case json(ShapeName)
    /// An OpenAPI document.
    case document
    /// Text of that media type.
    case text(String)
  }

  var status: Int
  /// When it is given, in a sentence without a full stop.
  var summary: String
  var content: Content
  /// Names of headers of its own, from `HeaderName`.
  var headers: [HeaderName] = []
}

/// A header of answers, as the description tells of it.
enum HeaderName: String, Sendable, CaseIterable {
  case etag = "ETag"
  case cacheControl = "Cache-Control"
  case cacheStatus = "Cache-Status"
  case vary = "Vary"
  case acceptRanges = "Accept-Ranges"
  case contentRange = "Content-Range"
  case rateLimit = "X-RateLimit-Limit"
  case rateRemaining = "X-RateLimit-Remaining"
  case rateReset = "X-RateLimit-Reset"
  case setCookie = "Set-Cookie"
  case location = "Location"

  var summary: String {
    switch self {
    case .etag: "A strong entity tag (RFC 9110 §8.8.3)"
    case .cacheControl: "How long and by whom the answer may be kept (RFC 9111 §5.2)"
    case .vary: "Accept, where the format is auto (RFC 9110 §12.5.5)"
    case .acceptRanges: "That parts may be asked for, in bytes (RFC 9110 §14.3)"
    case .contentRange: "Which bytes these are, and of how many (RFC 9110 §14.4)"
    case .rateLimit: "Fresh renders a month of the key's plan; absent where there is no limit"
    case .rateRemaining: "How many of them are left"
    case .rateReset: "When the month ends (UTC), in Unix seconds"
    case .setCookie: "The session (RFC 6265)"
    case .cacheStatus: "What the store did with the request (RFC 9211)"
    case .location: "Where what was made is (RFC 9110 §10.2.2)"
    }
  }
}

/// The shapes of JSON that answers have; each is a schema of the description.
enum ShapeName: String, Sendable, CaseIterable {
  case problem = "Error"
  case generated = "GeneratedPicture"
  case template = "Template"
  case templateList = "TemplateList"
  case templateVersions = "TemplateVersions"
  case templateDryRun = "TemplateDryRun"
  case inspection = "Inspection"
  case health = "Health"
  case readiness = "Readiness"
  case fontList = "FontList"
  case assetList = "AssetList"
  case uploadedAsset = "UploadedAsset"
  case storeReport = "StoreReport"
  case key = "Key"
  case newKey = "NewKey"
  case keyList = "KeyList"
  case usage = "Usage"
  case session = "Session"
}

/// A value in an operation's path.
struct PathParameter: Sendable {
  var name: String
  var summary: String
  /// A regular expression (ECMA-262) of the whole decoded value.
  var pattern: String
  var example: String
}

/// One call of the API. The same row routes it, tells who may make it, checks what it is given and
/// describes it.
struct Operation: Sendable {
  var name: OperationName
  /// GET answers HEAD too.
  var method: HTTPMethod
  var path: PathPattern
  /// In the order of the path's names.
  var pathParameters: [PathParameter] = []
  /// The group it is listed in.
  var tag: String
  var summary: String
  /// More than the summary; may be empty.
  var details = ""
  var access: Access
  /// Whether scripts of any page may make it.
  var isOpenToPages = false
  var query = MemberTable([])
  var body: RequestBody?
  var answers: [Answer]
  /// What it may be refused with, besides `ProblemCode.general`.
  var problems: [ProblemCode]
}
