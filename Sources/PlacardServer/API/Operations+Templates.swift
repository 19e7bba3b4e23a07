internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  static func templates(_ site: SiteConfiguration) -> [Operation] { [] }
}
