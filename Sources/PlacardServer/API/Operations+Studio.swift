internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  static func studio(_ site: SiteConfiguration) -> [Operation] { [] }
}
