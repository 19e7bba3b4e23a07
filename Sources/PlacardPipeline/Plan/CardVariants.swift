internal import PlacardCore

/// One size, scale and locale of a manifest's card: a picture in each of its formats.
struct CardVariant {
  var request: CardRequest
  /// As the manifest names it; nil for the template's own.
  var sizeName: String?
  /// Nil for the card's own texts.
  var locale: CardLocale?
}

extension ManifestCard {
  /// Locales × sizes × scales, the card's own texts and first size and scale first.
  var variants: [CardVariant] {
    var variants: [CardVariant] = []
    let sizes: [SizeName?] = self.sizes.isEmpty ? [nil] : self.sizes
    for locale in [nil] + locales.map(Optional.some) {
      for size in sizes {
        for scale in scales {
          variants.append(
            CardVariant(
              request: CardRequest(
                layers: layers(in: locale), variables: variables(in: locale), size: size?.size,
                scale: scale),
              sizeName: size?.text, locale: locale))
        }
      }
    }
    return variants
  }
}
