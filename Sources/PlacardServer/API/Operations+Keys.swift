internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  static func keys(_ site: SiteConfiguration) -> [Operation] { [] }
}
