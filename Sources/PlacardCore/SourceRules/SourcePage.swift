/// A file that a rule makes a card of.
package struct SourcePage: Sendable {
  /// As errors show it.
  package let file: String
  /// From the manifest's folder.
  package let path: String
  let names: PageNames
  /// The file's bytes up to the end of its front matter.
  package let text: ArraySlice<UInt8>

  /// - Parameters:
  ///   - path: from the manifest's folder.
  ///   - below: the same below the pattern's fixed part.
  package init(file: String, path: String, below: String, text: ArraySlice<UInt8>) {
    self.file = file
    self.path = path
    self.text = text
    names = PageNames(path: below, whole: path)
  }

  /// The digits of `number`, whose text stands at `offset`: as written where they are plain, so that
  /// `1.10` stays `1.10` and `007` stays `007`.
  func written(_ number: Double, at offset: Int) -> String {
    let rest = text.dropFirst(max(0, offset))
    let word = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isPlain =
      (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
    let text = String(decoding: word, as: UTF8.self)
    // An offset that leads elsewhere would give another number.
    guard isPlain, Double(text) == number else { return JSONWriter.text(of: number) }
    return text
  }
}
