import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("QR codes are read as what they were made of")
struct QRTests {
  private static let texts = [
    "1", "0123456789012345", "PLACARD 2026 $%*+-./:", "https://example.org/",
    "https://example.org/posts/%C3%BCber-uns?utm_source=card&utm_campaign="
      + String(repeating: "autumn-2026-", count: 40),
    "Grüße aus Zürich — 価格は１２３円 🎉", "line one\nline two\ttab", "a\u{0}b\u{1}c",
    String(repeating: "Ω≈ç√∫˜µ≤≥÷", count: 12),
  ]

  private func layer(
    _ data: String, side: Double, at place: Double = 8, level: QRContent.ErrorCorrection = .medium,
    color: Paint = .color(.black), background: Paint? = .color(.white), margin: Int = 4
  ) -> SceneLayer {
    SceneLayer(
      name: "code", frame: Rect(x: place, y: place, width: side, height: side),
      background: background,
      content: .qr(
        QRContent(data: data, color: color, errorCorrection: level, marginModules: margin)))
  }

  private func draw(_ layer: SceneLayer, scale: Double = 1) throws -> TestImage {
    let side = Int(layer.frame.width + 2 * layer.frame.x)
    return try Build.draw(
      Build.scene([layer], width: side, height: side, scale: scale, background: Build.gray))
  }

  @Test("of every sort of text, at every level, at scales 1, 1.5 and 2")
  func levels() throws {
    var images: [TestImage] = []
    var expected: [String] = []
    for (index, text) in Self.texts.enumerated() {
      for level in QRContent.ErrorCorrection.allCases {
        let scale = [1, 1.5, 2][(index + Int(level.rawValue)) % 3]
        images.append(try draw(layer(text, side: 270.3, level: level), scale: scale))
        expected.append(text)
      }
    }
    for (text, bytes) in zip(expected, try images.map(QRReader.read)) {
      #expect(bytes == Array(text.utf8), "\(text)")
    }
  }

  @Test("in colours, in gradients, and turned by 90, 180, 270 and 33 degrees")
  func coloursAndTurns() throws {
    let text = "https://example.org/c/posts/hello.png"
    let gradient = Paint.linear(
      LinearGradient(
        direction: .toward(x: 1, y: 1),
        stops: [
          GradientStop(color: Color(red: 88, green: 28, blue: 135), position: nil),
          GradientStop(color: Color(red: 2, green: 44, blue: 94), position: nil),
        ]))
    var layers = [Build.blue, Build.red, gradient].map { layer(text, side: 231, color: $0) }
    for degrees in [90.0, 180, 270, 33, -12.5] {
      var turned = layer(text, side: 260, at: 70, color: gradient)
      turned.rotation = degrees
      layers.append(turned)
    }
    for layer in layers {
      #expect(try QRReader.read(draw(layer)) == Array(text.utf8))
    }
  }

  @Test("of many versions, the largest with 2,953 bytes among them")
  func versions() throws {
    let lengths = [1, 14, 26, 100, 250, 500, 1_000, 2_000, 2_953]
    let texts = lengths.map { length in
      String((0..<length).map { Character(Unicode.Scalar(UInt8(97 + ($0 * 7 + length) % 26))) })
    }
    let images = try texts.map { try draw(layer($0, side: 760, level: .low)) }
    for (text, bytes) in zip(texts, try images.map(QRReader.read)) {
      #expect(bytes == Array(text.utf8), "\(text.count) letters")
    }
  }

  @Test("modules are whole device pixels, the quiet zone around them, in the middle of the box")
  func places() throws {
    // 21 modules and 2·2 of quiet zone: 4 px a module in 107 px leave 7, 3 of them on the left.
    let image = try draw(layer("1", side: 107, at: 10, background: nil, margin: 2))
    let first = 10 + 3 + 2 * 4
    for (x, isDark) in [
      (first - 1, false), (first, true), (first + 7 * 4 - 1, true), (first + 7 * 4, false),
      (first + 21 * 4 - 1, true), (first + 21 * 4, false),
    ] {
      #expect((image[x, first][0] == 0) == isDark, "\(x)")
    }
    let greys = Set(stride(from: 0, to: image.bytes.count, by: 4).map { image.bytes[$0] })
    #expect(greys == [0, 200])
  }

  @Test("without data there is nothing but the box")
  func empty() throws {
    let empty = try draw(layer("", side: 60))
    #expect(empty[30, 30] == [255, 255, 255, 255])
  }

  @Test("what does not fit is an error that says so")
  func tooMuch() throws {
    let long = String(repeating: "x", count: 2_954)
    for data in [long, String(repeating: "7", count: 100_000), "\u{0}" + long] {
      let error = #expect(throws: RenderError.self) {
        try draw(layer(data, side: 760, level: .low))
      }
      #expect(error?.code == .tooLarge)
      #expect(error?.layer == "code")
      #expect(error?.message.contains("errorCorrection") == true)
    }
    _ = try draw(layer("1", side: 29))
    let small = #expect(throws: RenderError.self) { try draw(layer("1", side: 28)) }
    #expect(small?.code == .tooLarge)
    #expect(small?.message.contains("29 modules") == true)
  }
}

extension Build {
  fileprivate static let gray = Paint.color(Color(red: 200, green: 200, blue: 200))
}
