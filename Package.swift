// swift-tools-version:6.1
// SPDX-License-Identifier: EUPL-1.2
import PackageDescription

/// Settings of all our own targets; warnings stop the build.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-warnings-as-errors"]),
]

/// A floor that knows no domain word.
func foundation(_ name: String, over floors: [Target.Dependency] = [], embedding files: [String] = []) -> Target {
  .target(name: name, dependencies: floors, resources: files.map { .embedInCode($0) }, swiftSettings: settings)
}

let foundations: [Target.Dependency] = [
  "Kernel", "Outward", "Records", "Access", "Storage", "Formats", "Search", "Messages", "Monitoring", "Web",
  "Workplace",
]

/// One area of the domain; it may use the foundations and the lower slices named here.
func slice(_ name: String, over slices: [Target.Dependency] = [], embedding files: [String] = ["Texts.csv"]) -> Target {
  .target(
    name: name, dependencies: foundations + slices, resources: files.map { .embedInCode($0) }, swiftSettings: settings)
}

/// The tests of one target; they see the whole product through the kit.
func tests(_ name: String) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: foundations + slices
      + ["TestKit", "CLibCrypto", "StoragePostgres", "Product", "Demo", hummingbird, http], swiftSettings: settings)
}

let slices: [Target.Dependency] = [
  "Tables", "Catalogues", "Centers", "Organisations", "Offers", "Guides", "Feedback", "Portal", "OpenReferral",
  "Accounts", "Upkeep", "Imports", "API", "Privacy", "Duplicates",
]
let tested = [
  "Kernel", "Records", "Access", "Storage", "StoragePostgres", "Formats", "Tables", "Search", "Messages", "Monitoring",
  "Web", "Catalogues", "Centers", "Organisations", "Offers", "Guides", "Feedback", "Portal", "Accounts", "API",
  "Imports", "Duplicates", "OpenReferral", "Privacy", "Upkeep", "Workplace", "Product",
]
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdParts = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let http = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
  name: "verbund",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "verbund", targets: ["verbund"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CSQLiteSettings", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    foundation("Kernel"),
    foundation("Outward", over: ["CCurl"]),
    foundation("Records", over: ["Kernel"]),
    foundation("Access", over: ["Kernel"]),
    foundation(
      "Storage",
      over: [
        "Kernel", "Records", "CLibCrypto", "CSQLiteSettings",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    foundation("StoragePostgres", over: ["Kernel", "Records", "Storage", "CLibPQ"]),
    foundation("Formats", over: ["Kernel", "Records", "CExpat", "CXLSXWriter", "CZip"]),
    foundation("Messages", over: ["Kernel", "Records", "Storage", "Formats", "CCurl"]),
    foundation("Tables", over: ["Kernel", "Records", "Storage", "Formats"]),
    foundation("Search", over: ["Kernel", "CStemmer"]),
    foundation("Monitoring", over: ["Kernel", "Formats", logging]),
    foundation(
      "Web",
      over: [
        "Kernel", "Outward", "Records", "Access", "Storage", "Formats", "Search", "Monitoring", "CLibCrypto",
        hummingbird, hummingbirdParts, logging, http, nio,
      ],
      embedding: ["Assets/verbund.css", "Assets/verbund.js", "Assets/verbund.svg", "Assets/icons.svg", "Texts.csv"]),
    foundation(
      "Workplace",
      over: ["Kernel", "Outward", "Records", "Access", "Storage", "Formats", "Monitoring", "Web", logging, http],
      embedding: ["Assets/workplace.css", "Assets/workplace.js", "Assets/forms.js", "Texts.csv"]),

    slice(
      "Catalogues", embedding: ["Texts.csv", "Data/catalogues.csv", "Data/catalogues-ar.csv", "Data/synonyms.csv"]),
    slice("Centers", over: ["Catalogues"], embedding: ["Texts.csv", "Data/centers.csv"]),
    slice("Organisations", over: ["Catalogues", "Centers", "Tables"]),
    slice("Offers", over: ["Catalogues", "Centers", "Organisations", "Tables"]),
    slice("Guides", over: ["Centers"]),
    slice("Feedback", over: ["Centers"]),
    slice("Portal", over: ["Catalogues", "Centers", "Organisations", "Offers", "Guides", "Feedback"]),
    slice("OpenReferral", over: ["Catalogues", "Centers", "Organisations", "Offers"]),
    slice("Accounts", over: ["Centers", "Organisations", "CLibCrypto", "CQREncode"]),
    slice("Upkeep", over: ["Centers"]),
    slice("Imports", over: ["Tables"]),
    slice("API"),
    slice("Privacy", over: ["Centers", "Accounts", "CZip"]),
    slice("Duplicates", over: ["Centers", "Organisations", "Offers"]),

    .target(name: "CDemoTables", path: "Sources/Demo/Embedded"),
    .target(
      name: "Demo", dependencies: ["CDemoTables"] + foundations + slices, exclude: ["Data", "Embedded"],
      swiftSettings: settings),
    foundation(
      "Product",
      over: foundations + slices + [
        "StoragePostgres", hummingbird, hummingbirdParts, http, nio, nioTypes, logging, lifecycle, signals,
      ]),
    .executableTarget(
      name: "verbund",
      dependencies: [
        "Product", "Demo", "StoragePostgres", .product(name: "ArgumentParser", package: "swift-argument-parser"), http,
        lifecycle, logging,
      ] + foundations + slices,
      swiftSettings: settings),

    .target(
      name: "TestKit",
      dependencies: [
        "Product", "StoragePostgres", hummingbird, hummingbirdParts, http, nio, nioEmbedded, logging,
      ] + foundations + slices,
      path: "Tests/TestKit", swiftSettings: settings),
  ] + tested.map(tests)
)
