// swift-tools-version: 6.2
import PackageDescription

/// How fast asynclab is.
///
/// A package of its own, so that nobody waits for it who does not measure.
///
/// It measures the executables in `.build/release` of the project: build them first, with
/// `swift build -c release`. Then: `swift run -c release --package-path Tests/Benchmarks`.
let package = Package(
    name: "Benchmarks",
    targets: [
        .executableTarget(
            name: "Benchmarks",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
                // Pseudoterminals are beyond plain POSIX.
                .unsafeFlags(["-Xcc", "-D_GNU_SOURCE"]),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
