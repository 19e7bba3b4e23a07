internal import CCairo
internal import PlacardCore

/// A layer's `filter`, ready for its pixels (Filter Effects 1 §5): what follows one another without a
/// blur in between is one step.
struct LayerFilter {
  private enum Step {
    case blur(BoxBlur)
    case recolor([ColorMatrix])
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

  /// Filters all of `surface`; outside of it everything counts as clear.
  func apply(to surface: borrowing Surface, pool: BufferPool) {
    guard !steps.isEmpty else { return }
    surface.flush()
    for step in steps {
      switch step {
      case .blur(let blur): ColorBlur(blur).apply(to: surface, pool: pool)
      case .recolor(let matrices): surface.recolor(by: matrices)
      }
    }
    surface.markDirty()
  }
}
