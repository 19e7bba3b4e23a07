internal import PlacardCore

/// Every error a client may be told, by the code it is told: the one table from causes to statuses,
/// and the list that the API's description prints.
enum ProblemCode: String, CaseIterable {
  // What was sent cannot be read.
  case badRequest = "bad_request"
  case invalidSyntax = "invalid_syntax"
  case wrongType = "wrong_type"
  case outOfRange = "out_of_range"
  case missingValue = "missing_value"
  case unknownMember = "unknown_member"
  case duplicate = "duplicate"
  case unsupportedMediaType = "unsupported_media_type"
  // Who asks.
  case unauthorized
  case scopeMissing = "scope_missing"
  case badSignature = "bad_signature"
  case signatureExpired = "signature_expired"
  case signatureRequired = "signature_required"
  case tooManyMisses = "too_many_misses"
  case crossOrigin = "cross_origin"
  case planUnknown = "plan_unknown"
  case quotaExceeded = "quota_exceeded"
  // What is asked for.
  case notFound = "not_found"
  case unknownTemplate = "unknown_template"
  case notStored = "not_stored"
  case unknownKey = "unknown_key"
  case methodNotAllowed = "method_not_allowed"
  case rangeNotSatisfiable = "range_not_satisfiable"
  case preconditionFailed = "precondition_failed"
  // What was sent does not fit the site or the template.
  case duplicateName = "duplicate_name"
  case conflictingValues = "conflicting_values"
  case badBraces = "bad_braces"
  case variableMismatch = "variable_mismatch"
  case missingVariable = "missing_variable"
  case missingPicture = "missing_picture"
  case unknownLayer = "unknown_layer"
  case unknownProperty = "unknown_property"
  case unknownVariable = "unknown_variable"
  case unknownFont = "unknown_font"
  case missingAsset = "missing_asset"
  case badAsset = "bad_asset"
  case refusedAsset = "refused_asset"
  case assetNotFetched = "asset_not_fetched"
  case limitExceeded = "limit_exceeded"
  case cannotRender = "cannot_render"
  // What the connection's layer refuses by itself.
  case requestTimeout = "request_timeout"
  case bodyTooLarge = "body_too_large"
  case addressTooLong = "address_too_long"
  case expectationFailed = "expectation_failed"
  case headersTooLarge = "headers_too_large"
  case methodNotImplemented = "method_not_implemented"
  case answerTimeout = "answer_timeout"
  case versionNotSupported = "version_not_supported"
  // What the server cannot do now, or at all.
  case busy
  case tooSlow = "too_slow"
  case storeFull = "store_full"
  case notReady = "not_ready"
  case siteNotWritable = "site_not_writable"
  case internalError = "internal_error"

  /// The code of bad input; every one of its codes is one here.
  init(_ code: InputError.Code) {
    guard let own = ProblemCode(rawValue: code.rawValue) else {
      preconditionFailure("\(code.rawValue) is not in the table")
    }
    self = own
  }

  /// The status of answers with this code, and why they are given, in a sentence.
  var row: (status: Int, cause: String) {
    switch self {
    case .badRequest: (400, "The request breaks a rule of HTTP.")
    case .invalidSyntax:
      (400, "The body, a parameter or a value is not spelled as its grammar has it.")
    case .wrongType: (400, "A value is of another JSON type.")
    case .outOfRange: (400, "A value of the right type is not one of those allowed.")
    case .missingValue: (400, "A required member, parameter or variable is missing.")
    case .unknownMember: (400, "The body has a member that the call does not know.")
    case .duplicate: (400, "A member or parameter stands twice.")
    case .unsupportedMediaType: (415, "The body is declared as something the call does not take.")
    case .unauthorized: (401, "There is no key, or one that is unknown, revoked or garbled.")
    case .scopeMissing: (403, "The key is good, but not for this call.")
    case .badSignature: (403, "The address is not signed with a key of the site, or was changed.")
    case .signatureExpired: (403, "The time for which the address was signed is over.")
    case .signatureRequired:
      (
        403,
        "The picture is not stored, and the template has it rendered for signed addresses only."
      )
    case .tooManyMisses:
      (429, "Too many pictures that are not stored were asked for from one network address.")
    case .crossOrigin:
      (403, "A call by a studio session came from a page that is not this server's.")
    case .planUnknown: (403, "The key's plan is not one of site.json's.")
    case .quotaExceeded: (429, "The key has had all fresh renders of its plan this month.")
    case .notFound: (404, "Nothing is at this address.")
    case .unknownTemplate: (404, "No template has that id, or none that the caller may use.")
    case .notStored: (404, "The picture is not stored, and the template has none rendered.")
    case .unknownKey: (404, "The store has no key of that id.")
    case .methodNotAllowed: (405, "The address takes other methods.")
    case .rangeNotSatisfiable: (416, "The picture ends before the range of bytes begins.")
    case .duplicateName: (422, "Two layers or two variables of a template have one name.")
    case .conflictingValues: (422, "Two values are good each by itself and not together.")
    case .badBraces: (422, "A `{{` names nothing or is not closed.")
    case .variableMismatch: (422, "A variable gives what the property it fills does not take.")
    case .missingPicture: (422, "An image layer that is seen names no picture.")
    case .missingVariable: (422, "The template has a required variable that was not given.")
    case .preconditionFailed: (412, "If-Match names another version than the current one.")
    case .unknownLayer: (422, "The template has no layer of that name.")
    case .unknownProperty: (422, "A layer of that type has no such property.")
    case .unknownVariable: (422, "The template has no variable of that name.")
    case .unknownFont: (422, "The site has no font of that family.")
    case .missingAsset: (422, "The site's folder has no such file.")
    case .badAsset: (422, "The file or the bytes fetched are no picture that can be shown.")
    case .refusedAsset: (422, "Pictures may not be loaded from that address.")
    case .assetNotFetched: (422, "The picture's host gave no picture in time.")
    case .limitExceeded: (422, "Something is larger than one of the site's limits.")
    case .cannotRender: (422, "The card is well formed and cannot be drawn.")
    case .requestTimeout: (408, "The request came too slowly.")
    case .bodyTooLarge: (413, "The body is longer than the call takes.")
    case .addressTooLong: (414, "The request line is longer than the server takes.")
    case .expectationFailed: (417, "The Expect header asks for something else than 100-continue.")
    case .headersTooLarge: (431, "The headers are more or longer than the server takes.")
    case .methodNotImplemented: (501, "No address takes that method.")
    case .answerTimeout: (504, "The answer was not ready in time.")
    case .versionNotSupported: (505, "The request is not of HTTP/1.0 or HTTP/1.1.")
    case .busy: (503, "The queue of pictures to render is full.")
    case .tooSlow: (503, "The picture was not rendered in time.")
    case .storeFull: (507, "The store's disk or map has no room.")
    case .siteNotWritable: (500, "The server's user may not write into the site's folder.")
    case .notReady: (503, "The server should not be sent requests now.")
    case .internalError: (500, "The server met trouble of its own; its log says which.")
    }
  }

  var status: Int { row.status }

  /// What any call may answer, besides its own codes.
  static let general: [ProblemCode] = [
    .badRequest, .requestTimeout, .addressTooLong, .headersTooLarge, .internalError, .busy,
  ]
  /// What a call that draws a card may answer.
  static let drawing: [ProblemCode] = [
    .invalidSyntax, .wrongType, .outOfRange, .missingValue, .duplicate, .unknownTemplate,
    .conflictingValues, .missingVariable, .missingPicture, .variableMismatch,
    .unknownLayer, .unknownProperty, .unknownVariable, .unknownFont, .missingAsset, .badAsset,
    .refusedAsset, .assetNotFetched, .limitExceeded, .cannotRender, .tooSlow, .storeFull,
  ]
  /// What `/api/render` may answer besides.
  static let rendering: [ProblemCode] = [
    .badSignature, .signatureExpired, .signatureRequired, .notStored, .tooManyMisses,
    .rangeNotSatisfiable,
  ]
  /// What a call that takes a body of JSON may answer.
  static let body: [ProblemCode] = [
    .invalidSyntax, .wrongType, .outOfRange, .missingValue, .unknownMember, .duplicate,
    .unsupportedMediaType, .bodyTooLarge,
  ]
  /// What a call that takes a template may answer.
  static let template: [ProblemCode] = [
    .duplicateName, .conflictingValues, .badBraces, .variableMismatch, .missingVariable,
    .missingPicture,
    .unknownLayer, .unknownProperty, .unknownVariable, .unknownFont, .missingAsset, .badAsset,
    .refusedAsset, .limitExceeded, .storeFull,
  ]
  /// What a call that needs a key may answer.
  static let keyed: [ProblemCode] = [.unauthorized, .scopeMissing]
}
