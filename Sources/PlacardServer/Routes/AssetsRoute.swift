internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardSystem

/// `/api/assets`: the pictures of the site's folder, where templates and builds name them.
extension EdgeHandler {
  static let assetsShownMax = 500

  /// `GET`: those that were written last.
  func answerAssets(_ reply: inout HTTPReply) {
    atDesk(&reply) { seat throws(PipelineError) in
      let found = try SitePicture.newest(
        in: seat.edge.context.folder, countMax: Self.assetsShownMax)
      return JSONAnswer.response(200, .object([("assets", .list(found.map(\.json)))]))
    }
  }

  /// `POST`.
  func answerUpload(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    if let field = request.field(.contentType), MediaType.matches(field, "image/svg+xml") {
      return refuse(Problem(UploadedPicture.svg), &reply)
    }
    let bytes = Array(request.body)
    atDesk(&reply) { seat throws(PipelineError) in
      let picture = try UploadedPicture(bytes, limits: seat.limits)
      do throws(UploadedPicture.Failure) {
        let isNew = try picture.store(bytes, in: seat.edge.context.folder)
        return JSONAnswer.response(isNew ? 201 : 200, picture.json)
      } catch {
        switch error {
        case .pipeline(let error): throw error
        case .notWritten(let error): return Problem(notWritten: error).logged.response
        }
      }
    }
  }
}

extension SitePicture {
  fileprivate var json: JSON {
    .object([
      ("path", .text(path)), ("bytes", .number(byteCount)),
      ("modifiedAt", .text("\(CivilTime(unixSeconds: modifiedAt))")),
    ])
  }
}

extension UploadedPicture {
  fileprivate var json: JSON {
    .object([
      ("path", .text(path)), ("format", .text(format)), ("width", .number(size.width)),
      ("height", .number(size.height)), ("bytes", .number(byteCount)), ("hash", .text(hash.hex)),
    ])
  }
}

extension Problem {
  fileprivate init(notWritten error: SystemError) {
    if error.isNoSpace {
      self.init(.storeFull, "there is no room for the picture")
    } else {
      self.init(
        .siteNotWritable, "the server may not write into the site's folder",
        hint: "give its user the right to write in \(UploadedPicture.folder)/")
    }
    detail = error.description
  }
}
