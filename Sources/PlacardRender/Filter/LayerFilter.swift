internal import CCairo
internal import PlacardCore

/// A layer's `filter`, ready for its pixels (Filter Effects 1 §5): what follows one another without a
/// blur in between is one step.
struct LayerFilter {
  private enum Step {
    case blur(BoxBlur)
    case recolor([ColorMatrix])

    var isBlur: Bool { if case .blur = self { true } else { false } }
  }

  private var steps: [Step] = []
  /// Pixels by which it carries what it is given further out, on each side.
  private(set) var reach = 0

  /// As far as the widest blur goes; what a row of them would carry further is too faint to see.
  private static let reachMax = BoxBlur(
    sigma: ColorBlur.sigmaMax, sigmaMax: ColorBlur.sigmaMax
  ).reach

  /// `scale` is device pixels a CSS px.
  init(_ functions: [FilterFunction], scale: Double) {
    for function in functions {
      if case .blur(let sigma) = function {
        let blur = BoxBlur(
          sigma: DeviceLength.bounded(sigma * scale), sigmaMax: ColorBlur.sigmaMax)
        guard blur.reach > 0 else { continue }
        steps.append(.blur(blur))
        reach = min(reach + blur.reach, Self.reachMax)
      } else if let matrix = ColorMatrix(function) {
        guard case .recolor(let before) = steps.last else {
          steps.append(.recolor([matrix]))
          continue
        }
        steps[steps.count - 1] = .recolor(before + [matrix])
      }
    }
  }

  var isEmpty: Bool { steps.isEmpty }

  /// Filters `surface`, outside of which everything counts as clear; what of it is not `seen` is
  /// left anyhow.
  func apply(to surface: borrowing Surface, seen: DeviceRect, pool: BufferPool) {
    guard !steps.isEmpty else { return }
    surface.flush()
    var blurCount = steps.count { $0.isBlur }
    for step in steps {
      // A blur that follows takes in more than is seen.
      if step.isBlur { blurCount -= 1 }
      let area = blurCount == 0 ? seen : surface.bounds
      switch step {
      case .blur(let blur): ColorBlur(blur).apply(to: surface, seen: area, pool: pool)
      case .recolor(let matrices): surface.recolor(area, by: matrices)
      }
    }
    surface.markDirty()
  }
}
