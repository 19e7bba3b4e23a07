import Foundation
import PlacardCore
import PlacardRender
import Synchronization
import Testing

@Suite("Text determinism")
struct TextDeterminismTests {
  static let texts = [
    "Hello wide world", "مرحبا بالعالم", "शनिवार को विद्यार्थी", "日本語の「次」", "👋🏽 ok 😀",
    "สวัสดีชาวโลก", "AVATAR To Ty fi ffl",
  ]

  static func layer(_ place: Int) -> SceneLayer {
    var content = TextPixelsTests.content(texts[place % texts.count], size: 20 + Double(place))
    if place % 3 == 0 { content.style.decoration = .underline }
    if place % 4 == 0 { content.style.shadows = [Shadow(x: 1.5, y: 2, blur: 5, color: .black)] }
    return TextPixelsTests.layer(content, rotation: place % 5 == 4 ? 10 : 0)
  }

  @Test("What was drawn before changes no pixel")
  func order() throws {
    let fresh = try (0..<14).map { try TextPixelsTests.draw(Self.layer($0)).pixels }
    let renderer = Renderer(fonts: try TestFonts.all.get())
    for place in [5, 13, 0, 7, 7, 3, 12, 1, 2, 11, 4, 6, 10, 9, 8, 0, 13] {
      let again = try TextPixelsTests.draw(Self.layer(place), with: renderer).pixels
      #expect(again == fresh[place])
    }
  }

  @Test("Threads draw the same pixels side by side")
  func threads() throws {
    let alone = try (0..<14).map { try TextPixelsTests.draw(Self.layer($0)).pixels }
    let failures = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      do {
        let renderer = Renderer(fonts: try TestFonts.all.get())
        for step in 0..<14 {
          let place = (step * 5 + worker * 3) % 14
          let pixels = try TextPixelsTests.draw(Self.layer(place), with: renderer).pixels
          if pixels != alone[place] { failures.withLock { $0 += 1 } }
        }
      } catch {
        failures.withLock { $0 += 1 }
      }
    }
    #expect(failures.withLock { $0 } == 0)
  }

  @Test("Open fonts stay bounded over any number of axis settings and sizes")
  func bounds() throws {
    let painter = TextPainter(fonts: try TestFonts.all.get())
    for step in 0..<2_000 {
      var content = TextPixelsTests.content("Size \(step)", size: 10 + Double(step) / 7)
      content.style.weight = 1 + step % 1_000
      content.lang = "x\(step)"
      _ = try painter.measure(content, width: 200)
    }
    #expect(painter.openFontCount <= 8)
  }
}
