/// One object, read member by member; it knows its path, so every error names its place.
///
/// A member that is `null` counts as absent.
package struct JSONReader: Sendable {
  /// Where the object stands, as in `layers.title`; empty for the whole text.
  package let path: String
  /// Byte offset of the object in its source.
  package let offset: Int
  package let members: [JSON.Member]

  /// Throws when `json` is no object.
  package init(_ json: JSON, path: String = "") throws(InputError) {
    self.path = path
    self.offset = json.offset
    self.members = try json.members(at: path)
  }

  /// The member's value; nil when it is absent or `null`.
  package subscript(name: String) -> JSON? {
    guard let found = members.first(where: { $0.key == name })?.value else { return nil }
    if case .null = found.value { return nil }
    return found
  }

  /// The path of the member `name`.
  package func path(of name: String) -> String { JSONPath.member(name, of: path) }

  /// The member's value; throws when it is absent.
  package func required(_ name: String) throws(InputError) -> JSON {
    if let found = self[name] { return found }
    throw InputError(
      .missing, path: path, message: "the member \"\(name)\" is missing", offset: offset)
  }

  /// The member as a string; throws when it is absent or of another kind.
  package func string(_ name: String) throws(InputError) -> String {
    try required(name).string(at: path(of: name))
  }

  /// The member as a string, nil when absent; throws for another kind of value.
  package func optionalString(_ name: String) throws(InputError) -> String? {
    try self[name]?.string(at: path(of: name))
  }

  /// The member as a number of any size; throws when it is absent or of another kind.
  package func number(_ name: String) throws(InputError) -> Double {
    try required(name).number(at: path(of: name))
  }

  /// The member as a number of any size, nil when absent; throws for another kind of value.
  package func optionalNumber(_ name: String) throws(InputError) -> Double? {
    try self[name]?.number(at: path(of: name))
  }

  /// The member as a whole number; throws when it is absent, has a fraction or is out of `range`.
  package func integer(_ name: String, in range: ClosedRange<Int>) throws(InputError) -> Int {
    try required(name).integer(at: path(of: name), in: range)
  }

  /// The member as a whole number, nil when absent; throws for a fraction or one out of `range`.
  package func optionalInteger(
    _ name: String, in range: ClosedRange<Int>
  ) throws(InputError) -> Int? {
    try self[name]?.integer(at: path(of: name), in: range)
  }

  /// The member as true or false; throws when it is absent or of another kind.
  package func bool(_ name: String) throws(InputError) -> Bool {
    try required(name).bool(at: path(of: name))
  }

  /// The member as true or false, nil when absent; throws for another kind of value.
  package func optionalBool(_ name: String) throws(InputError) -> Bool? {
    try self[name]?.bool(at: path(of: name))
  }

  /// A reader of the member, which is an object; throws when it is absent or of another kind.
  package func object(_ name: String) throws(InputError) -> JSONReader {
    try JSONReader(required(name), path: path(of: name))
  }

  /// A reader of the member, nil when absent; throws when it is no object.
  package func optionalObject(_ name: String) throws(InputError) -> JSONReader? {
    guard let found = self[name] else { return nil }
    return try JSONReader(found, path: path(of: name))
  }

  /// The member's elements; throws when it is absent or no array.
  package func array(_ name: String) throws(InputError) -> [JSON] {
    try required(name).elements(at: path(of: name))
  }

  /// The member's elements, nil when absent; throws when it is no array.
  package func optionalArray(_ name: String) throws(InputError) -> [JSON]? {
    try self[name]?.elements(at: path(of: name))
  }

  /// The member as an array of strings, nil when absent; throws at the first that is no string.
  package func optionalStrings(_ name: String) throws(InputError) -> [String]? {
    try self[name]?.strings(at: path(of: name))
  }

  /// Throws for the first member whose name is not in `allowed`, with the nearest name that is.
  package func refuseUnknownMembers(allowed: [String]) throws(InputError) {
    for member in members where !allowed.contains(member.key) {
      throw unknown(member, allowed: allowed)
    }
  }

  /// The error for `member`, whose name is not among `allowed`.
  package func unknown(_ member: JSON.Member, allowed: [String]) -> InputError {
    .unknownMember(member, in: path, allowed: allowed)
  }
}

extension InputError {
  /// The error for a member of the object at `path` whose name is not among `allowed`.
  package static func unknownMember(
    _ member: JSON.Member, in path: String, allowed: [String]
  ) -> InputError {
    InputError(
      .unknownMember, path: path,
      message: "unknown member \(Excerpt.quoted(member.key))",
      hint: NearestName.hint(for: member.key, among: allowed), offset: member.keyOffset)
  }
}
