internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// What a key may have drawn for it this month (UTC), and how its answers say so.
struct Quota: Sendable {
  let charge: Order.Charge
  /// Whether the key names a plan that the site has not: nothing is drawn for it then.
  let isPlanUnknown: Bool
  /// Unix seconds of the next month's start.
  let resetAt: Int64
  private let now: Int64

  /// - Parameter now: Unix seconds.
  init(_ key: APIKeyRecord, _ site: SiteConfiguration, now: Int64) {
    let plan = site.plan(named: key.plan)
    isPlanUnknown = plan == nil && !key.plan.isEmpty
    let today = UsageDay(unixSeconds: now)
    charge = Order.Charge(
      keyID: key.id, day: today, monthMax: plan?.rendersPerMonth.map { UInt64($0) })
    resetAt = CivilTime.startOfMonth(year: today.month.year, month: today.month.month + 1)
    self.now = now
  }

  /// `X-RateLimit-…`; nothing where there is no limit.
  func fields(usedCount: UInt64) -> [OwnedResponse.Field] {
    guard let limit = charge.monthMax else { return [] }
    return [
      .init(HeaderName.rateLimit.rawValue, String(limit)),
      .init(HeaderName.rateRemaining.rawValue, String(limit - min(limit, usedCount))),
      .init(HeaderName.rateReset.rawValue, String(resetAt)),
    ]
  }

  /// What the answer past the limit says besides.
  var fieldsWhenExceeded: [OwnedResponse.Field] {
    fields(usedCount: .max) + [.init("Retry-After", String(max(1, resetAt - now)))]
  }
}
