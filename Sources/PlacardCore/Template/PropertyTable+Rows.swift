extension PropertyTable {
  static let common: [PropertyDescriptor] = [
    .number("x", PropertyRanges.position) { $1.x = $0 },
    .number("y", PropertyRanges.position) { $1.y = $0 },
    PropertyDescriptor("width", .extent(PropertyRanges.length), initial: .extent(nil)) {
      if case .extent(let width) = $0 { $1.width = width }
    },
    PropertyDescriptor("height", .extent(PropertyRanges.length), initial: .extent(nil)) {
      if case .extent(let height) = $0 { $1.height = height }
    },
    .number("rotation", PropertyRanges.rotation) { $1.rotation = $0 },
    .number("opacity", PropertyRanges.opacity, initial: 1) { $1.opacity = $0 },
    PropertyDescriptor("visible", .bool, initial: .bool(true)) {
      if case .bool(let bool) = $0 { $1.isVisible = bool }
    },
    PropertyDescriptor(
      "borderRadius", .corners(PropertyRanges.radius), initial: .corners(.zero)
    ) {
      if case .corners(let corners) = $0 { $1.cornerRadii = corners }
    },
    .number("borderWidth", PropertyRanges.borderWidth) { $1.borderWidth = $0 },
    PropertyDescriptor("borderColor", .color, initial: .color(nil)) {
      if case .color(let color) = $0 { $1.borderColor = color }
    },
    PropertyDescriptor("boxShadow", .shadows(isBox: true), initial: .shadows([])) {
      if case .shadows(let shadows) = $0 { $1.shadows = shadows }
    },
    .paint(
      "background", initial: .color(.transparent),
      types: LayerType.allCases.filter { $0 != .qr }
    ) { $1.background = $0 },
    PropertyDescriptor(
      "padding", .insets(PropertyRanges.padding), initial: .insets(.zero)
    ) {
      if case .insets(let insets) = $0 { $1.padding = insets }
    },
    PropertyDescriptor("constraints", .constraints, initial: .constraints(nil)) {
      if case .constraints(let constraints) = $0 { $1.constraints = constraints }
    },
    .keyword("blendMode", blendModes, initial: .normal, types: LayerType.allCases) {
      $1.blendMode = $0
    },
    PropertyDescriptor("filter", .filters, initial: .filters([])) {
      if case .filters(let filters) = $0 { $1.filters = filters }
    },
  ]

  private static let blendModes: [(String, BlendMode)] = [
    ("normal", .normal), ("multiply", .multiply), ("screen", .screen), ("overlay", .overlay),
    ("darken", .darken), ("lighten", .lighten), ("color-dodge", .colorDodge),
    ("color-burn", .colorBurn), ("hard-light", .hardLight), ("soft-light", .softLight),
    ("difference", .difference), ("exclusion", .exclusion), ("hue", .hue),
    ("saturation", .saturation), ("color", .color), ("luminosity", .luminosity),
  ]

  static let imageRows: [PropertyDescriptor] = [
    PropertyDescriptor("image_url", .address, initial: .address(nil), types: [.image]) {
      if case .address(let address) = $0 { $1.address = address }
    },
    .keyword(
      "objectFit",
      [
        ("cover", ImageContent.Fit.cover), ("contain", .contain), ("fill", .fill), ("none", .none),
        ("scale-down", .scaleDown),
      ], initial: .cover, types: [.image]
    ) { $1.fit = $0 },
    PropertyDescriptor("objectPosition", .position, initial: .position(.center), types: [.image]) {
      if case .position(let position) = $0 { $1.position = position }
    },
  ]

  static let shapeRows: [PropertyDescriptor] = [
    .keyword(
      "shape",
      [
        ("rect", ShapeContent.Outline.rect), ("ellipse", .ellipse), ("line", .line),
        ("path", .path),
      ],
      initial: .rect, types: [.shape]
    ) { $1.shape.outline = $0 },
    .paint("fill", initial: .color(.black), types: [.shape]) { $1.shape.fill = $0 },
    .paint("stroke", initial: .color(.transparent), types: [.shape]) {
      $1.shape.stroke = $0.drawsNothing ? nil : $0
    },
    .number("strokeWidth", PropertyRanges.strokeWidth, types: [.shape]) {
      $1.shape.strokeWidth = $0
    },
    PropertyDescriptor("strokeDasharray", .dashes, initial: .dashes([]), types: [.shape]) {
      if case .dashes(let dashes) = $0 { $1.shape.dashes = dashes }
    },
    PropertyDescriptor("d", .path, initial: .path(PathData()), types: [.shape]) {
      if case .path(let path) = $0 { $1.shape.path = path }
    },
  ]

  static let qrRows: [PropertyDescriptor] = [
    PropertyDescriptor("data", .data, initial: .text(""), types: [.qr]) {
      if case .text(let text) = $0 { $1.code.data = text }
    },
    .paint("color", initial: .color(.black), types: [.qr]) { $1.code.color = $0 },
    // White, so that a reader finds the code on any canvas.
    .paint("background", initial: .color(.white), types: [.qr]) { $1.background = $0 },
    .keyword(
      "errorCorrection",
      [("L", QRContent.ErrorCorrection.low), ("M", .medium), ("Q", .quartile), ("H", .high)],
      initial: .medium, types: [.qr]
    ) { $1.code.errorCorrection = $0 },
    .integer("margin", PropertyRanges.qrMargin, initial: 4, types: [.qr]) {
      $1.code.marginModules = $0
    },
  ]
}
