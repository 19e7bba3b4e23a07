package import PlacardCore
package import PlacardStore
internal import PlacardSystem

/// A file of a template, read and not yet understood.
package struct TemplateFile: Sendable {
  /// What its name says.
  package let id: String
  package let path: String
  /// Its path as the user would find it, for messages.
  package let name: String
  package let bytes: [UInt8]
  package let digest: Digest

  package static let bytesMax = 1_000_000

  /// Reads the file at `path`. Throws when it cannot be read or is too long.
  package static func read(id: String, at path: String, named name: String) throws(InputError)
    -> TemplateFile
  {
    do throws(SystemError) {
      let bytes = try FileBytes.read(path, bytesMax: bytesMax)
      return TemplateFile(id: id, path: path, name: name, bytes: bytes, digest: Digest(of: bytes))
    } catch {
      var trouble = InputError(.missing, message: error.description)
      trouble.source = name
      throw trouble
    }
  }

  /// Where the site keeps the template of that id.
  package static func path(of id: String, in folder: SiteFolder) -> String {
    FilePath.join(folder.path, "templates/\(id).json")
  }

  /// The same place as the user would find it.
  package static func name(of id: String, in folder: SiteFolder) -> String {
    FilePath.join(folder.name, "templates/\(id).json")
  }

  /// The template it spells. Errors have file, line, column and path.
  package func parse(_ limits: Limits) throws(InputError) -> Template {
    let template: Template
    do throws(InputError) {
      template = try Template.parse(file: bytes, fallbackID: id, limits: limits)
    } catch {
      throw located(error)
    }
    guard template.id == id else {
      throw located(
        InputError(
          .outOfRange, path: "id",
          message: "the file is named “\(FilePath.name(path))”, its id is “\(template.id)”",
          hint: "the file of a template is named <id>.json"))
    }
    return template
  }

  /// `error`, which has a path from the file's top, with its file, line and column.
  package func located(_ error: InputError) -> InputError {
    var error = error
    if error.offset == nil, let json = try? JSONParser.parse(bytes) {
      var path = error.path
      // What is missing has no place of its own: what it is missing from has.
      while error.offset == nil, !path.isEmpty {
        error.offset = json.value(at: path)?.offset
        path = JSONPath.parent(of: path)
      }
    }
    return bytes.withUnsafeBytes { error.located(in: $0, named: name) }
  }

  /// The store's record of it, as of now.
  func record(_ limits: Limits) throws(InputError) -> TemplateRecord {
    let template = try parse(limits)
    var record = TemplateRecord(template, source: .file(path: path, digest: digest))
    record.baseFileDigest = digest
    return record
  }
}

extension TemplateRecord {
  /// The record of `template`, made now.
  package init(_ template: Template, source: Source) {
    self.init(
      id: template.id, name: template.name,
      jsonData: Array(JSONWriter.text(of: template.jsonData, sortsKeys: false).utf8),
      revision: template.revision, source: source, updatedAt: WallClock.unixSeconds())
    head = template.head
  }
}
