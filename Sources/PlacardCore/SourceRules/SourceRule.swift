/// One of a manifest's `sources`: which files, and what card each becomes.
package struct SourceRule: Sendable {
  /// One of the patterns, and where it stands in the rule.
  package struct Pattern: Sendable {
    package let glob: Glob
    /// The JSON path in the rule, as in `files[0]`.
    package let path: String
    /// In the text of the rule's source.
    package let offset: Int
  }

  /// Patterns of paths from the manifest's folder, each of which has to match some file.
  package let patterns: [Pattern]
  /// What they leave out.
  package let exclusions: [Glob]
  /// Where the rule stands.
  package let source: CardSource

  private let includesDrafts: Bool
  private let members: [(key: String, node: FillNode)]
  /// Of the rule in its source's text.
  private let offset: Int
  private let defaults: ManifestDefaults?
  private let limits: Limits
  /// Of the rule's text and the defaults'.
  private let digest: Digest

  private static let ownNames = ["files", "drafts"]

  /// Reads the rule that `json` spells, whose offsets count from `source`'s text. Throws, located in
  /// the manifest, for what would be wrong with every card.
  init(
    _ json: JSON, source: CardSource, defaults: ManifestDefaults?, limits: Limits
  ) throws(InputError) {
    self.source = source
    offset = json.offset
    self.defaults = defaults
    self.limits = limits
    do throws(InputError) {
      let reader = try JSONReader(json)
      try reader.refuseUnknownMembers(allowed: Self.ownNames + CardMembers.names)
      (patterns, exclusions) = try Self.patterns(reader)
      includesDrafts = try reader.optionalBool("drafts") ?? false
      guard reader["id"] != nil else {
        throw InputError(
          .missing, message: "the member \"id\" is missing",
          hint: "as in \"id\": \"{{path}}\"", offset: json.offset)
      }
      var members: [(key: String, node: FillNode)] = []
      for member in reader.members where !Self.ownNames.contains(member.key) {
        members.append((member.key, try FillNode.compile(member.value, at: member.key)))
      }
      self.members = members
    } catch {
      throw source.located(error)
    }
    var hasher = Digest.Hasher()
    if let defaults { hasher.update(defaults.digest) }
    source.text.withUnsafeBytes { hasher.update(Digest(of: $0)) }
    digest = hasher.finish()
  }

  private static func patterns(
    _ reader: JSONReader
  ) throws(InputError) -> (wanted: [Pattern], left: [Glob]) {
    let files = try reader.required("files")
    var texts = [(files, reader.path(of: "files"))]
    if case .array(let elements) = files.value {
      texts = elements.enumerated().map {
        ($0.element, JSONPath.element($0.offset, of: reader.path(of: "files")))
      }
    }
    var patterns: [Pattern] = []
    for (json, path) in texts {
      let text = try json.string(at: path)
      do throws(InputError) {
        patterns.append(
          Pattern(glob: try Glob.parse(text), path: path, offset: json.offset))
      } catch {
        var error = error.within(path)
        error.offset = json.offset
        throw error
      }
    }
    let wanted = patterns.filter { !$0.glob.isExclusion }
    guard !wanted.isEmpty else {
      throw InputError(
        .missing, path: reader.path(of: "files"), message: "no pattern names any file",
        hint: "as in \"content/**/*.md\"", offset: files.offset)
    }
    return (wanted, patterns.filter(\.glob.isExclusion).map(\.glob))
  }

  /// The card of `page`, whose front matter is the object `front`, or why it is none; nil for a draft
  /// that the rule leaves out.
  package func entry(_ page: SourcePage, front: JSON) -> ManifestEntry? {
    if !includesDrafts, Self.isDraft(front) { return nil }
    let source = cardSource(page)
    do throws(InputError) {
      let filling = PageFilling(page: page, front: front)
      var filled: [JSON.Member] = []
      for (key, node) in members {
        var value = try filling.fill(node, .ofMember(key), at: key)
        if key == "id" { value = try Self.checkedID(value, filling) }
        filled.append(JSON.Member(key: key, keyOffset: 0, value: value))
      }
      return .made(
        JSON(.object(filled), offset: ~offset), rawDigest: rawDigest(page), source: source,
        limits: limits,
        defaults: defaults, hasCells: true)
    } catch {
      return .failed(FailedCard(id: id(page, front), error: source.located(error), source: source))
    }
  }

  /// Why `page`, whose front matter could not be read, is no card. `error`'s offset is one in the
  /// page's text, or it has a line already.
  package func failed(_ page: SourcePage, _ error: InputError) -> ManifestEntry {
    let source = cardSource(page)
    return .failed(FailedCard(id: id(page, nil), error: source.located(error), source: source))
  }

  private func cardSource(_ page: SourcePage) -> CardSource {
    CardSource(
      file: page.file, start: TextPlace(), path: source.path, text: page.text,
      rule: CardSource.Rule(file: source.file, start: source.start, text: source.text))
  }

  private func rawDigest(_ page: SourcePage) -> Digest {
    var hasher = Digest.Hasher()
    hasher.update(digest)
    hasher.update(Digest(of: page.path))
    page.text.withUnsafeBytes { hasher.update($0) }
    return hasher.finish()
  }

  /// The card's id as far as it can be told.
  private func id(_ page: SourcePage, _ front: JSON?) -> String? {
    guard let node = members.first(where: { $0.key == "id" })?.node,
      let value = try? PageFilling(page: page, front: front).fill(node, .string, at: ""),
      case .string(let id) = value.value, CardID.isValid(id)
    else { return nil }
    return id
  }

  /// `value`, which an error of a doubled id is to find in the page and not in the rule.
  private static func checkedID(
    _ value: JSON, _ filling: PageFilling
  ) throws(InputError) -> JSON {
    let value = JSON(value.value, offset: max(0, value.offset))
    guard case .string(let id) = value.value, !CardID.isValid(id) else { return value }
    var hint = CardID.hint
    if let route = filling.page.names.route(given: nil), CardID.isValid(route) {
      hint = "{{route}} would be \"\(route)\"; an id has " + hint
    }
    throw value.outOfRange(expected: "an id", path: "id", hint: hint)
  }

  /// Whether the generators would leave the page out: `draft: true` (Hugo, Astro, Eleventy),
  /// `published: false` (Jekyll).
  static func isDraft(_ front: JSON) -> Bool {
    front["draft"]?.flag == true || front["published"]?.flag == false
  }
}

extension JSON {
  /// What a flag says, by the spellings of YAML 1.1 too, as the generators read it; nil for any
  /// other value.
  fileprivate var flag: Bool? {
    switch value {
    case .bool(let bool): return bool
    case .string(let text):
      switch text.lowercased() {
      case "true", "yes", "on": return true
      case "false", "no", "off": return false
      default: return nil
      }
    default: return nil
    }
  }
}
