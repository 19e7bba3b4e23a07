package import PlacardCore

/// A picture of a manifest's card, its formats apart, before its keys are known.
package struct CardVariant: Sendable {
  package var request: CardRequest
  /// As the manifest names it; nil for the template's own size.
  package var sizeName: String?
  /// Empty for the card's own texts.
  package var locale: String
  /// Where the variant's overrides stand in the card, for its errors.
  package var path: String
}

extension ManifestCard {
  /// The formats that every variant is encoded in, at least one.
  package var formatsWanted: [PictureFormat] { formats.isEmpty ? [.png] : formats }

  /// Sizes × scales × locales, the card's own texts and first size and scale first.
  package var variants: [CardVariant] {
    var variants: [CardVariant] = []
    let sizes: [SizeName?] = self.sizes.isEmpty ? [nil] : self.sizes
    for (locale, layers, variables) in texts {
      for size in sizes {
        for scale in scales {
          variants.append(
            CardVariant(
              request: CardRequest(
                layers: layers, variables: variables, size: size?.size, scale: scale),
              sizeName: size?.text, locale: locale ?? "",
              path: locale.map { JSONPath.member($0, of: "locales") } ?? ""))
        }
      }
    }
    return variants
  }

  private var texts: [(locale: String?, layers: JSON, variables: JSON)] {
    var texts: [(locale: String?, layers: JSON, variables: JSON)] = [(nil, layers, variables)]
    for locale in locales {
      texts.append(
        (
          locale.name, locale.layers.merged(over: layers, depth: 2),
          locale.variables.merged(over: variables, depth: 1)
        ))
    }
    return texts
  }
}
