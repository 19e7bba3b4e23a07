internal import PlacardCore

/// A gradient ready to be drawn, pixel by pixel: its line in device pixels and its colours.
///
/// cairo takes 4 to 7 ms for a gradient over a card; going along each row and looking colours up
/// takes a fraction of one.
struct GradientRaster {
  private let line: GradientLine
  private let ramp: GradientRamp
  let isOpaque: Bool

  /// nil for a paint that is one colour. `box` is in device pixels.
  init?(_ paint: Paint, box: Rect, scale: Double) {
    let written: [GradientStop]
    let placed: (line: GradientLine, length: Double)
    let isRepeating: Bool
    switch paint {
    case .color:
      return nil
    case .conic(let gradient):
      placed = (gradient.line(in: box, scale: scale), 0)
      written = gradient.stops
      isRepeating = gradient.isRepeating
    case .linear(let gradient):
      placed = gradient.line(in: box)
      written = gradient.stops
      isRepeating = gradient.isRepeating
    case .radial(let gradient):
      placed = gradient.line(in: box, scale: scale)
      written = gradient.stops
      isRepeating = gradient.isRepeating
    }
    let stops = ResolvedStops(written, lineLength: placed.length, scale: scale)
    line = placed.line
    ramp = GradientRamp(stops, isRepeating: isRepeating)
    isOpaque = stops.isOpaque && !written.isEmpty
  }

  /// Writes the gradient's pixels over `area`, the first at `pixels`. `toBox` takes a device pixel to
  /// the coordinates of the gradient's box.
  func draw(
    into pixels: UnsafeMutableRawPointer, bytesPerRow: Int, area: DeviceRect, toBox: Transform
  ) {
    guard !area.isEmpty else { return }
    switch line {
    case .pastEnd:
      fill(
        pixels, bytesPerRow, area, with: ramp.pixel(at: ramp.pieces[ramp.pieces.count - 1].start))
    case .linear(let xRate, let yRate, let offset):
      LinearRows(
        ramp: ramp, xRate: xRate * toBox.xx + yRate * toBox.yx,
        yRate: xRate * toBox.xy + yRate * toBox.yy,
        offset: offset + xRate * toBox.x0 + yRate * toBox.y0
      ).draw(into: pixels, bytesPerRow: bytesPerRow, area: area)
    case .radial(let centerX, let centerY, let radiusX, let radiusY):
      CenteredRows(
        ramp: ramp,
        u: (toBox.xx / radiusX, toBox.xy / radiusX, (toBox.x0 - centerX) / radiusX),
        v: (toBox.yx / radiusY, toBox.yy / radiusY, (toBox.y0 - centerY) / radiusY)
      ).draw(into: pixels, bytesPerRow: bytesPerRow, area: area) { right, down in
        SIMD4<Float>(right * right + down * down).squareRoot()
      }
    case .conic(let centerX, let centerY, let start):
      let start = Float(start)
      CenteredRows(
        ramp: ramp, u: (toBox.xx, toBox.xy, toBox.x0 - centerX),
        v: (toBox.yx, toBox.yy, toBox.y0 - centerY)
      ).draw(into: pixels, bytesPerRow: bytesPerRow, area: area) { right, down in
        Angle.turns(right: SIMD4<Float>(right), down: SIMD4<Float>(down), from: start)
      }
    }
  }

  private func fill(
    _ pixels: UnsafeMutableRawPointer, _ bytesPerRow: Int, _ area: DeviceRect, with pixel: UInt32
  ) {
    for row in 0..<area.height {
      (pixels + row * bytesPerRow).assumingMemoryBound(to: UInt32.self)
        .update(repeating: pixel, count: area.width)
    }
  }
}

/// The rows of a linear gradient: along a row the place on the line moves in even steps, so each
/// piece of the ramp is a run of pixels.
private struct LinearRows {
  let ramp: GradientRamp
  let xRate: Double
  let yRate: Double
  let offset: Double

  func draw(into pixels: UnsafeMutableRawPointer, bytesPerRow: Int, area: DeviceRect) {
    let firstX = (Double(area.x) + 0.5) * xRate + offset
    for row in 0..<area.height {
      let line = (pixels + row * bytesPerRow).assumingMemoryBound(to: UInt32.self)
      if row > 0, yRate == 0 {
        line.update(from: pixels.assumingMemoryBound(to: UInt32.self), count: area.width)
        continue
      }
      let start = firstX + (Double(area.y + row) + 0.5) * yRate
      if xRate == 0 {
        line.update(repeating: ramp.pixel(at: start), count: area.width)
      } else {
        drawRow(line, count: area.width, from: start)
      }
    }
  }

  private func drawRow(_ line: UnsafeMutablePointer<UInt32>, count: Int, from start: Double) {
    var x = 0
    while x < count {
      let place = ramp.wrapped(start + Double(x) * xRate)
      let piece = ramp.pieces[ramp.pieceIndex(at: place)]
      // Pixels until the place leaves the piece, upwards to its end or downwards below its start.
      let room = xRate > 0 ? (piece.end - place) / xRate : (piece.start - place) / xRate
      var run = count - x
      if room < Double(run) {
        run = max(1, xRate > 0 ? Int(room.rounded(.up)) : Int(room.rounded(.down)) + 1)
      }
      run = min(run, count - x)
      drawRun(line + x, count: run, piece: piece, from: place)
      x += run
    }
  }

  private func drawRun(
    _ out: UnsafeMutablePointer<UInt32>, count: Int, piece: GradientRamp.Piece, from place: Double
  ) {
    ramp.table.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { return }
      let entries = base + piece.first
      guard piece.count > 1 else {
        out.update(repeating: entries[0], count: count)
        return
      }
      // 32.32 fixed point; the run's two ends stay within the piece whatever was rounded.
      let one = 4_294_967_296.0
      let last = Int64(piece.count) << 32 - 1
      func fixed(_ value: Double) -> Int64 {
        min(max(Int64(min(max(value * one, -one), 9e18)), 0), last)
      }
      let from = fixed((place - piece.start) * piece.entriesPerUnit)
      let to = fixed(
        (place - piece.start + Double(count - 1) * xRate) * piece.entriesPerUnit)
      let step = count > 1 ? (to - from) / Int64(count - 1) : 0
      var position = from
      for index in 0..<count {
        out[index] = entries[Int(position >> 32)]
        position &+= step
      }
    }
  }
}
