// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built the same way: Swift 6 mode, explicit `any`, imports that are
/// internal unless they say otherwise, and warnings that stop the build.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [
    .define("_GNU_SOURCE"),
    .treatAllWarnings(as: .error),
    .enableWarning("all"),
    .enableWarning("extra"),
]

/// A test target with the project's settings; `Tests/<name>` holds its files.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies + ["TestSupport"],
        exclude: exclude,
        swiftSettings: strict
    )
}

let package = Package(
    name: "asynclab",
    products: [
        .executable(name: "asynclab", targets: ["asynclab"]),
        .executable(name: "asynclab-supervisor", targets: ["RunSupervisor"]),
        .library(name: "asynclab-runtime", type: .dynamic, targets: ["TraceRuntime"]),
        .library(name: "asynclab-follow", type: .dynamic, targets: ["CRunFollower"]),
        .library(name: "asynclab-accesses", type: .dynamic, targets: ["CAccessWatch"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.4.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // The watched program's side.
        .target(name: "CTraceFormat", cSettings: strictC),
        .target(name: "CTraceRuntime", dependencies: ["CTraceFormat"], cSettings: strictC),
        .target(name: "TraceRuntime", dependencies: ["CTraceRuntime"], swiftSettings: strict),
        .target(
            name: "CRunFollower",
            dependencies: ["CTraceFormat"],
            cSettings: strictC,
            // It is loaded into every program that a command starts: it must bring nothing along.
            // (And see what it says to the linker itself.)
            linkerSettings: [.unsafeFlags(["-nostartfiles"])]
        ),
        .target(name: "CAccessWatch", cSettings: strictC),
        .executableTarget(
            name: "RunSupervisor",
            cSettings: strictC,
            // C alone: without these it would load libswiftCore, which takes longer than its work.
            linkerSettings: [.unsafeFlags(["-nostartfiles", "-static-executable"])]
        ),

        // Values and pure functions.
        .target(name: "Schedules", swiftSettings: strict),
        .target(
            name: "TraceModel",
            dependencies: ["CTraceFormat", "Schedules"],
            swiftSettings: strict
        ),
        .systemLibrary(
            name: "CCommonMark",
            providers: [.apt(["libcmark-dev"])]
        ),
        .target(name: "Curriculum", dependencies: ["CCommonMark", "Yams"], swiftSettings: strict),
        .target(
            name: "Grading",
            dependencies: ["Curriculum", "TraceModel"],
            swiftSettings: strict
        ),
        .target(name: "Screen", swiftSettings: strict),
        .target(
            name: "LabCore",
            dependencies: ["Curriculum", "Grading", "Schedules", "TraceModel"],
            swiftSettings: strict
        ),
        .target(
            name: "LabViews",
            dependencies: [
                "Curriculum", "Grading", "LabCore", "Schedules", "Screen", "TraceModel",
            ],
            swiftSettings: strict
        ),

        // The world outside.
        .target(name: "QuietPool", swiftSettings: strict),
        .target(name: "ProgressStore", dependencies: ["LabCore"], swiftSettings: strict),
        .target(
            name: "ExampleRunner",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .systemLibrary(
            name: "CNcurses",
            providers: [.apt(["libncurses-dev"])]
        ),
        .target(name: "CTerminalSignals", cSettings: strictC),
        .target(
            name: "NcursesTerminal",
            dependencies: ["CNcurses", "CTerminalSignals", "Screen"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "asynclab",
            dependencies: [
                "CTraceFormat", "Curriculum", "ExampleRunner", "Grading", "LabCore", "LabViews",
                "NcursesTerminal", "ProgressStore", "QuietPool", "Schedules", "Screen",
                "TraceModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: ["ExampleRunner", "TraceModel"],
            path: "Tests/Support",
            swiftSettings: strict
        ),
        tests(
            "TraceRuntimeTests",
            ["CTraceFormat", "ExampleRunner", "Schedules", "TraceModel"],
            exclude: ["Planted", "Programs"]
        ),
        tests("SchedulesTests", ["Schedules"]),
        tests("TraceModelTests", ["CTraceFormat", "Schedules", "TraceModel"]),
        tests("CurriculumTests", ["Curriculum"]),
        tests("GradingTests", ["Grading", "Curriculum", "TraceModel"]),
        tests("ScreenTests", ["Screen"]),
        tests("NcursesTerminalTests", ["CNcurses", "NcursesTerminal", "Screen"]),
        tests("QuietPoolTests", ["QuietPool"]),
        tests("ExampleRunnerTests", ["ExampleRunner"], exclude: ["Programs"]),
        tests("LabCoreTests", ["LabCore", "Curriculum", "Grading", "TraceModel"]),
        tests("ProgressStoreTests", ["ProgressStore", "LabCore"]),
        tests(
            "LabViewsTests",
            ["LabViews", "LabCore", "Curriculum", "Grading", "Screen", "TraceModel"]
        ),
        tests("ArchitectureTests", []),
        tests("LessonTests", ["Curriculum", "ExampleRunner", "Grading", "TraceModel"]),
        tests("EndToEndTests", [], exclude: ["Programs", "Schemas"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17
)
