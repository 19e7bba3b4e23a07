internal import PlacardCore
internal import PlacardStore

/// A store that is merged into another: what it published, in one snapshot that is held all the while.
final class MergePart {
  let path: String
  let build: BuildRecord
  let templates: [TemplateRecord]
  let pageCount: Int
  private let reader: StoreReader

  var snapshot: Snapshot { reader.snapshot }

  /// Opens the store at `path`; throws `input` when nothing is published in it.
  init(_ path: String) throws(PipelineError) {
    self.path = path
    let build: BuildRecord?
    do throws(StoreError) {
      reader = try Store.open(at: path, create: false).reader()
      try reader.renew()
      templates = try reader.templates()
      pageCount = try reader.statistics().pageCount
      build = try reader.currentBuild()
    } catch {
      throw .store(error)
    }
    guard let build else {
      throw .input(
        Self.error(
          path, "no build is published in this store",
          hint: "a build that was interrupted publishes nothing: run it again"))
    }
    self.build = build
  }

  static func error(_ path: String, _ message: String, hint: String? = nil) -> InputError {
    var error = InputError(.conflictingValues, message: message, hint: hint)
    error.source = path
    return error
  }
}

/// Whether stores are the parts of one build.
enum MergeParts {
  /// Throws when a part is missing or stands twice, and when templates or settings differ.
  static func check(_ parts: [MergePart]) throws(InputError) {
    guard let first = parts.first else { preconditionFailure("a merge has parts") }
    for part in parts.dropFirst() {
      guard part.build.settings == first.build.settings else {
        throw MergePart.error(
          part.path, "its pictures were encoded with other settings than those of \(first.path)",
          hint: "build every part with the same site.json, --effort and program")
      }
    }
    try checkShards(parts)
    try checkTemplates(parts)
  }

  private static func checkShards(_ parts: [MergePart]) throws(InputError) {
    var found: [Int: MergePart] = [:]
    let count = parts[0].build.shard?.count
    for part in parts {
      guard part.build.shard?.count == count else {
        throw MergePart.error(
          part.path, "it is \(name(part)), and \(parts[0].path) is \(name(parts[0]))",
          hint: "merge the parts of one build, each made by --shard i/n with the same n")
      }
      guard let shard = part.build.shard else { continue }
      if let other = found[shard.index] {
        throw MergePart.error(part.path, "it is part \(shard), and so is \(other.path)")
      }
      found[shard.index] = part
    }
    guard let count, found.count < count else { return }
    let missing = (1...count).filter { found[$0] == nil }
    let names = missing.prefix(8).map { "\($0)/\(count)" }.joined(separator: ", ")
    throw MergePart.error(
      parts[0].path,
      missing.count == 1
        ? "part \(names) is missing" : "\(missing.count) parts are missing: \(names)",
      hint: "name the stores of all \(count) parts")
  }

  private static func name(_ part: MergePart) -> String {
    part.build.shard.map { "part \($0)" } ?? "a whole build"
  }

  private static func checkTemplates(_ parts: [MergePart]) throws(InputError) {
    var known: [String: (revision: TemplateRevision, path: String)] = [:]
    for part in parts {
      for template in part.templates {
        guard let other = known[template.id] else {
          known[template.id] = (template.revision, part.path)
          continue
        }
        guard other.revision == template.revision else {
          throw MergePart.error(
            part.path, "its template “\(template.id)” is not that of \(other.path)",
            hint: "build every part from the same files")
        }
      }
    }
  }
}
