// swift-tools-version: 6.2

import PackageDescription

/// Every Swift target is compiled the same way: language mode 6, nothing leaks by accident, no warnings.
let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A C library of Debian behind a module map and a `shim.h`; one room alone may import it.
func door(_ name: String, pkgConfig: String? = nil, apt: [String] = []) -> Target {
  .systemLibrary(
    name: name, path: "Sources/\(name)", pkgConfig: pkgConfig,
    providers: apt.isEmpty ? nil : [.apt(apt)])
}

/// A module of Placard; `imports` are the only modules it may import.
func room(_ name: String, _ imports: [String]) -> Target {
  .target(
    name: name, dependencies: imports.map { .byName(name: $0) }, swiftSettings: swiftSettings,
    // `Double.rounded()` and its like call libm, which only Glibc's importers link by themselves.
    linkerSettings: [.linkedLibrary("m")])
}

func tests(_ name: String, _ imports: [String]) -> Target {
  .testTarget(
    name: name, dependencies: imports.map { .byName(name: $0) },
    swiftSettings: swiftSettings)
}

let package = Package(
  name: "placard",
  products: [.executable(name: "placard", targets: ["placard"])],
  targets: [
    // Doors.
    door("CLinux"),
    door("CSodium", pkgConfig: "libsodium", apt: ["libsodium-dev"]),
    door("CCairo", pkgConfig: "pangocairo", apt: ["libpango1.0-dev", "libcairo2-dev"]),
    door("CWebP", pkgConfig: "libwebp", apt: ["libwebp-dev"]),
    door("CJPEG", pkgConfig: "libjpeg", apt: ["libjpeg62-turbo-dev"]),
    door("CAVIF", pkgConfig: "libavif", apt: ["libavif-dev"]),
    door("CGIF", apt: ["libgif-dev"]),
    door("CLCMS", pkgConfig: "lcms2", apt: ["liblcms2-dev"]),
    door("CRsvg", pkgConfig: "librsvg-2.0", apt: ["librsvg2-dev"]),
    door("CDeflate", pkgConfig: "libdeflate", apt: ["libdeflate-dev"]),
    door("CSpng", pkgConfig: "spng", apt: ["libspng-dev"]),
    door("CQR", pkgConfig: "libqrencode", apt: ["libqrencode-dev"]),
    door("CLMDB", pkgConfig: "lmdb", apt: ["liblmdb-dev"]),
    door("CYAML", pkgConfig: "yaml-0.1", apt: ["libyaml-dev"]),
    door("CGumbo", pkgConfig: "gumbo", apt: ["libgumbo-dev"]),
    door("CCurl", pkgConfig: "libcurl", apt: ["libcurl4-openssl-dev"]),

    // Parts: they never import one another.
    room("PlacardSystem", ["CLinux"]),
    room("PlacardCore", ["CSodium"]),
    room("PlacardFetch", ["PlacardCore", "CCurl"]),
    room("PlacardContent", ["PlacardCore", "CYAML", "CGumbo"]),
    room("PlacardRender", ["PlacardCore", "CCairo", "CQR", "CRsvg"]),
    room(
      "PlacardCodec",
      ["PlacardCore", "CWebP", "CJPEG", "CDeflate", "CSpng", "CAVIF", "CGIF", "CLCMS"]),
    room("PlacardStore", ["PlacardCore", "PlacardSystem", "CLMDB"]),
    room("PlacardHTTP", ["PlacardSystem", "CLinux"]),

    // The studio's pages, as bytes in the program.
    .target(name: "StudioFiles", path: "Sources/StudioFiles", exclude: ["web"]),

    // Where the parts meet, and the two edges.
    room(
      "PlacardPipeline",
      [
        "PlacardCore", "PlacardSystem", "PlacardFetch", "PlacardContent", "PlacardRender",
        "PlacardCodec", "PlacardStore",
      ]),
    room(
      "PlacardServer",
      [
        "PlacardCore", "PlacardSystem", "PlacardStore", "PlacardPipeline", "PlacardHTTP",
        "StudioFiles",
      ]),
    room(
      "PlacardCLI",
      [
        "PlacardCore", "PlacardSystem", "PlacardStore", "PlacardPipeline", "PlacardHTTP",
        "PlacardServer",
      ]),
    .executableTarget(
      name: "placard", dependencies: ["PlacardCLI"], swiftSettings: swiftSettings),

    // What tools/bench/draw times; no part of the program.
    .executableTarget(
      name: "placard-draw-cards",
      dependencies: [
        "PlacardCore", "PlacardSystem", "PlacardRender", "PlacardCodec", "PlacardPipeline",
      ], path: "tools/bench/draw-cards", swiftSettings: swiftSettings),

    // Tests, a target for every room.
    .target(
      name: "PlacardTesting", dependencies: ["PlacardCore", "PlacardSystem"],
      path: "Tests/PlacardTesting", swiftSettings: swiftSettings),
    tests("PlacardSystemTests", ["PlacardSystem", "PlacardTesting"]),
    tests("PlacardCoreTests", ["PlacardCore", "PlacardTesting"]),
    tests("PlacardFetchTests", ["PlacardFetch", "PlacardCore", "PlacardTesting"]),
    tests("PlacardContentTests", ["PlacardContent", "PlacardCore", "PlacardTesting"]),
    tests(
      "PlacardRenderTests", ["PlacardRender", "PlacardCore", "PlacardTesting", "PlacardCodec"]),
    tests("PlacardCodecTests", ["PlacardCodec", "PlacardCore", "PlacardTesting"]),
    tests("PlacardStoreTests", ["PlacardStore", "PlacardCore", "PlacardSystem", "PlacardTesting"]),
    tests("PlacardHTTPTests", ["PlacardHTTP", "PlacardSystem", "PlacardTesting"]),
    tests(
      "PlacardPipelineTests",
      [
        "PlacardPipeline", "PlacardCore", "PlacardFetch", "PlacardStore", "PlacardSystem",
        "PlacardTesting",
      ]),
    tests(
      "PlacardServerTests",
      [
        "PlacardServer", "PlacardCore", "PlacardPipeline", "PlacardStore", "PlacardSystem",
        "PlacardTesting",
      ]),
    // They run the program itself and look into its stores.
    tests("PlacardCLITests", ["PlacardCore", "PlacardStore", "PlacardTesting"]),
    tests("PlacardTidyTests", ["PlacardTesting"]),
  ],
  cLanguageStandard: .c2x
)
