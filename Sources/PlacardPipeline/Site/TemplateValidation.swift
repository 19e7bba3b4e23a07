package import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// Looks at template files as a build would, and changes nothing.
package struct TemplateValidation {
  /// A file that is no good.
  package struct Failure: Sendable {
    package var file: String
    package var error: InputError
    /// Whether there was nothing to look at: no such file, or one that cannot be read.
    package var isUnreadable: Bool
  }

  package private(set) var fileCount = 0
  package private(set) var failures: [Failure] = []

  /// Checks `paths`, or all of the site's templates where there are none. Without a site fonts and
  /// pictures are not looked for.
  ///
  /// - Throws: when the site itself is no good.
  package static func run(_ paths: [String], site: String?) throws(PipelineError)
    -> TemplateValidation
  {
    var validation = TemplateValidation()
    guard let site else {
      for path in paths { validation.take(path) { _ throws(PipelineError) in } }
      return validation
    }
    let folder = try SiteFolder.open(site)
    let place = try BuildPlace.openForReading(nil, folder)
    let reader: StoreReader
    do throws(StoreError) { reader = try place.store.reader() } catch { throw .store(error) }
    let files = FileDigests(known: [], believedSeconds: 60)
    let context = try SiteContext.load(folder, files: files)
    let planner = CardPlanner(
      context: context, shelf: AssetShelf(folder: folder, files: files))
    let all = try paths.isEmpty ? folder.templateFiles().map(\.path) : paths
    for path in all {
      let name = paths.isEmpty ? FilePath.join(site, "templates/" + FilePath.name(path)) : path
      validation.take(path, named: name, folder.configuration.limits) {
        template throws(PipelineError) in
        try TemplateCheck.run(template, planner, reader)
      }
    }
    return validation
  }

  private mutating func take(
    _ path: String, named name: String? = nil, _ limits: Limits = Limits(),
    _ check: (Template) throws(PipelineError) -> Void
  ) {
    fileCount += 1
    let name = name ?? path
    var id = FilePath.name(path)
    if id.hasSuffix(".json") { id.removeLast(5) }
    let file: TemplateFile
    do throws(InputError) { file = try TemplateFile.read(id: id, at: path, named: name) } catch {
      return failures.append(Failure(file: name, error: error, isUnreadable: true))
    }
    do throws(PipelineError) {
      let template: Template
      do throws(InputError) { template = try file.parse(limits) } catch { throw .input(error) }
      try check(template)
    } catch {
      var failure = error.asInput
      if failure.source == nil { failure = file.located(failure) }
      failures.append(Failure(file: name, error: failure, isUnreadable: false))
    }
  }
}
