import Foundation
import PlacardCore
import PlacardRender
import Testing

/// Real titles in boxes made by chance, beside Chromium's line breaks
/// (`tools/chromium/breaks.py` notes those).
@Suite("Lines break where Chromium breaks them")
struct LineBreakTests {
  private struct Sample: Decodable {
    let text: String
    let width: Double
    let size: Double
    let weight: Int
    let spacing: Double
    /// The code points that begin the second line and those after it.
    let starts: [Int]
  }

  private static let faces = [
    "Thin", "ExtraLight", "Light", "Regular", "Medium", "SemiBold", "Bold", "ExtraBold", "Black",
  ]

  @Test("at least 99.5 % of a thousand titles break at exactly the same places")
  func breaks() throws {
    let file = PictureFixture.folder.deletingLastPathComponent()
      .appendingPathComponent("breaks.json")
    let samples = try JSONDecoder().decode([Sample].self, from: Data(contentsOf: file))
    #expect(samples.count >= 1_000)
    let library = try FixtureFonts.library(
      of: Self.faces.map { face in
        FixtureFonts.Entry(
          path: "/usr/share/fonts/opentype/inter/Inter-\(face).otf", isFallback: false)
      })
    let painter = TextPainter(fonts: library)
    var apart: [String] = []
    for sample in samples {
      let content = TextContent(
        text: sample.text,
        style: TextStyle(
          families: ["Inter"], size: sample.size, weight: sample.weight,
          letterSpacing: sample.spacing))
      let lines = try painter.measure(content, width: sample.width).lines
      let starts = lines.dropFirst().map(\.range.lowerBound)
      if starts != sample.starts {
        apart.append("\(sample): we break at \(starts)")
      }
    }
    let count = apart.count
    #expect(
      Double(count) <= 0.005 * Double(samples.count),
      "\(count) of \(samples.count) apart:\n\(apart.joined(separator: "\n"))")
    if count > 0 { print("\(count) of \(samples.count) titles break elsewhere:") }
    apart.forEach { print($0) }
  }
}
