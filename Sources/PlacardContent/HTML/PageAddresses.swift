package import PlacardCore

/// Where a page names a picture.
package enum PicturePlace: String, Sendable, Hashable, CaseIterable {
  case openGraph = "og:image"
  case twitter = "twitter:image"
  case image = "img"
}

/// An address of `/api/render` that a page has, or had before its rewriting.
package struct PageAddress: Sendable, Hashable {
  package var place: PicturePlace
  /// The query of the address.
  package var query: String
  /// Where the attribute's value stands in the file.
  package var range: Range<Int>
}

extension HTMLPage {
  static let openGraphKeys = ["og:image", "og:image:url", "og:image:secure_url"]
  static let twitterKeys = ["twitter:image", "twitter:image:src"]
  /// What `data-placard` says of an address that a rule has given.
  package static let ruleOrigin = "rule"

  /// The addresses of cards in the page, metas first, each group in the page's order.
  package func addresses(of site: SiteAddress) -> [PageAddress] {
    var found: [PageAddress] = []
    for meta in metas {
      guard let place = Self.place(meta.key), let content = meta.content,
        case .render(let query, _) = Self.effective(content.value, meta.origin, site)
      else { continue }
      found.append(PageAddress(place: place, query: query, range: content.range))
    }
    for image in images {
      if let src = image.src,
        case .render(let query, _) = Self.effective(src.value, image.origin, site)
      {
        found.append(PageAddress(place: .image, query: query, range: src.range))
      }
      guard let srcset = image.srcset else { continue }
      for candidate in Self.candidates(image, site) {
        guard case .render(let query, _) = site.kind(of: String(candidate.address)) else {
          continue
        }
        found.append(PageAddress(place: .image, query: query, range: srcset.range))
      }
    }
    return found
  }

  /// Hosts whose `/api/render` the page names and that are not the site's.
  package func foreignHosts(of site: SiteAddress) -> [String] {
    let texts =
      metas.filter { Self.place($0.key) != nil }.compactMap(\.content?.value)
      + images.compactMap(\.src?.value)
    return texts.compactMap {
      if case .elsewhere(let host) = site.kind(of: $0) { host } else { nil }
    }
  }

  /// Whether a rule may give the page a picture: it is a document without one, or one that has
  /// its picture from a rule.
  package func takesRule(of site: SiteAddress) -> Bool {
    guard let meta = meta("og:image"), let content = meta.content else {
      return insertion != nil && content("og:image:url", "og:image:secure_url") == nil
    }
    return isOfRule(meta, content, site)
  }

  /// Whether the page has its picture from a rule.
  package func hasRulePicture(of site: SiteAddress) -> Bool {
    guard let meta = meta("og:image"), let content = meta.content else { return false }
    return isOfRule(meta, content, site)
  }

  private func isOfRule(_ meta: Meta, _ content: Attribute, _ site: SiteAddress) -> Bool {
    guard meta.origin?.value == Self.ruleOrigin, case .picture = site.kind(of: content.value) else {
      return false
    }
    return true
  }

  static func place(_ key: String) -> PicturePlace? {
    if openGraphKeys.contains(key) { return .openGraph }
    return twitterKeys.contains(key) ? .twitter : nil
  }

  /// What an address is of; what `origin` says where the address is a stored picture's. An address
  /// that somebody has put there since counts, and the origin no more.
  static func effective(
    _ value: String, _ origin: Attribute?, _ site: SiteAddress
  ) -> SiteAddress.Kind {
    let kind = site.kind(of: value)
    guard case .picture = kind, let origin else { return kind }
    return site.kind(of: origin.value)
  }

  /// The candidates of `srcset`, or of what it was before its rewriting.
  static func candidates(_ image: Image, _ site: SiteAddress) -> [SourceSet.Candidate] {
    guard let srcset = image.srcset else { return [] }
    let own = SourceSet.candidates(of: srcset.value)
    guard let origin = image.srcsetOrigin,
      own.contains(where: {
        if case .picture = site.kind(of: String($0.address)) { true } else { false }
      })
    else { return own }
    return SourceSet.candidates(of: origin.value)
  }
}

/// The value of `srcset` (HTML, section 4.8.4.3.12).
enum SourceSet {
  struct Candidate {
    var address: Substring
    /// As written, as in `2x`; may be empty.
    var descriptor: Substring
  }

  static func candidates(of text: String) -> [Candidate] {
    var candidates: [Candidate] = []
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "," }
      guard !rest.isEmpty else { return candidates }
      var address = rest.prefix { !$0.isWhitespace }
      rest = rest[address.endIndex...]
      var descriptor: Substring = ""
      if address.last == "," {
        while address.last == "," { address.removeLast() }
      } else {
        // A descriptor may hold commas in parentheses only, which no browser knows one with.
        descriptor = rest.prefix { $0 != "," }
        rest = rest[descriptor.endIndex...]
        descriptor = descriptor.drop(while: \.isWhitespace)
        while descriptor.last?.isWhitespace == true { descriptor.removeLast() }
      }
      candidates.append(Candidate(address: address, descriptor: descriptor))
    }
  }
}
