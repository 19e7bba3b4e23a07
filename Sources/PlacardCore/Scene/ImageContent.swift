/// A picture placed in its layer's content box.
package struct ImageContent: Sendable, Hashable {
  /// How the picture is scaled to the box: CSS `object-fit` (CSS Images 3 §5.5).
  package enum Fit: UInt8, Sendable, Hashable, CaseIterable {
    case cover, contain, fill, none, scaleDown
  }

  package var address: AssetAddress
  /// The digest of the source's bytes; the planner fills it in before the scene is drawn.
  package var digest: Digest?
  package var fit: Fit
  package var position: Position

  package init(
    address: AssetAddress, digest: Digest? = nil, fit: Fit = .cover, position: Position = .center
  ) {
    self.address = address
    self.digest = digest
    self.fit = fit
    self.position = position
  }
}

/// Where a source picture comes from.
package enum AssetAddress: Sendable, Hashable {
  /// A path below the site's folder, normalised: no empty, `.` or `..` segment.
  case file(String)
  /// An absolute http or https address as written.
  case remote(String)
  /// The bytes of a `data:` URL, decoded.
  case inline([UInt8])
}
